import DraftText
import PatternMatching

/// Finds the paragraphs that are, or begin with, a heading.
struct HeadingFinder {
  /// A heading, and what its line says after it.
  struct Found {
    let heading: Heading
    /// The rank of a heading without any mark, further out than all others.
    static let bareRank = -1

    /// The index of its level in the grammar, or ``bareRank``.
    let rank: Int
    /// How far in it stands, once a ``LevelReader`` has read it; smaller is further out.
    var depth = 0
    /// The index of its paragraph.
    let paragraph: Int
    /// The rest of the line after a run-in heading.
    let rest: Paragraph?
    /// Whether it stands where its form is first met rather than at one level.
    var floats = false
    /// Whether it may be no heading at all; it is one if it counts on.
    var isWeak = false
  }

  /// A run-in heading is at most this long, in code points; what is longer is a sentence.
  private static let longestRunIn = 60
  /// A number in a list of attachments is not further than this from the one before, be it a slip.
  private static let longestSlip = 3
  /// A line of its own that is longer than this, in code points, is a statement and no heading.
  private static let longestOwnLine = 60

  /// A draft may have as many headings whatever its length, which with all that hangs on them take 30 MB…
  private static let freeHeadings = 30_000
  /// … and one more for so many bytes.
  private static let bytesPerHeading = 32

  let source: SourceText
  let grammar: OutlineGrammar

  /// The headings among `paragraphs`, in the order of the text.
  func find(in paragraphs: [Paragraph]) throws(MatchError) -> [Found] {
    let limit = max(Self.freeHeadings, source.utf8.count / Self.bytesPerHeading)
    var found = FoundByParagraph(count: paragraphs.count)
    for (rank, level) in grammar.levels.enumerated() {
      var index = 0
      try level.pattern.forEachMatch(in: source) { match in
        while index < paragraphs.count, paragraphs[index].range.end <= match.range.start { index += 1 }
        guard index < paragraphs.count else { return false }
        let line = paragraphs[index].range
        if found[index] == nil, line.start < match.range.end, match.range.end <= line.end {
          found[index] = heading(match, level: level, rank: rank, paragraph: index, line)
        }
        return found.total <= limit
      }
      guard found.total <= limit else { throw .tooMany(limit: limit) }
    }
    try dropAttachments(from: &found, paragraphs)
    try dropItems(from: &found, paragraphs)
    return withoutStrayOrdinals(found.inOrder)
  }

  /// Keeps of the weak headings, （二 without its other bracket, those that count on from or to a neighbour.
  private func withoutStrayOrdinals(_ headings: [Found]) -> [Found] {
    headings.enumerated().filter { index, found in
      guard found.isWeak, let ordinal = found.heading.ordinal else { return true }
      func value(_ other: Found?) -> Int? {
        other?.heading.ordinal.flatMap { $0.numbering == ordinal.numbering ? $0.value : nil }
      }
      let before = headings[..<index].last { $0.rank <= found.rank }
      let after = headings[(index + 1)...].first { $0.rank <= found.rank }
      return value(before) == ordinal.value - 1 || value(after) == ordinal.value + 1
    }.map(\.element)
  }

  /// Takes out the entries of lists of attachments: `附件：1.…` and the lines after it that count on.
  private func dropAttachments(from found: inout FoundByParagraph, _ paragraphs: [Paragraph]) throws(MatchError) {
    guard let attachments = grammar.attachments else { return }
    var index = 0
    for match in try attachments.matches(in: source) {
      while index < paragraphs.count, paragraphs[index].range.end <= match.range.start { index += 1 }
      var entry = index + 1
      var numbering: Numbering.ID?
      var last = 1
      while entry < found.count, let ordinal = found[entry]?.heading.ordinal,
        numbering ?? ordinal.numbering == ordinal.numbering,
        ordinal.value == last + 1 || isArabic(ordinal) && ordinal.value <= last + Self.longestSlip
      {
        found[entry] = nil
        numbering = ordinal.numbering
        last = ordinal.value
        entry += 1
      }
      index = max(index, min(entry, paragraphs.count) - 1)
    }
  }

  /// Takes out items of an enumeration over paragraphs that were written as headings: 一是…, 二、…, 三是….
  private func dropItems(from found: inout FoundByParagraph, _ paragraphs: [Paragraph]) throws(MatchError) {
    var last: Int?
    for index in paragraphs.indices {
      guard let one = found[index], let ordinal = one.heading.ordinal,
        grammar.numbering(ordinal.numbering)?.isBareHan == true
      else { continue }
      let before = index > 0 ? try item(paragraphs[index - 1]) : nil
      let after = index + 1 < paragraphs.count ? try item(paragraphs[index + 1]) : nil
      if after == ordinal.value + 1, before == ordinal.value - 1 || ordinal.value == 1 && last != nil {
        found[index] = nil
      } else {
        last = ordinal.value
      }
    }
  }

