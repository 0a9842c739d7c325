import Diagnostics
import DraftText
import PatternMatching

/// Finds the lines that begin with an ordinal or that the format marks as headings.
///
/// What they are, headings or items of a list, tells a ``LineJudge`` once it is known which of them belong together.
struct HeadingFinder {
  /// A line that may be a heading.
  struct Found {
    /// How it shares its line with what follows.
    enum Shape {
      /// It has the line for itself.
      case ownLine
      /// More text follows its first 。
      case runIn
      /// It has the line for itself, and is too long for a heading.
      case statement
      /// It stands behind the words that announce the list which it begins.
      case inline
    }

    /// The rank of a heading without any mark, further out than all others.
    static let bareRank = -1

    let heading: Heading
    let shape: Shape
    /// How its ordinal is written; nil for a heading without any mark.
    let level: Numbering?
    /// The index of its level in the grammar, or ``bareRank``.
    let rank: Int
    /// How far in it stands, once a ``LevelReader`` has read it; smaller is further out.
    var depth = 0
    /// The index of its paragraph.
    let paragraph: Int
    /// The rest of the line after a run-in heading.
    let rest: Paragraph?
    /// What the format says of it.
    var known: [StructureMark.Kind] = []
    /// Whether the line before announces it: 具体做法如下： It is known once a ``LevelReader`` has read it.
    var isAnnounced = false
    /// How sure it is that it begins with an ordinal at all.
    var certainty = Certainty.certain

    /// Whether it stands where its form is first met rather than at one level.
    var floats: Bool { level?.floats ?? false }
  }

  /// The number of a telephone has at least so many digits.
  private static let fewestDigits = 7

  /// A list of what follows has at least so many lines.
  private static let fewestEntries = 3

  /// A number in a list of attachments is not further than this from the one before, be it a slip.
  private static let longestSlip = 3

  /// A draft may have as many headings whatever its length, which with all that hangs on them take 30 MB…
  private static let freeHeadings = 30_000
  /// … and one more for so many bytes.
  private static let bytesPerHeading = 32

  let source: SourceText
  let grammar: OutlineGrammar
  let structure: Structure

  private var firstItems: FirstItemFinder { FirstItemFinder(source: source, grammar: grammar) }

  /// The lines among `paragraphs` that may be headings, in the order of the text.
  func find(in paragraphs: [Paragraph]) throws(MatchError) -> [Found] {
    var claims = try claims(in: paragraphs)
    dropCells(from: &claims, paragraphs)
    try dropAttachments(from: &claims, paragraphs)
    try dropItems(from: &claims, paragraphs)
    try dropContents(from: &claims, paragraphs)
    let chosen = withoutDates(try chosen(of: claims, paragraphs))
    return try firstItems.added(to: withKnownHeadings(chosen, paragraphs), paragraphs)
  }

  // MARK: Claims

  /// What may be said of the beginning of a line.
  private struct Claim {
    /// How much it takes to believe it.
    enum Strength {
      /// The line says it.
      case sure
      /// It may as well be no ordinal: it is one if it counts on from a line or to one.
      case weak
      /// It looks like a figure: it is an ordinal if it is the one between two others.
      case between
      /// Weak, but an ordinal where it begins what stands under the chapter that it names: 4.⏎4.1….
      case child
    }

    let found: Found
    let strength: Strength

    var isWeak: Bool { strength != .sure }
    var ordinal: Ordinal? { found.heading.ordinal }
  }

  /// For each paragraph with any, what may be said of it, from the outermost level to the innermost.
  private func claims(in paragraphs: [Paragraph]) throws(MatchError) -> [Int: [Claim]] {
    let limit = max(Self.freeHeadings, source.utf8.count / Self.bytesPerHeading)
    var claims: [Int: [Claim]] = [:]
    for (rank, level) in grammar.levels.enumerated() {
      var index = 0
      try level.pattern.forEachMatch(in: source) { match in
        while index < paragraphs.count, paragraphs[index].range.end <= match.range.start { index += 1 }
        guard index < paragraphs.count else { return false }
        let line = paragraphs[index].range
        let isSettled = claims[index]?.contains { !$0.isWeak } ?? false
        if line.start < match.range.end, match.range.end <= line.end, !isSettled,
          let found = found(match, level: level, rank: rank, paragraph: index, line)
        {
          let isNamed = isKnownHeading(paragraphs[index], beginningWith: found)
          claims[index, default: []].append(Claim(found: found, strength: isNamed ? .sure : strength(of: match)))
        }
        return claims.count <= limit
      }
      guard claims.count <= limit else { throw .tooMany(limit: limit) }
    }
    return claims
  }

