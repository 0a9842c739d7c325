import DraftText

/// A line of a rule file with a caret under one of its columns, cut to what fits on a screen.
enum Excerpt {
  /// How many columns of a terminal an excerpt takes.
  private static let width = 100

  /// - Parameter column: The column from 1, in code points; one past the end is the place after the last.
  static func text(line: String, column: Int) -> String {
    let scalars = Array(line.unicodeScalars)
    let caret = min(max(column - 1, 0), scalars.count)
    var start = caret
    var columns = 0
    while start > 0, columns + scalars[start - 1].printableWidth <= width / 2 {
      start -= 1
      columns += scalars[start].printableWidth
    }
    var end = caret
    var total = columns
    while end < scalars.count, total + scalars[end].printableWidth <= width {
      total += scalars[end].printableWidth
      end += 1
    }
    let before = start > 0 ? "…" : ""
    let after = end < scalars.count ? "…" : ""
    let indent = String(repeating: " ", count: before.count + columns)
    return "\(before)\(scalars[start..<end].map(\.printable).joined())\(after)\n\(indent)^"
  }
}
