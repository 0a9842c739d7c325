import DraftText
import PatternMatching

/// Finds items that do not begin a line: the first of a list, behind its lead-in (报名要求：（1）年满十八周岁；⏎（2）…), and those
/// behind the item before them (2）查电。3）查水。⏎4）…).
struct FirstItemFinder {
  typealias Found = HeadingFinder.Found

  /// An ordinal and what a pattern looks at behind it take no more bytes.
  private static let longestOpening = 40

  let source: SourceText
  let grammar: OutlineGrammar

  /// `found` with the first items of those lists that lack them.
  func added(to found: [Found], _ paragraphs: [Paragraph]) throws(MatchError) -> [Found] {
    var all: [Found] = []
    for one in found {
      let before = all.last { $0.rank <= one.rank }
      if let ordinal = one.heading.ordinal, ordinal.value > 1, one.paragraph > 0,
        before?.heading.ordinal?.isFollowed(by: ordinal) != true
      {
        let paragraph = paragraphs[one.paragraph - 1]
        let between = try items(between: before, and: one, in: paragraph)
        let items = try between.isEmpty ? self.items(before: one, in: paragraph) : between
        if between.isEmpty, let first = items.first, let host = all.last, host.paragraph == first.paragraph {
          all[all.count - 1] = self.host(host, endingBefore: first)
        }
        all += items
      }
      all.append(one)
    }
    return all
  }

  /// The items inside `paragraph` that count from 1 to the one before `item`, or to the one before that, which may have been
  /// lost; none where there are fewer.
  func items(before item: Found, in paragraph: Paragraph) throws(MatchError) -> [Found] {
    guard let due = item.heading.ordinal?.value else { return [] }
    let ordinals = try ordinals(1..<due, like: item, in: paragraph)
    return ordinals.count >= due - 2 ? items(ordinals, before: item, in: paragraph) : []
  }

  /// The items inside `paragraph` that count on from `first` to the one before `item`; none where one is wanting.
  private func items(between first: Found?, and item: Found, in paragraph: Paragraph) throws(MatchError) -> [Found] {
    guard let last = first?.heading.ordinal, let ordinal = item.heading.ordinal, last.numbering == ordinal.numbering,
      last.chapter == ordinal.chapter, last.value + 1 < ordinal.value
    else { return [] }
    let ordinals = try ordinals((last.value + 1)..<ordinal.value, like: item, in: paragraph)
    return ordinals.count == ordinal.value - last.value - 1 ? items(ordinals, before: item, in: paragraph) : []
  }

  /// The ordinals in `paragraph` that are written as that of `item` is and have `values`, one after the other.
  private func ordinals(
    _ values: Range<Int>, like item: Found, in paragraph: Paragraph
  ) throws(MatchError) -> [Ordinal] {
    guard let level = item.level, !values.isEmpty else { return [] }
    var ordinals: [Ordinal] = []
    for start in starts(in: paragraph) where ordinals.count < values.count {
      guard let ordinal = try ordinal(at: start, in: paragraph, level),
        ordinal.value == values.lowerBound + ordinals.count
      else { continue }
      ordinals.append(ordinal)
    }
    return ordinals
  }

  private func items(_ ordinals: [Ordinal], before item: Found, in paragraph: Paragraph) -> [Found] {
    let ends = ordinals.dropFirst().map(\.range.start) + [paragraph.range.end]
    return zip(ordinals, ends).map { ordinal, end in
      let text = trimmed(TextRange(ordinal.range.end, end), in: source.utf8)
      return Found(
        heading: Heading(ordinal: ordinal, range: TextRange(ordinal.range.start, end), text: text), shape: .inline,
        level: item.level, rank: item.rank, paragraph: item.paragraph - 1, rest: nil, certainty: .likely)
    }
  }

  /// Where items may begin inside `paragraph`: behind marks that announce or end.
  private func starts(in paragraph: Paragraph) -> [Int] {
    var starts: [Int] = []
    var offset = paragraph.range.start
    for scalar in source[paragraph.range].unicodeScalars {
      offset += scalar.utf8.count
      if "：:】。；;）)，,".unicodeScalars.contains(scalar) || scalar.properties.isWhitespace { starts.append(offset) }
    }
    return starts
  }

  /// The ordinal of `level` that begins at `start`.
  private func ordinal(at start: Int, in paragraph: Paragraph, _ level: Numbering) throws(MatchError) -> Ordinal? {
    var end = min(start + Self.longestOpening, paragraph.range.end)
    while !source.isScalarBorder(end) { end -= 1 }
    // The pattern is tried at the beginnings of lines.
    let piece = SourceText(source[TextRange(start, end)])
    guard let match = try level.pattern.firstMatch(in: piece),
      let ordinal = Ordinal(match, of: level, in: piece, words: grammar.ordinalWords), ordinal.range.start <= 1
    else { return nil }
    return ordinal.moved(by: start)
  }

  /// The line `host`, whose heading ends before the mark that announces `item` on it.
  private func host(_ host: Found, endingBefore item: Found) -> Found {
    let text = trimmed(TextRange(host.heading.text.start, item.heading.range.start), in: source.utf8)
    let last = source[text].last
    let isMark = last.map { grammar.lines.marks.colon.contains($0) } ?? false
    let end = text.end - (isMark ? last?.utf8.count ?? 0 : 0)
    guard end > text.start else { return host }
    return Found(
      heading: Heading(
        ordinal: host.heading.ordinal, range: TextRange(host.heading.range.start, end), text: TextRange(text.start, end)
      ),
      shape: .runIn, level: host.level, rank: host.rank, paragraph: host.paragraph,
      rest: Paragraph(range: item.heading.range), known: host.known)
  }
}

extension Ordinal {
  /// The same ordinal, `offset` bytes further on.
  fileprivate func moved(by offset: Int) -> Ordinal {
    let move = { (range: TextRange) in TextRange(range.start + offset, range.end + offset) }
    return Ordinal(
      numbering: numbering, value: value, chapter: chapter, range: move(range), numeral: move(numeral),
      delimiter: move(delimiter))
  }
}