  /// Whether the format knows a line as a heading that begins with a figure and nothing more: 5 进度安排.
  private func isKnownHeading(_ paragraph: Paragraph, beginningWith found: Found) -> Bool {
    guard !structure.isEmpty, let ordinal = found.heading.ordinal, ordinal.chapter == nil,
      found.level?.isBareFigure ?? false
    else { return false }
    return structure.kinds(of: paragraph).knownLevel != nil
  }

  private func strength(of match: Match) -> Claim.Strength {
    if match.range(of: "between") != nil { return .between }
    if match.range(of: "child") != nil { return .child }
    return match.range(of: "weak") != nil ? .weak : .sure
  }

  private func found(
    _ match: Match, level: Numbering, rank: Int, paragraph: Int, _ line: TextRange
  ) -> Found? {
    var ordinal: Ordinal?
    if level.numerals != .none {
      ordinal = self.ordinal(match, numbering: level)
      guard ordinal != nil else { return nil }
    }
    let text = match.range(of: "text") ?? trimmed(TextRange(match.range.end, line.end), in: source.utf8)
    guard !countsOn(text, from: ordinal, in: level.numerals) else { return nil }
    if let end = runInEnd(of: text) {
      let named = TextRange(text.start, end.headingEnd)
      let rest = trimmed(TextRange(end.restStart, line.end), in: source.utf8)
      return Found(
        heading: Heading(ordinal: ordinal, range: TextRange(line.start, named.end), text: named), shape: .runIn,
        level: level, rank: rank, paragraph: paragraph, rest: Paragraph(range: rest))
    }
    let isLong = source.lines.scalarCount(in: text) > grammar.lines.lengths.runIn
    return Found(
      heading: Heading(ordinal: ordinal, range: line, text: text), shape: isLong ? .statement : .ownLine,
      level: level, rank: rank, paragraph: paragraph, rest: nil)
  }

  /// Whether a line that begins with a sign such as ① holds the next, too: it is an enumeration and no heading.
  private func countsOn(_ text: TextRange, from first: Ordinal?, in numerals: Numbering.Numerals) -> Bool {
    guard let first, numerals == .circled || numerals == .parenthesized else { return false }
    return source[text].contains { Numeral.value(of: String($0), in: numerals, words: [:]) == first.value + 1 }
  }

  /// The ordinal that `match` found; nil where its numeral has no value.
  func ordinal(_ match: Match, numbering: Numbering) -> Ordinal? {
    Ordinal(match, of: numbering, in: source, words: grammar.ordinalWords)
  }

  /// Where a heading that runs into its text ends: before the first 。 that more text of the line follows.
  private func runInEnd(of text: TextRange) -> (headingEnd: Int, restStart: Int)? {
    let longest = grammar.lines.lengths.runIn
    let utf8 = source.utf8
    var offset = text.start
    // Four bytes are the most that a code point takes.
    let limit = min(text.end, text.start + 4 * longest)
    while offset + 3 < limit {
      // 。 is E3 80 82.
      if utf8[offset] == 0xE3, utf8[offset + 1] == 0x80, utf8[offset + 2] == 0x82 {
        let isShort = source.lines.scalarCount(in: TextRange(text.start, offset)) <= longest
        return isShort && offset > text.start ? (offset, offset + 3) : nil
      }
      offset += 1
    }
    return nil
  }

  // MARK: Which claim holds

