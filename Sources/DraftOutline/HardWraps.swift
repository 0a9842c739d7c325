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
  private var lines: [Line] = []

  /// Measures the lines of `source`; there is nothing to find where one of them is longer than any wrapped line.
  init?(_ source: SourceText) {
    self.source = source
    let scan = LineScan(source).lines
    guard scan.count > Self.fewestWraps, scan.allSatisfy({ $0.range.count <= 3 * Self.widths.upperBound }) else {
      return nil
    }
    for (index, line) in scan.enumerated() {
      let whole = source.lines.range(ofLine: line.number)
      let indent = source.lines.displayWidth(of: TextRange(whole.start, line.range.start))
      lines.append(
        Line(
          range: line.range, width: indent + source.lines.displayWidth(of: line.range), indent: indent,
          isFollowed: index + 1 < scan.count && scan[index + 1].number == line.number + 1))
    }
  }

  /// The white space between the halves of what belongs together, in order; empty where the draft is not wrapped.
  ///
  /// - Parameter beginsAnew: Whether a line begins with an ordinal.
  func find(where beginsAnew: (TextRange) -> Bool) -> [TextRange] {
    guard let width = lines.map(\.width).max(), Self.widths.contains(width) else { return [] }
    let indents = lines.map(\.indent)
    let margin = indents.min() ?? 0
    let indentsParagraphs = indents.contains { $0 > margin }
    let followed = lines.indices.dropLast().filter { lines[$0].isFollowed }
    let full = followed.filter { isFull($0, width: width) }
    // What begins with an ordinal is the next of a list, mostly.
    let broken = full.filter {
      !endsSentence(lines[$0]) && lines[$0 + 1].indent <= margin && !beginsAnew(lines[$0 + 1].range)
    }
    guard broken.count >= Self.fewestWraps, broken.count * 2 > full.count, full.count * 4 > lines.count else {
      return []
    }
    return full.filter { index in
      guard lines[index + 1].indent <= margin else { return false }
      if endsSentence(lines[index]), !indentsParagraphs || beginsAnew(lines[index + 1].range) { return false }
      return true
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

  private func endsSentence(_ line: Line) -> Bool {
    "。！？；：…".contains(source[line.range].last ?? "。")
  }
}
