import DraftText
import PatternMatching

/// The patterns that describe drafts, from `Rules/outline.yaml`, `Rules/residue.yaml` and `Rules/compare.yaml`.
package struct OutlineGrammar: Sendable {
  /// The patterns of one class of residue.
  package struct ResidueForms: Sendable {
    /// The name of a group of ``lines`` or ``spans``; a match in which it takes part is surely residue.
    package static let sure = "sure"
    /// The name of a group of ``lines`` that matches a page number.
    package static let number = "number"

    package let residueClass: Residue.Class
    /// A line that matches is residue wherever it stands.
    package let lines: Pattern?
    /// A line that matches is residue beside another line of residue.
    package let anchored: Pattern?
    /// A line that matches is residue between two lines that surely are residue.
    package let between: Pattern?
    /// Matches are residue inside a line.
    package let spans: Pattern?
    /// Only lines in which this matches are searched for the other patterns; nil for all lines.
    package let hint: Pattern?
    /// The texts of which a draft must contain one; in other drafts the hint is not searched.
    package let needs: RequiredTexts

    package init(
      residueClass: Residue.Class, hint: Pattern? = nil, needs: [String] = [], lines: Pattern?,
      anchored: Pattern? = nil, between: Pattern? = nil, spans: Pattern? = nil
    ) {
      self.residueClass = residueClass
      self.hint = hint
      self.needs = RequiredTexts(needs)
      self.lines = lines
      self.anchored = anchored
      self.between = between
      self.spans = spans
    }
  }

  /// The patterns of residue; a class can occur several times.
  package var residue: [ResidueForms] = []
  /// The levels of headings, from the outermost; a level can be written in several ways.
  package var levels: [Numbering] = []
  /// The enumerators inside paragraphs.
  package var enumerators: [Numbering] = []
  /// The data that tells headings from items.
  package var lines = LineGrammar()
  /// The lengths, counts and prices of the decisions.
  package var thresholds = Thresholds()
  /// The counting words with their numbers; 0 means “the next”, -1 “the last”.
  package var ordinalWords: [String: Int] = [:]
  package var patterns: [OutlinePattern: Pattern] = [:]
  /// The phrases by which two drafts are compared.
  package var phrases: [Phrase: Pattern] = [:]

  /// Makes a grammar for drafts that consist only of paragraphs.
  package init() {}

  /// The numbering called `id`.
  package func numbering(_ id: Numbering.ID) -> Numbering? {
    levels.first { $0.id == id } ?? enumerators.first { $0.id == id }
  }

  /// Returns the rank of the level called `id`: 0 for the outermost; nil if there is none.
  package func rank(of id: Numbering.ID) -> Int? { levels.firstIndex { $0.id == id } }
}

/// The keys of outline.yaml that hold a pattern; the file describes each of them.
package enum OutlinePattern: String, CaseIterable, Sendable {
  // Around the main text.
  case title, byline, salutation, closing, date, signature, note, attachments, annex, contents
  case titleLine = "title-line"
  case contentsEntry = "contents-entry"
  case pageNumber = "page-number"
  // In the main text.
  case specimen, form
  case inlineHeading = "inline-heading"

  /// The patterns that each grammar must have.
  package static let required: [OutlinePattern] = [.title, .salutation, .closing, .date]
}