  /// The claim that holds for each line, in the order of the text.
  private func chosen(of claims: [Int: [Claim]], _ paragraphs: [Paragraph]) throws(MatchError) -> [Found] {
    let lines = claims.keys.sorted()
    var chosen: [Found] = []
    // The last chosen of each rank: a long draft must not be looked through for every line.
    var latest: [Int?] = Array(repeating: nil, count: grammar.levels.count)
    for (position, line) in lines.enumerated() {
      let next = lines[(position + 1)...].lazy.map { claims[$0] ?? [] }
      let counting = (claims[line] ?? []).filter { claim in
        let ranks = isFree(claim) ? latest[claim.found.rank...claim.found.rank] : latest[...claim.found.rank]
        let outer = latest[..<claim.found.rank].compactMap { $0 }.max()
        return counts(claim, after: ranks.compactMap { $0 }.max().map { chosen[$0] }, before: next)
          || stands(claim, under: outer.map { chosen[$0] })
      }
      let claim = counting.first { !$0.isWeak } ?? counting.last ?? claims[line]?.first { !$0.isWeak }
      guard let claim else { continue }
      // 第3、第5、第⏎12、第15村民小组: a line that was wrapped.
      if counting.isEmpty, let value = claim.ordinal?.value, value > 1,
        claims[line - 1]?.contains(where: { $0.ordinal?.value == value - 1 }) != true,
        try isInSentence(line, paragraphs),
        try firstItems.items(before: claim.found, in: paragraphs[line - 1]).isEmpty
      {
        continue
      }
      latest[claim.found.rank] = chosen.count
      chosen.append(claim.found)
    }
    return chosen
  }

  /// Whether `claim` counts on past headings of any other form, as articles do and what names its chapter.
  private func isFree(_ claim: Claim) -> Bool {
    claim.ordinal?.chapter != nil || claim.found.level?.runsOn ?? false
  }

  /// Whether `claim` counts on from `before`, or to the next line that is no further in.
  private func counts(_ claim: Claim, after before: Found?, before next: some Sequence<[Claim]>) -> Bool {
    guard let ordinal = claim.ordinal else { return !claim.isWeak }
    let goesOn = before?.heading.ordinal?.isFollowed(by: ordinal) ?? false
    if claim.strength != .between, goesOn { return true }
    let rank = claim.found.rank
    let isFree = isFree(claim)
    let after = next.first { $0.contains { isFree ? $0.found.rank == rank : $0.found.rank <= rank } } ?? []
    return (claim.strength != .between || goesOn) && after.contains { $0.ordinal.map(ordinal.isFollowed) ?? false }
  }

  /// Whether `claim` is of what stands under `heading`, whose number it names.
  private func stands(_ claim: Claim, under heading: Found?) -> Bool {
    guard let ordinal = claim.ordinal, let chapter = heading?.heading.ordinal, chapter.chapter == nil else {
      return false
    }
    let mayBe = claim.strength == .sure || claim.strength == .child && ordinal.value == 1
    return mayBe && ordinal.chapter == chapter.value
  }

  /// Whether the line before breaks off inside a sentence; before what the format knows as a heading none does.
  private func isInSentence(_ line: Int, _ paragraphs: [Paragraph]) throws(MatchError) -> Bool {
    guard line > 0, let broken = grammar.lines.broken, structure.kinds(of: paragraphs[line]).knownLevel == nil
    else { return false }
    return try broken.firstMatch(in: source, range: paragraphs[line - 1].range) != nil
  }

  // MARK: What is none

  /// Takes out the lines in cells of tables, which are lists of their own.
  private func dropCells(from claims: inout [Int: [Claim]], _ paragraphs: [Paragraph]) {
    guard !structure.isEmpty else { return }
    for index in claims.keys where structure.kinds(of: paragraphs[index]).contains(where: \.isCell) {
      claims[index] = nil
    }
  }

  /// Takes out the entries of lists of attachments: `附件：1.…` and the lines after it that count on.
  private func dropAttachments(from claims: inout [Int: [Claim]], _ paragraphs: [Paragraph]) throws(MatchError) {
    guard let attachments = grammar.attachments else { return }
    var index = 0
    for match in try attachments.matches(in: source) {
      while index < paragraphs.count, paragraphs[index].range.end <= match.range.start { index += 1 }
      var entry = index + 1
      var numbering: Numbering.ID?
      // 附件：⏎1.统计表, and 附件：1.统计表⏎2.…
      let opener = index < paragraphs.count ? source[paragraphs[index].range].last : nil
      var last = opener.map { grammar.lines.marks.colon.contains($0) } ?? false ? 0 : 1
      while let ordinal = claims[entry]?.first?.ordinal, numbering ?? ordinal.numbering == ordinal.numbering,
        ordinal.value == last + 1
          || isArabic(ordinal) && ordinal.value > last && ordinal.value <= last + Self.longestSlip
      {
        claims[entry] = nil
        numbering = ordinal.numbering
        last = ordinal.value
        entry += 1
      }
      index = max(index, min(entry, paragraphs.count) - 1)
    }
  }

