import DraftText
import PatternMatching

/// Finds the lines that begin with an ordinal or that the format marks as headings.
///
/// A ``LineClassifier`` decides later, when the lists are known, whether they are headings or items of a list.
struct HeadingFinder {
  /// A possible reading of the beginning of a line.
  struct Claim {
    /// The condition under which the claim is an ordinal; the groups of its pattern in outline.yaml choose it.
    enum Strength {
      /// No condition: 一、.
      case sure
      /// The ordinal chosen before is one less, or the next claim is one more: 二.5G基站 can be a heading or a name.
      case weak
      /// Both parts of ``weak``: 3.5公里 is an ordinal only between 2. and 4.
      case between
      /// The condition of ``weak``, or the claim is the first one right under the chapter that it names: 4.1 under 4.
      case child
    }

    let candidate: HeadingCandidate
    let strength: Strength

    var ordinal: Ordinal? { candidate.ordinal }
    var rank: Int { candidate.rank }
    /// Whether it counts on across headings of other forms, as articles and ordinals with a chapter do.
    var continuesAcrossForms: Bool { ordinal?.chapter != nil || candidate.level?.runsOn ?? false }
  }

  /// The most headings in a draft: 30,000, or one for every 32 bytes if that is more. 30,000 take 30 MB.
  private static let freeHeadings = 30_000
  /// The UTF-8 bytes of a draft for each heading, where that allows more than ``freeHeadings``.
  private static let bytesPerHeading = 32
  private static let fullStop = Array("。".utf8)[...]

  let context: OutlineContext

  private var firstItems: FirstItemFinder { FirstItemFinder(context: context) }

  /// Returns the possible headings among `paragraphs`, in the order of the text.
  func find(in paragraphs: [Paragraph]) throws(MatchError) -> [HeadingCandidate] {
    try findWithReasons(in: paragraphs).headings
  }

  /// Returns the possible headings, and the reasons why similar lines were set aside, by the index of their paragraph.
  func findWithReasons(
    in paragraphs: [Paragraph]
  ) throws(MatchError) -> (headings: [HeadingCandidate], setAside: [Int: LineSign]) {
    var filter = HeadingFilter(
      try claims(in: paragraphs), of: context, paragraphs: paragraphs)
    try filter.setAside()
    let chosen = filter.withoutDates(try chosen(from: filter.claims, paragraphs))
    return (try firstItems.added(to: withKnownHeadings(chosen, paragraphs), paragraphs), filter.reasons)
  }

  // MARK: Claims

  /// Returns the claims on the beginning of each paragraph, from the outermost level to the innermost.
  private func claims(in paragraphs: [Paragraph]) throws(MatchError) -> [[Claim]] {
    let limit = max(Self.freeHeadings, context.source.utf8.count / Self.bytesPerHeading)
    var claims = [[Claim]](repeating: [], count: paragraphs.count)
    var count = 0
    for (rank, level) in context.grammar.levels.enumerated() {
      try level.pattern.forEachMatch(in: context.source) { match in
        guard let index = paragraphs.index(at: match.range.start) else { return false }
        let line = paragraphs[index].range
        if line.start < match.range.end, match.range.end <= line.end,
          !claims[index].contains(where: { $0.strength == .sure }),
          let candidate = candidate(match, level: level, rank: rank, paragraph: index, line)
        {
          if claims[index].isEmpty { count += 1 }
          let isKnown = isKnownFigure(candidate, paragraphs[index])
          claims[index].append(Claim(candidate: candidate, strength: isKnown ? .sure : strength(of: match)))
        }
        return count <= limit
      }
      guard count <= limit else { throw .tooMany(limit: limit) }
    }
    return claims
  }

  /// Whether the format marks the line as a heading that begins with a figure and no mark: 5 进度安排.
  private func isKnownFigure(_ candidate: HeadingCandidate, _ paragraph: Paragraph) -> Bool {
    guard !context.structure.isEmpty, let ordinal = candidate.ordinal, ordinal.chapter == nil,
      let level = candidate.level,
      level.numerals == .arabic, (level.opening + level.closing + level.delimiter).isEmpty
    else { return false }
    return context.structure.kinds(of: paragraph).knownLevel != nil
  }

