import DraftText

/// Finds the line ends of a draft that was wrapped at a fixed width, as mail and old editors do.
struct HardWraps {
  /// The widths at which drafts are wrapped, in columns; a full-width character takes two.
  private static let widths = 24...130
  /// Fewer line ends inside sentences than this are no habit.
  private static let fewestWraps = 4

  /// A line that is not blank.
  private struct Line {
    /// Without the white space around it.
    let range: TextRange
    /// The columns up to its end, and up to its text.
    let width: Int
    let indent: Int
    /// Whether the next line follows at once.
    let isFollowed: Bool
  }

  private let source: SourceText
  private let lines: [Line]

  /// Measures the lines of `source`; there is nothing to find where one of them is longer than any wrapped line.
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
      return Line(
        range: range, width: indent + source.lines.displayWidth(of: range), indent: indent,
        isFollowed: index + 1 < numbers.count && numbers[index + 1] == numbers[index] + 1)
    }
  }

  /// The white space between the halves of what belongs together, in order; empty where the draft is not wrapped.
  ///
  /// - Parameter beginsAnew: Whether a line begins with an ordinal.
  func find(where beginsAnew: (TextRange) -> Bool) -> [TextRange] {
    guard let width = lines.map(\.width).max(), Self.widths.contains(width) else { return [] }
    let margin = lines.map(\.indent).min() ?? 0
    let indentsParagraphs = lines.contains { $0.indent > margin }
    let full = lines.indices.filter { lines[$0].isFollowed && isFull($0, width: width) }
    let open = full.filter { lines[$0 + 1].indent <= margin }
    // What begins with an ordinal is the next of a list, mostly.
    let broken = open.filter { !endsSentence(lines[$0]) && !beginsAnew(lines[$0 + 1].range) }
    guard broken.count >= Self.fewestWraps, broken.count * 2 > full.count, full.count * 4 > lines.count else {
      return []
    }
    return open.filter { index in
      !endsSentence(lines[index]) || indentsParagraphs && !beginsAnew(lines[index + 1].range)
    }.map { TextRange(lines[$0].range.end, lines[$0 + 1].range.start) }
  }

  /// Whether the beginning of the next line would have had no room.
  private func isFull(_ index: Int, width: Int) -> Bool {
    let next = source[lines[index + 1].range].unicodeScalars
    let word = next.prefix { $0.isASCII && $0.properties.isAlphabetic || ("0"..."9").contains($0) }
    let room = word.isEmpty ? next.prefix(1).reduce(0) { $0 + $1.displayWidth } : word.count
    // A mark that may not begin a line takes the last character with it.
    return lines[index].width + room + 2 > width
  }

  private func endsSentence(_ line: Line) -> Bool { source.ends(line.range, with: "。！？；：…") }
}