  /// Takes out what only lists the text to come: lines with the numbers of pages, and 第一部分 A⏎第二部分 B that stand over the
  /// text once more.
  private func dropContents(from claims: inout [Int: [Claim]], _ paragraphs: [Paragraph]) throws(MatchError) {
    let lines = claims.keys.sorted()
    let latest = latestParts(in: claims)
    var start = 0
    while start < lines.count {
      var end = start
      while end < lines.count, try isEntry(lines[end], paragraphs) { end += 1 }
      if end - start < Self.fewestEntries {
        end = start + run(of: lines[start...], in: claims)
        let recurs = lines[start..<end].contains { line in
          claims[line]?.first.map { latest[name($0)] ?? line > lines[end - 1] } ?? false
        }
        guard end - start >= Self.fewestEntries, recurs else {
          start += 1
          continue
        }
      }
      for line in lines[start..<end] { claims[line] = nil }
      start = end
    }
  }

  /// Whether the paragraph at `index` ends in a tab or in dots and the number of a page.
  private func isEntry(_ index: Int, _ paragraphs: [Paragraph]) throws(MatchError) -> Bool {
    guard let entry = grammar.contentsEntry, let last = source.utf8[..<paragraphs[index].range.end].last,
      (0x30...0x39).contains(last)
    else { return false }
    let text = source[paragraphs[index].range]
    guard text.contains("\t") || text.contains("..") || text.contains("…") else { return false }
    return try entry.firstMatch(in: source, range: source.line(of: paragraphs[index])) != nil
  }

  /// How many of `lines` follow each other at once and count parts or chapters from 1 on.
  private func run(of lines: ArraySlice<Int>, in claims: [Int: [Claim]]) -> Int {
    guard let first = lines.first, let part = claims[first]?.first, part.found.level?.isPart ?? false else { return 0 }
    return zip(lines, 0...).prefix { line, count in
      let claim = claims[line]?.first
      return line == first + count && claim?.found.rank == part.found.rank && claim?.ordinal?.value == count + 1
        && claim?.found.rest == nil
    }.count
  }

  /// The last line that each part or chapter stands on, by its name: a draft may list many, and is not looked through for each.
  private func latestParts(in claims: [Int: [Claim]]) -> [String: Int] {
    let parts = claims.compactMap { line, claims in
      claims.first.flatMap { $0.found.level?.isPart ?? false ? (name($0), line) : nil }
    }
    return Dictionary(parts, uniquingKeysWith: max)
  }

  private func name(_ claim: Claim) -> String { ContentsEntry.key(source[claim.found.heading.range]) }