  private func strength(of match: Match) -> Claim.Strength {
    if match.range(of: "between") != nil { return .between }
    if match.range(of: "child") != nil { return .child }
    return match.range(of: "weak") != nil ? .weak : .sure
  }

  private func candidate(
    _ match: Match, level: Numbering, rank: Int, paragraph: Int, _ line: TextRange
  ) -> HeadingCandidate? {
    var ordinal: Ordinal?
    if level.numerals != .none {
      ordinal = context.ordinal(match, of: level)
      guard ordinal != nil else { return nil }
    }
    let text = match.range(of: "text") ?? context.source.trimmed(TextRange(match.range.end, line.end))
    guard !countsOn(text, from: ordinal, in: level.numerals) else { return nil }
    if let stop = firstStop(in: text) {
      return HeadingCandidate(
        heading: Heading(
          ordinal: ordinal, range: TextRange(line.start, stop.start), text: TextRange(text.start, stop.start)),
        shape: .runIn, level: level, rank: rank, paragraph: paragraph,
        rest: Paragraph(range: context.source.trimmed(TextRange(stop.end, line.end))))
    }
    let isLong = context.source.lines.scalarCount(in: text) > context.grammar.lines.lengths.runIn
    return HeadingCandidate(
      heading: Heading(ordinal: ordinal, range: line, text: text), shape: isLong ? .statement : .ownLine,
      level: level, rank: rank, paragraph: paragraph)
  }

  /// Whether a line that begins with a sign such as ① also holds the next sign: it is an enumeration and not a heading.
  private func countsOn(_ text: TextRange, from first: Ordinal?, in numerals: Numbering.Numerals) -> Bool {
    guard let first, numerals == .circled || numerals == .parenthesized else { return false }
    return context.source[text].contains { Numeral.value(of: String($0), in: numerals) == first.value + 1 }
  }

  /// Returns the first 。 if it ends a run-in heading: the heading is short enough, and more text follows.
  private func firstStop(in text: TextRange) -> TextRange? {
    let longest = context.grammar.lines.lengths.runIn
    // A code point takes four bytes at most.
    let near = context.source.utf8[text.start..<min(text.end, text.start + 4 * longest)]
    let found = near.withUnsafeBufferPointer { $0.firstOccurrence(of: Self.fullStop) }
    guard let start = found.map({ text.start + $0 }), start > text.start, start + Self.fullStop.count < near.endIndex,
      context.source.lines.scalarCount(in: TextRange(text.start, start)) <= longest
    else { return nil }
    return TextRange(start, start + Self.fullStop.count)
  }

  // MARK: Choosing claims

  /// Returns the claims that hold, at most one for each line, in the order of the text.
  private func chosen(from claims: [[Claim]], _ paragraphs: [Paragraph]) throws(MatchError) -> [HeadingCandidate] {
    let lines = claims.indices.filter { !claims[$0].isEmpty }
    var chosen: [HeadingCandidate] = []
    // The last chosen heading of each rank, so that a long draft is not searched again for every line.
    var latest: [Int?] = Array(repeating: nil, count: context.grammar.levels.count)
    for (position, line) in lines.enumerated() {
      let next = lines[(position + 1)...].lazy.map { claims[$0] }
      let counting = claims[line].filter { claim in
        let outer = latest[..<claim.rank].lazy.compactMap(\.self).max()
        let before =
          claim.continuesAcrossForms ? latest[claim.rank] : [outer, latest[claim.rank]].compactMap(\.self).max()
        return isInSequence(claim, after: before.map { chosen[$0] }, before: next)
          || namesChapter(claim, of: outer.map { chosen[$0] })
      }
      let sure = { (claim: Claim) in claim.strength == .sure }
      guard let claim = counting.first(where: sure) ?? counting.last ?? claims[line].first(where: sure) else {
        continue
      }
      if counting.isEmpty, try isWrapped(claim, at: line, after: line > 0 ? claims[line - 1] : [], paragraphs) {
        continue
      }
      latest[claim.rank] = chosen.count
      chosen.append(claim.candidate)
    }
    return chosen
  }

