import DraftText

/// A line of a rule file with a caret under one of its columns, cut to what fits on a screen.
enum Excerpt {
  /// How many columns of a terminal an excerpt takes.
  private static let width = 100

  /// - Parameter column: The column from 1, in code points; one past the end is the place after the last.
  static func text(line: String, column: Int) -> String {
    let scalars = line.unicodeScalars.map { $0 == "\t" ? " " : $0 }
    let caret = min(max(column - 1, 0), scalars.count)
    var start = caret
    var columns = 0
    while start > 0, columns + scalars[start - 1].displayWidth <= width / 2 {
      start -= 1
      columns += scalars[start].displayWidth
    }
    var end = caret
    var total = columns
    while end < scalars.count, total + scalars[end].displayWidth <= width {
      total += scalars[end].displayWidth
      end += 1
    }
    let before = start > 0 ? "…" : ""
    let after = end < scalars.count ? "…" : ""
    let indent = String(repeating: " ", count: before.count + columns)
    return "\(before)\(String(scalars[start..<end]))\(after)\n\(indent)^"
  }
}

extension String {
  fileprivate init(_ scalars: some Sequence<Unicode.Scalar>) {
    var view = UnicodeScalarView()
    view.append(contentsOf: scalars)
    self.init(view)
  }
}
