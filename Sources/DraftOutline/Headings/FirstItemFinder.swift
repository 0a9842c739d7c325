import DraftText
import PatternMatching

/// Finds items inside a line: the first of a list after its lead-in (报名要求：（1）年满十八周岁；⏎（2）…), and items after others
/// (2）查电。3）查水。⏎4）…).
struct FirstItemFinder {
  /// The most bytes of an ordinal and of the text after it that a pattern looks at.
  private static let longestOpening = 40

  let context: OutlineContext

  /// Returns `found` with the missing items that are inside the paragraph before the next item of their list.
  func added(to found: [HeadingCandidate], _ paragraphs: [Paragraph]) throws(MatchError) -> [HeadingCandidate] {
    var all: [HeadingCandidate] = []
    for one in found {
      let before = all.last { $0.rank <= one.rank }
      if let ordinal = one.ordinal, ordinal.value > 1, one.paragraph > 0,
        before?.ordinal?.isFollowed(by: ordinal) != true
      {
        let paragraph = paragraphs[one.paragraph - 1]
        let between = try items(after: before, before: one, in: paragraph)
        let items = try between.isEmpty ? self.items(before: one, in: paragraph) : between
        if between.isEmpty, let host = all.last, host.paragraph == items.first?.paragraph {
          // The ordinal of the heading itself is no item: ## 一、甲 before 三、乙.
          let rest = items.drop { $0.heading.range.start < host.heading.text.start }
          if let first = rest.first { end(&all[all.count - 1], before: first) }
          all += rest
        } else {
          all += items
        }
      }
      all.append(one)
    }
    return all
  }

  /// Returns the items inside `paragraph` that count from 1 up to `item`; the last one before `item` can be missing.
  /// Empty if there are fewer.
  func items(before item: HeadingCandidate, in paragraph: Paragraph) throws(MatchError) -> [HeadingCandidate] {
    guard let due = item.value, due > 1 else { return [] }
    return try items(1..<due, atLeast: due - 2, before: item, in: paragraph)
  }

  /// Returns the items inside `paragraph` that count on from `first` up to `item`; empty if one is missing.
  private func items(
    after first: HeadingCandidate?, before item: HeadingCandidate, in paragraph: Paragraph
  ) throws(MatchError) -> [HeadingCandidate] {
    guard let last = first?.ordinal, let ordinal = item.ordinal, last.numbering == ordinal.numbering,
      last.chapter == ordinal.chapter, last.value + 1 < ordinal.value
    else { return [] }
    let values = (last.value + 1)..<ordinal.value
    return try items(values, atLeast: values.count, before: item, in: paragraph)
  }

  /// Returns the items inside `paragraph` that have the form of `item` and the consecutive numbers `values`; empty if
  /// there are fewer than `fewest`.
  private func items(
    _ values: Range<Int>, atLeast fewest: Int, before item: HeadingCandidate, in paragraph: Paragraph
  ) throws(MatchError) -> [HeadingCandidate] {
    guard let level = item.level else { return [] }
    var ordinals: [Ordinal] = []
    for start in starts(in: paragraph) where ordinals.count < values.count {
      if let ordinal = try ordinal(at: start, in: paragraph, level), ordinal.value == values.lowerBound + ordinals.count
      {
        ordinals.append(ordinal)
      }
    }
    guard ordinals.count >= fewest else { return [] }
    let ends = ordinals.dropFirst().map(\.range.start) + [paragraph.range.end]
    return zip(ordinals, ends).map { ordinal, end in
      HeadingCandidate(
        heading: Heading(
          ordinal: ordinal, range: TextRange(ordinal.range.start, end),
          text: context.source.trimmed(TextRange(ordinal.range.end, end))),
        shape: .inline, level: level, rank: item.rank, paragraph: item.paragraph - 1, certainty: .likely)
    }
  }

  /// Returns the offsets in `paragraph` at which an item can begin: after white space and certain marks.
  private func starts(in paragraph: Paragraph) -> [Int] {
    var starts: [Int] = []
    var offset = paragraph.range.start
    for scalar in context.source[paragraph.range].unicodeScalars {
      offset += scalar.utf8Count
      if "：:】。；;）)，,".unicodeScalars.contains(scalar) || scalar.properties.isWhitespace { starts.append(offset) }
    }
    return starts
  }

  /// Returns the ordinal of `level` that begins at `start`; nil if there is none.
  private func ordinal(at start: Int, in paragraph: Paragraph, _ level: Numbering) throws(MatchError) -> Ordinal? {
    let end = context.source.scalarBorder(atOrBefore: min(start + Self.longestOpening, paragraph.range.end))
    // The pattern matches only at the start of a line, so the piece becomes a text of its own.
    let piece = SourceText(context.source[TextRange(start, end)])
    guard let match = try level.pattern.firstMatch(in: piece),
      let ordinal = Ordinal(match, of: level, in: piece, words: context.grammar.ordinalWords, offset: start)
    else { return nil }
    return ordinal.range.start <= start + 1 ? ordinal : nil
  }

  /// Ends the heading of `host` before the colon that introduces `item` on its line.
  private func end(_ host: inout HeadingCandidate, before item: HeadingCandidate) {
    let text = context.source.trimmed(TextRange(host.heading.text.start, item.heading.range.start))
    let isMark = context.source.ends(text, with: context.grammar.lines.marks.colon)
    let end = text.end - (isMark ? context.source.lastScalar(in: text)?.utf8Count ?? 0 : 0)
    guard end > text.start else { return }
    host.heading.range = TextRange(host.heading.range.start, end)
    host.heading.text = TextRange(text.start, end)
    host.shape = .runIn
    host.rest = Paragraph(range: item.heading.range)
  }
}