  /// Whether `claim` continues `before`, or the next line at its level or further out continues `claim`.
  private func isInSequence(_ claim: Claim, after before: HeadingCandidate?, before next: some Sequence<[Claim]>)
    -> Bool
  {
    guard let ordinal = claim.ordinal else { return claim.strength == .sure }
    let continues = before?.ordinal?.isFollowed(by: ordinal) ?? false
    if claim.strength != .between, continues { return true }
    guard claim.strength != .between || continues else { return false }
    let after =
      next.first { $0.contains { claim.continuesAcrossForms ? $0.rank == claim.rank : $0.rank <= claim.rank } } ?? []
    return after.contains { $0.ordinal.map(ordinal.isFollowed) ?? false }
  }

  /// Whether `claim` is directly under `heading` and names its number as the chapter.
  private func namesChapter(_ claim: Claim, of heading: HeadingCandidate?) -> Bool {
    guard let ordinal = claim.ordinal, let outer = heading?.ordinal, outer.chapter == nil else { return false }
    let mayBe = claim.strength == .sure || claim.strength == .child && ordinal.value == 1
    return mayBe && ordinal.chapter == outer.value
  }

  /// Whether `line` is the rest of a sentence that was wrapped: 第3、第5、第⏎12、第15村民小组. A line that the format marks as a
  /// heading never is.
  private func isWrapped(
    _ claim: Claim, at line: Int, after before: [Claim], _ paragraphs: [Paragraph]
  ) throws(MatchError) -> Bool {
    guard line > 0, let value = claim.ordinal?.value, value > 1,
      !before.contains(where: { $0.ordinal?.value == value - 1 }), let broken = context.grammar.lines.broken,
      context.structure.kinds(of: paragraphs[line]).knownLevel == nil
    else { return false }
    guard try broken.firstMatch(in: context.source, range: paragraphs[line - 1].range) != nil else { return false }
    return try firstItems.items(before: claim.candidate, in: paragraphs[line - 1]).isEmpty
  }

  // MARK: What the format knows

  /// Returns `found` with the marks of the format, without table cells, and with the unnumbered headings of the format.
  private func withKnownHeadings(_ found: [HeadingCandidate], _ paragraphs: [Paragraph]) -> [HeadingCandidate] {
    guard !context.structure.isEmpty else { return found }
    let byParagraph = Dictionary(found.map { ($0.paragraph, $0) }) { first, _ in first }
    return paragraphs.indices.compactMap { index in
      let kinds = context.structure.kinds(of: paragraphs[index])
      guard !kinds.isCell, var one = byParagraph[index] ?? unnumbered(kinds.knownLevel, paragraphs[index], at: index)
      else { return nil }
      one.known = kinds
      // Markdown numbers items itself if the author writes 1. before each; the ordinal takes the displayed number.
      if context.source.format.features.countsItems, let number = kinds.knownNumber, one.value ?? 2 <= 1 {
        one.heading.ordinal?.value = number
      }
      return one
    }
  }

  /// Returns a heading without ordinal on the level that the format gives it; nil if it is not a heading.
  private func unnumbered(_ level: Int?, _ paragraph: Paragraph, at index: Int) -> HeadingCandidate? {
    let ranks = context.grammar.levels.indices.filter {
      context.grammar.levels[$0].numerals == .none && !context.grammar.levels[$0].floats
    }
    guard let level, let rank = ranks.prefix(level).last, !isSentence(paragraph), !isTelephoneOrAside(paragraph)
    else { return nil }
    return HeadingCandidate(
      heading: Heading(ordinal: nil, range: paragraph.range, text: paragraph.range), shape: .ownLine,
      level: context.grammar.levels[rank], rank: rank, paragraph: index)
  }

  /// Whether the paragraph is a sentence that somebody gave the style of a heading.
  private func isSentence(_ paragraph: Paragraph) -> Bool {
    context.source.ends(paragraph.range, with: context.grammar.lines.marks.stop)
      && context.source[paragraph.range].contains("，")
  }

  /// Whether the paragraph is only a telephone number, or is in brackets from end to end.
  private func isTelephoneOrAside(_ paragraph: Paragraph) -> Bool {
    let text = context.source[paragraph.range]
    guard let first = text.first, let last = text.last else { return false }
    return "（(".contains(first) && "）)".contains(last)
      || text.count(where: \.isNumber) >= context.grammar.thresholds[.shortestTelephone]
        && text.allSatisfy { $0.isNumber || "-— ".contains($0) }
  }
}