  /// Takes out items of an enumeration over paragraphs that were written as headings: 一是…, 二、…, 三是….
  private func dropItems(from claims: inout [Int: [Claim]], _ paragraphs: [Paragraph]) throws(MatchError) {
    var last: Int?
    for index in claims.keys.sorted() {
      guard let ordinal = claims[index]?.first?.ordinal, grammar.numbering(ordinal.numbering)?.isBareHan == true
      else { continue }
      let before = index > 0 ? try item(paragraphs[index - 1]) : nil
      let after = index + 1 < paragraphs.count ? try item(paragraphs[index + 1]) : nil
      if after == ordinal.value + 1, before == ordinal.value - 1 || ordinal.value == 1 && last != nil {
        claims[index] = nil
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

  /// `found` without the dates that look like 6.2, where no two count on and none begins: ### 6.2 会议纪要⏎### 5.19 会议纪要.
  private func withoutDates(_ found: [Found]) -> [Found] {
    let byRank = Dictionary(grouping: found.filter { $0.heading.ordinal?.chapter != nil }, by: \.rank)
    let dates = byRank.filter { _, headings in
      let ordinals = headings.compactMap(\.heading.ordinal)
      return !ordinals.contains { $0.value == 1 }
        && !zip(ordinals, ordinals.dropFirst()).contains { $0.isFollowed(by: $1) }
    }.keys
    return dates.isEmpty ? found : found.filter { !dates.contains($0.rank) }
  }

  private func isArabic(_ ordinal: Ordinal) -> Bool { grammar.numbering(ordinal.numbering)?.numerals == .arabic }

  // MARK: What the format knows

  /// `found` with what the format says of each, without the lines of cells and with the headings that have no ordinal.
  private func withKnownHeadings(_ found: [Found], _ paragraphs: [Paragraph]) -> [Found] {
    guard !structure.isEmpty else { return found }
    let byParagraph = Dictionary(found.map { ($0.paragraph, $0) }) { first, _ in first }
    return paragraphs.indices.compactMap { index in
      let kinds = structure.kinds(of: paragraphs[index])
      if kinds.contains(where: \.isCell) { return nil }
      let level = isSentence(paragraphs[index]) ? nil : kinds.knownLevel
      guard var one = byParagraph[index] ?? level.flatMap({ heading($0, paragraphs[index], at: index) })
      else { return nil }
      one.known = kinds
      return source.format == .markdown ? one.counted : one
    }
  }

  /// Whether it is a sentence that somebody gave the style of a heading.
  private func isSentence(_ paragraph: Paragraph) -> Bool {
    let text = source[paragraph.range]
    return text.last.map { grammar.lines.marks.stop.contains($0) } ?? false && text.contains("，")
  }

  /// Whether it is nothing but the number of a telephone, or stands in brackets from end to end.
  private func isTelephoneOrAside(_ paragraph: Paragraph) -> Bool {
    let text = source[paragraph.range]
    guard let first = text.first, let last = text.last else { return false }
    return "（(".contains(first) && "）)".contains(last)
      || text.count(where: \.isNumber) >= Self.fewestDigits && text.allSatisfy { $0.isNumber || "-— ".contains($0) }
  }

  /// A heading that has no ordinal, on the level that the format gives it.
  private func heading(_ level: Int, _ paragraph: Paragraph, at index: Int) -> Found? {
    let ranks = grammar.levels.indices.filter { grammar.levels[$0].numerals == .none && !grammar.levels[$0].floats }
    guard let rank = ranks.prefix(level).last, !isTelephoneOrAside(paragraph) else { return nil }
    return Found(
      heading: Heading(ordinal: nil, range: paragraph.range, text: paragraph.range), shape: .ownLine,
      level: grammar.levels[rank], rank: rank, paragraph: index, rest: nil)
  }
}

extension Ordinal {
  /// Whether `next` is written in the same way and counts on.
  func isFollowed(by next: Ordinal) -> Bool {
    next.numbering == numbering && next.value == value + 1 && next.chapter == chapter
  }

  /// The same ordinal with another number.
  fileprivate func with(value: Int) -> Ordinal {
    Ordinal(
      numbering: numbering, value: value, chapter: chapter, range: range, numeral: numeral, delimiter: delimiter)
  }
}

extension StructureMark.Kind {
  var isCell: Bool { if case .cell = self { true } else { false } }
}

extension [StructureMark.Kind] {
  /// The level of the heading, if it is one.
  var knownLevel: Int? {
    for case .heading(let level) in self { return level }
    return nil
  }

  /// The number by which the format shows the item; nil where it is none, or has a bullet.
  var knownNumber: Int? {
    for case .item(_, let number?) in reversed() { return number }
    return nil
  }
}

extension HeadingFinder.Found {
  /// Markdown counts itself where the author writes 1. before each item: it has the number that is shown.
  fileprivate var counted: HeadingFinder.Found {
    guard let number = known.knownNumber, let ordinal = heading.ordinal, ordinal.value <= 1 else { return self }
    let shown = Heading(ordinal: ordinal.with(value: number), range: heading.range, text: heading.text)
    return HeadingFinder.Found(
      heading: shown, shape: shape, level: level, rank: rank, paragraph: paragraph, rest: rest, known: known)
  }
}

extension Numbering {
  /// Whether its ordinals are Han numerals with nothing before them: 一、.
  fileprivate var isBareHan: Bool { numerals == .han && opening.isEmpty && delimiter == "、" }

  /// Whether its ordinals are figures without a mark: 1.
  fileprivate var isBareFigure: Bool { numerals == .arabic && (opening + closing + delimiter).isEmpty }

  /// Whether it divides a long text: 第一部分, 第一章.
  var isPart: Bool { opening == "第" && !runsOn && !floats && !needsCompany }
}