  /// The number of the item of an enumeration in Han numerals that `paragraph` begins with.
  private func item(_ paragraph: Paragraph) throws(MatchError) -> Int? {
    // No enumerator is longer than this, in code points.
    let opening = source[paragraph.range].unicodeScalars.prefix(6)
    let range = TextRange(
      paragraph.range.start, paragraph.range.start + opening.reduce(0) { $0 + $1.utf8.count })
    for numbering in grammar.enumerators where numbering.needsCompany && numbering.numerals == .han {
      if let match = try numbering.pattern.firstMatch(in: source, range: range),
        let ordinal = ordinal(match, numbering: numbering), ordinal.range.start == paragraph.range.start
      {
        return ordinal.value
      }
    }
    return nil
  }

  private func isArabic(_ ordinal: Ordinal) -> Bool { grammar.numbering(ordinal.numbering)?.numerals == .arabic }

  private func heading(
    _ match: Match, level: Numbering, rank: Int, paragraph: Int, _ line: TextRange
  ) -> Found? {
    let ordinal: Ordinal?
    if level.numerals == .none {
      ordinal = nil
    } else {
      guard let read = self.ordinal(match, numbering: level) else { return nil }
      ordinal = read
    }
    let text = match.range(of: "text") ?? trimmed(TextRange(match.range.end, line.end), in: source.utf8)
    guard !text.isEmpty, !countsOn(text, in: level.numerals) else { return nil }
    let isWeak = match.range(of: "weak") != nil
    if let end = runInEnd(of: text) {
      let named = TextRange(text.start, end.headingEnd)
      let heading = Heading(
        ordinal: ordinal, range: TextRange(line.start, named.end), text: named, layout: .runIn)
      let rest = trimmed(TextRange(end.restStart, line.end), in: source.utf8)
      return Found(
        heading: heading, rank: rank, paragraph: paragraph, rest: Paragraph(range: rest), floats: level.floats,
        isWeak: isWeak)
    }
    let layout: Heading.Layout = isStatement(text) ? .item : .ownLine
    let heading = Heading(ordinal: ordinal, range: line, text: text, layout: layout)
    return Found(
      heading: heading, rank: rank, paragraph: paragraph, rest: nil, floats: level.floats, isWeak: isWeak)
  }

  /// Whether a line that begins with a sign such as ① holds more of them: it is an enumeration and no heading.
  private func countsOn(_ text: TextRange, in numerals: Numbering.Numerals) -> Bool {
    guard numerals == .circled || numerals == .parenthesized else { return false }
    return source[text].contains { Numeral.value(of: String($0), in: numerals, words: [:]) != nil }
  }

  /// The ordinal that `match` found; nil where its numeral has no value.
  func ordinal(_ match: Match, numbering: Numbering) -> Ordinal? {
    Ordinal(match, of: numbering, in: source, words: grammar.ordinalWords)
  }

  private func isStatement(_ text: TextRange) -> Bool {
    source.lines.scalarCount(in: text) > Self.longestOwnLine
  }

  /// Where a heading that runs into its text ends: before the first 。 that more text of the line follows.
  private func runInEnd(of text: TextRange) -> (headingEnd: Int, restStart: Int)? {
    let utf8 = source.utf8
    var offset = text.start
    // Four bytes are the most that a code point takes.
    let limit = min(text.end, text.start + 4 * Self.longestRunIn)
    while offset + 3 < limit {
      // 。 is E3 80 82.
      if utf8[offset] == 0xE3, utf8[offset + 1] == 0x80, utf8[offset + 2] == 0x82 {
        let isShort = source.lines.scalarCount(in: TextRange(text.start, offset)) <= Self.longestRunIn
        return isShort && offset > text.start ? (offset, offset + 3) : nil
      }
      offset += 1
    }
    return nil
  }
}

/// The headings of a draft by paragraph, of which few have one.
private struct FoundByParagraph {
  private var headings: [HeadingFinder.Found] = []
  /// For each paragraph the place of its heading among `headings`, from 1; 0 for none.
  private var places: [UInt32]

  init(count: Int) { places = [UInt32](repeating: 0, count: count) }

  var count: Int { places.count }

  /// How many headings were put in, those included that were taken out again.
  var total: Int { headings.count }

  /// The headings in the order of the text.
  var inOrder: [HeadingFinder.Found] { places.lazy.filter { $0 > 0 }.map { headings[Int($0) - 1] } }

  subscript(paragraph: Int) -> HeadingFinder.Found? {
    get { places[paragraph] > 0 ? headings[Int(places[paragraph]) - 1] : nil }
    set {
      if let newValue { headings.append(newValue) }
      places[paragraph] = newValue == nil ? 0 : UInt32(headings.count)
    }
  }
}

extension Numbering {
  /// Whether its ordinals are Han numerals with nothing before them: 一、.
  fileprivate var isBareHan: Bool { numerals == .han && opening.isEmpty && delimiter == "、" }
}
