import DraftText
import PatternMatching

/// Finds the line ends of a draft that was wrapped at a fixed width, as mail and old editors do.
struct HardWraps {
  /// The widths at which drafts are wrapped, in columns; a full-width character takes two.
  private static let widths = 24...130
  /// The fewest line ends inside sentences that make a habit.
  private static let fewestWraps = 4

  /// A line that is not blank.
  private struct MeasuredLine {
    /// The range without the white space around it.
    let range: TextRange
    /// The columns up to the end of the text, and up to its start.
    let width: Int
    let indent: Int
    /// Whether the next line follows without a blank line.
    let isFollowed: Bool
  }

  private let source: SourceText
  private let lines: [MeasuredLine]

  /// Measures the lines of `source`; nil if one of them is longer than any wrapped line, or if there are too few.
  init?(_ source: SourceText) {
    let paragraphs = source.paragraphs
    guard paragraphs.count > Self.fewestWraps,
      paragraphs.allSatisfy({ $0.range.count <= 3 * Self.widths.upperBound })
    else { return nil }
    self.source = source
    let numbers = paragraphs.map(source.number)
    lines = paragraphs.indices.map { index in
      let range = paragraphs[index].range
      let start = source.lines.range(ofLine: numbers[index]).start
      let indent = source.lines.displayWidth(of: TextRange(start, range.start))
      return MeasuredLine(
        range: range, width: indent + source.lines.displayWidth(of: range), indent: indent,
        isFollowed: index + 1 < numbers.count && numbers[index + 1] == numbers[index] + 1)
    }
  }

  /// Returns the white space at the wrapped line ends, in order; empty if the draft is not wrapped.
  ///
  /// - Parameter numbered: Finds the numbers of the lines that begin with an ordinal; few drafts need it.
  func find(numbered: () throws(MatchError) -> Set<Int>) throws(MatchError) -> [TextRange] {
    guard let width = lines.map(\.width).max(), Self.widths.contains(width) else { return [] }
    let margin = lines.map(\.indent).min() ?? 0
    let indentsParagraphs = lines.contains { $0.indent > margin }
    let full = lines.indices.filter { lines[$0].isFollowed && isFull($0, width: width) }
    let open = full.filter { lines[$0 + 1].indent <= margin }
    let isHabit = { (broken: [Int]) in
      broken.count >= Self.fewestWraps && broken.count * 2 > full.count && full.count * 4 > lines.count
    }
    let unended = open.filter { !source.endsClause(lines[$0].range) }
    guard isHabit(unended) else { return [] }
    // A line that begins with an ordinal is mostly the next item of a list.
    let numbered = try numbered()
    let beginsAnew = { (index: Int) in numbered.contains(source.lines.line(at: lines[index].range.start)) }
    guard isHabit(unended.filter { !beginsAnew($0 + 1) }) else { return [] }
    return open.filter { !source.endsClause(lines[$0].range) || indentsParagraphs && !beginsAnew($0 + 1) }
      .map { TextRange(lines[$0].range.end, lines[$0 + 1].range.start) }
  }

  /// Whether the beginning of the next line would not have fitted on this one.
  private func isFull(_ index: Int, width: Int) -> Bool {
    let next = source[lines[index + 1].range].unicodeScalars
    let word = next.prefix { $0.isASCII && $0.properties.isAlphabetic || ("0"..."9").contains($0) }
    let room = word.isEmpty ? next.prefix(1).reduce(0) { $0 + $1.displayWidth } : word.count
    // A mark that may not begin a line moves to the next line together with the character before it.
    return lines[index].width + room + 2 > width
  }
}
