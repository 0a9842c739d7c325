import DraftText
import PatternMatching

/// The keys of outline.yaml that hold a pattern; what each finds stands there.
package enum OutlinePattern: String, CaseIterable, Sendable {
  // Around the text.
  case title, byline, salutation, closing, date, signature, note, attachments, annex, contents
  case titleLine = "title-line"
  case contentsEntry = "contents-entry"
  case pageNumber = "page-number"
  // In it.
  case specimen, form
  case inlineHeading = "inline-heading"

  /// The patterns that each grammar must have.
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
  package var residue: [ResidueForms] = []
  /// The levels of headings, from the outermost; a level may be written in several ways.
  package var levels: [Numbering] = []
  /// The enumerators inside paragraphs.
  package var enumerators: [Numbering] = []
  /// What tells headings from items.
  package var lines = LineGrammar()
  /// The lengths, counts and prices by which it judges.
  package var thresholds = Thresholds()
  /// The words that count, with their number; 0 means “the next”, -1 “the last”.
  package var ordinalWords: [String: Int] = [:]
  package var patterns: [OutlinePattern: Pattern] = [:]

  /// A grammar of drafts that have nothing but paragraphs.
  package init() {}

  /// The numbering called `id`.
  package func numbering(_ id: Numbering.ID) -> Numbering? {
    levels.first { $0.id == id } ?? enumerators.first { $0.id == id }
  }

  /// How far in the level called `id` stands: 0 for the outermost.
  package func rank(of id: Numbering.ID) -> Int? { levels.firstIndex { $0.id == id } }
}

/// A number by which the outline judges: a key of `thresholds:` in outline.yaml, where stands what its value comes from.
///
/// Lengths are counted in code points.
package enum Threshold: Int, CaseIterable, CodingKey {
  // Lines that begin with an ordinal.
  case fewestAlike, fewestEntries, longestSlip, shortestTelephone
  // Headings without a mark.
  case shortestBareHeading, longestBareHeading, shortestSection
  // Parts of a profile.
  case longestAnnouncement, shortestLeadIn, shortestSentence, longestMereLeadIn, longestOpening
  // Prices of a way to read the enumerators of a draft; of all ways the cheapest holds.
  // An item whose number is not the one due:
  case fault, repeated, restart, jump, late
  // An item that stands elsewhere than the one before it, or behind what may have ended the enumeration:
  case otherPosition, overHeading, intoClause, outOfClause, outOfInnerClause, underInnerHeadings, behindBorder
  // An item in other words than the one before it (一是…。第二，…), or that leaves a nearer enumeration out:
  case akinWords, akinWordsWeak, openingWords, otherWords, passesNearer, firstAgain, nearSentences
  // An item that begins an enumeration of its own:
  case beginsAtHeading, beginsWeak, beginsInside, beginsInsideAlike, beginsAfterAlike, beginsWhereOneGoesOn,
    wordNotFirst
  // An enumeration with one item:
  case alone, aloneWeak, aloneCounting, aloneWord
  // An enumerator that is taken for plain text:
  case dropCounting, dropCountingWeak, dropDue, dropFigure, dropFigureWeak

  /// The key in outline.yaml: `longest-slip` for ``longestSlip``.
  package var key: String {
    stringValue.reduce(into: "") { $0 += "A"..."Z" ~= $1 ? "-" + $1.lowercased() : String($1) }
  }
}

/// The values of all thresholds; 0 where a grammar says nothing.
package struct Thresholds: Sendable {
  private var values = [Int](repeating: 0, count: Threshold.allCases.count)

  /// Makes a table of nothing but 0.
  package init() {}

  /// The value of `threshold`.
  package subscript(threshold: Threshold) -> Int {
    get { values[threshold.rawValue] }
    set { values[threshold.rawValue] = newValue }
  }
}
