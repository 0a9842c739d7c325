import DraftText
import PatternMatching

/// What a pattern of the outline grammar finds, by its key in outline.yaml.
package enum OutlinePattern: String, CaseIterable, Sendable {
  /// A line at the top that names the document by its kind.
  case title
  /// A line that may belong to a title; in a grammar without it, any may.
  case titleLine = "title-line"
  /// A line around the title that says where the text comes from: a document number, 来源：…
  case byline
  /// A line under the title that addresses the listeners or readers.
  case salutation
  /// A paragraph at the end that closes the document.
  case closing
  /// A date on a line of its own.
  case date
  /// The line above the last date that says who signs.
  case signature
  /// A line under the signature: who may be asked, who gets a copy.
  case note
  /// The line that begins a list of attachments.
  case attachments
  /// The line that begins an annex.
  case annex
  /// The heading of a table of contents.
  case contents
  /// A line of a table of contents with its page.
  case contentsEntry = "contents-entry"
  /// A cell of a table that says that its row shows how to fill the table in.
  case specimen
  /// A stretch that others fill in, from its heading to its end: a form, a questionnaire, a model contract.
  case form
  /// An ordinal behind the end of a sentence, with the group `ordinal`: a heading whose line end was lost.
  case inlineHeading = "inline-heading"
  /// A number that may be that of a web site's page, with the groups `ordinal` and, where an ordinal follows, `next`.
  case pageNumber = "page-number"

  /// Those that each grammar must have.
  package static let required: [OutlinePattern] = [.title, .salutation, .closing, .date]
}

/// How a draft is put together on the page, as patterns: what `Rules/outline.yaml` and `Rules/residue.yaml` say.
package struct OutlineGrammar: Sendable {
  /// How residue of one class looks.
  package struct ResidueForms: Sendable {
    /// Where this group of ``lines`` or ``spans`` takes part in a match, it is surely residue.
    package static let sure = "sure"
    /// What stands in this group of ``lines`` is the number of a page.
    package static let number = "number"

    package let residueClass: Residue.Class
    /// A line that matches is residue wherever it stands.
    package let lines: Pattern?
    /// A line that matches is residue beside another line of residue.
    package let anchored: Pattern?
    /// A line that matches is residue between two lines that surely are.
    package let between: Pattern?
    /// Pieces of a line.
    package let spans: Pattern?
    /// The forms are looked for only in lines where it matches; nil for all lines.
    package let hint: Pattern?

    package init(
      residueClass: Residue.Class, hint: Pattern? = nil, lines: Pattern?, anchored: Pattern? = nil,
      between: Pattern? = nil, spans: Pattern? = nil
    ) {
      self.residueClass = residueClass
      self.hint = hint
      self.lines = lines
      self.anchored = anchored
      self.between = between
      self.spans = spans
    }
  }

  /// How residue looks; a class may be there several times.
  package let residue: [ResidueForms]
  /// The levels of headings, from the outermost; a level may be written in several ways.
  package let levels: [Numbering]
  /// The enumerators inside paragraphs.
  package let enumerators: [Numbering]
  /// What tells headings from items.
  package let lines: LineGrammar
  /// The lengths, counts and prices by which it judges.
  package let thresholds: Thresholds
  /// The words that count, with their number; 0 means “the next”, -1 “the last”.
  package let ordinalWords: [String: Int]
  private let patterns: [OutlinePattern: Pattern]

  package init(
    residue: [ResidueForms], levels: [Numbering] = [], enumerators: [Numbering] = [], lines: LineGrammar,
    thresholds: Thresholds = Thresholds(), ordinalWords: [String: Int] = [:], patterns: [OutlinePattern: Pattern] = [:]
  ) {
    self.residue = residue
    self.levels = levels
    self.enumerators = enumerators
    self.lines = lines
    self.thresholds = thresholds
    self.ordinalWords = ordinalWords
    self.patterns = patterns
  }

  /// The pattern called `name`, if the grammar has it.
  package func pattern(_ name: OutlinePattern) -> Pattern? { patterns[name] }

  /// Whether the pattern called `name` matches in `paragraph`; without such a pattern nothing does.
  func matches(_ name: OutlinePattern, _ paragraph: Paragraph, in source: SourceText) throws(MatchError) -> Bool {
    try patterns[name]?.matches(paragraph, in: source) ?? false
  }

  /// The numbering called `id`.
  package func numbering(_ id: Numbering.ID) -> Numbering? {
    levels.first { $0.id == id } ?? enumerators.first { $0.id == id }
  }

  /// How far in the level called `id` stands: 0 for the outermost.
  package func rank(of id: Numbering.ID) -> Int? { levels.firstIndex { $0.id == id } }
}
