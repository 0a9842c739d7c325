import DraftText
import PatternMatching

/// Sets aside the lines that begin like headings and are something else, each with a reason.
struct HeadingFilter {
  /// The claims on the beginning of each paragraph; empty for lines that were set aside.
  private(set) var claims: [[HeadingFinder.Claim]]
  /// The reasons why lines were set aside, by the index of their paragraph.
  private(set) var reasons: [Int: LineSign] = [:]
  private let context: OutlineContext
  private let paragraphs: [Paragraph]

  init(_ claims: [[HeadingFinder.Claim]], of context: OutlineContext, paragraphs: [Paragraph]) {
    self.claims = claims
    self.context = context
    self.paragraphs = paragraphs
  }

  /// Sets aside the lines that can be recognized before claims are chosen.
  mutating func setAside() throws(MatchError) {
    setAsideCells()
    try setAsideAttachments()
    try setAsideItems()
    try setAsideContents()
  }

  private mutating func setAside(_ line: Int, _ reason: LineSign) {
    claims[line] = []
    reasons[line] = reason
  }

  private var lines: [Int] { claims.indices.filter { !claims[$0].isEmpty } }

  /// Sets aside the lines in table cells, which are lists of their own.
  private mutating func setAsideCells() {
    guard !context.structure.isEmpty else { return }
    for line in lines where context.structure.kinds(of: paragraphs[line]).isCell { setAside(line, .knownCell) }
  }

  /// Sets aside the entries of attachment lists: `附件：1.…` and the lines after it that count on, even with a slip.
  private mutating func setAsideAttachments() throws(MatchError) {
    for match in try context.matches(.attachments) {
      guard let opener = paragraphs.index(at: match.range.start) else { break }
      // 附件：⏎1.统计表, and 附件：1.统计表⏎2.…
      var last = context.source.ends(paragraphs[opener].range, with: context.grammar.lines.marks.colon) ? 0 : 1
      var numbering: Numbering.ID?
      for line in claims.indices[(opener + 1)...] {
        guard let ordinal = claims[line].first?.ordinal, numbering ?? ordinal.numbering == ordinal.numbering else {
          break
        }
        let isArabic = context.grammar.numbering(ordinal.numbering)?.numerals == .arabic
        let farthest = last + (isArabic ? context.grammar.thresholds[.longestSlip] : 1)
        guard (last + 1)...max(farthest, last + 1) ~= ordinal.value else { break }
        setAside(line, .attachment)
        numbering = ordinal.numbering
        last = ordinal.value
      }
    }
  }

  // MARK: Items of an enumeration

  /// Sets aside items of an enumeration over paragraphs that are written like headings: 一是…, 二、…, 三是….
  private mutating func setAsideItems() throws(MatchError) {
    var hasBegun = false
    for line in lines {
      guard let ordinal = claims[line].first?.ordinal, let level = context.grammar.numbering(ordinal.numbering),
        level.numerals == .han, level.opening.isEmpty, level.delimiter == "、"
      else { continue }
      let before = line > 0 ? try item(paragraphs[line - 1]) : nil
      let after = line + 1 < paragraphs.count ? try item(paragraphs[line + 1]) : nil
      if after == ordinal.value + 1, before == ordinal.value - 1 || ordinal.value == 1 && hasBegun {
        setAside(line, .amongItems)
      } else {
        hasBegun = true
      }
    }
  }

  /// Returns the number of the Han enumerator that `paragraph` begins with; nil if there is none.
  private func item(_ paragraph: Paragraph) throws(MatchError) -> Int? {
    // No enumerator is longer than this, in code points.
    let opening = context.source[paragraph.range].unicodeScalars.prefix(6)
    let range = TextRange(paragraph.range.start, paragraph.range.start + opening.utf8Count)
    for numbering in context.grammar.enumerators where numbering.needsCompany && numbering.numerals == .han {
      if let match = try numbering.pattern.firstMatch(in: context.source, range: range),
        let ordinal = context.ordinal(match, of: numbering),
        ordinal.range.start == paragraph.range.start
      {
        return ordinal.value
      }
    }
    return nil
  }

  // MARK: Contents

  /// Sets aside lines that only list later text: lines with page numbers, and part headings (第一部分 A⏎第二部分 B) that recur
  /// later.
  private mutating func setAsideContents() throws(MatchError) {
    let lines = lines
    let latest = latestParts
    let fewest = max(1, context.grammar.thresholds[.fewestEntries])
    var start = 0
    while start < lines.count {
      var end = start
      while end < lines.count, try endsInPage(lines[end]) { end += 1 }
      if end - start < fewest {
        end = start + countOfParts(lines[start...])
        let recurs = lines[start..<end].contains { latest[name(claims[$0][0])] ?? $0 > lines[end - 1] }
        guard end - start >= fewest, recurs else {
          start += 1
          continue
        }
        for line in lines[start..<end] { setAside(line, .recurs) }
      } else {
        for line in lines[start..<end] { setAside(line, .contentsEntry) }
      }
      start = end
    }
  }

  /// Whether the paragraph at `line` ends in a tab or dots and a page number.
  private func endsInPage(_ line: Int) throws(MatchError) -> Bool {
    let paragraph = paragraphs[line]
    guard (0x30...0x39).contains(context.source.utf8[paragraph.range.end - 1]) else { return false }
    let text = context.source[paragraph.range]
    guard text.contains("\t") || text.contains("..") || text.contains("…") else { return false }
    return try context.matches(.contentsEntry, paragraph)
  }

  /// Returns the number of `lines` that follow each other directly and count parts or chapters from 1.
  private func countOfParts(_ lines: ArraySlice<Int>) -> Int {
    guard let first = lines.first, claims[first][0].candidate.isPart else { return 0 }
    return zip(lines, 0...).prefix { line, count in
      let part = claims[line][0].candidate
      return line == first + count && part.rank == claims[first][0].rank && part.value == count + 1 && part.rest == nil
    }.count
  }

  /// The last line of each part or chapter, by name, so that a draft with many parts is not searched for each of them.
  private var latestParts: [String: Int] {
    let parts = lines.filter { claims[$0][0].candidate.isPart }.map { (name(claims[$0][0]), $0) }
    return Dictionary(parts, uniquingKeysWith: max)
  }

  private func name(_ claim: HeadingFinder.Claim) -> String {
    ContentsEntry.key(context.source[claim.candidate.heading.range])
  }

  // MARK: Dates

  /// Returns `found` without dates: no two count on and none begins, as in ### 6.2 会议纪要⏎### 5.19 会议纪要.
  mutating func withoutDates(_ found: [HeadingCandidate]) -> [HeadingCandidate] {
    let byRank = Dictionary(grouping: found.filter { $0.ordinal?.chapter != nil }, by: \.rank)
    let dates = byRank.values.filter { headings in
      let ordinals = headings.compactMap(\.ordinal)
      return !ordinals.contains { $0.value == 1 }
        && !zip(ordinals, ordinals.dropFirst()).contains { $0.isFollowed(by: $1) }
    }.joined()
    guard !dates.isEmpty else { return found }
    for date in dates { reasons[date.paragraph] = .date }
    return found.filter { reasons[$0.paragraph] != .date }
  }
}
