import DraftText
import Reporting

/// Widths in the columns of a terminal, in which a Han character takes two columns.
extension String {
  /// The columns that the text takes.
  var columns: Int { unicodeScalars.reduce(0) { $0 + $1.displayWidth } }

  /// The text with spaces after it up to `width` columns.
  func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - columns)) }

  /// Returns the text in lines of at most `width` columns; in one line if `width` is nil.
  ///
  /// A line ends at a space or beside a Han character, but never before a closing mark nor after an opening one.
  func wrapped(to width: Int?) -> [String] {
    guard let width else { return [self] }
    var lines: [String] = []
    var line = ""
    for piece in unbreakablePieces {
      if !line.isEmpty, (line + piece).trimmedAtEnd.columns > width {
        lines.append(line.trimmedAtEnd)
        line = piece == " " ? "" : piece
      } else {
        line += piece
      }
    }
    return lines + [line.trimmedAtEnd]
  }

  /// Spaces, words, and wide characters with the marks that belong to them.
  private var unbreakablePieces: [String] {
    var pieces: [String] = []
    var joinsNext = false
    for character in self {
      let isWide = String(character).columns > 1
      let isWord = !isWide && character != " "
      let continuesWord = isWord && pieces.last?.last.map { $0 != " " && String($0).columns < 2 } == true
      if !pieces.isEmpty, character != " ", joinsNext || continuesWord || Self.closingMarks.contains(character) {
        pieces[pieces.count - 1].append(character)
      } else {
        pieces.append(String(character))
      }
      joinsNext = Self.openingMarks.contains(character)
    }
    return pieces
  }

  /// The text without the spaces at its end.
  var trimmedAtEnd: String { String(reversed().drop { $0 == " " }.reversed()) }

  private static let closingMarks = Set("，。、；：？！”’）》〉】〕…—")
  private static let openingMarks = Set("“‘（《〈【〔")
}

/// A table with aligned columns; the last cell of a row is not padded.
struct TextTable {
  private let rows: [[String]]

  /// Makes a table of cells, without control characters for terminals.
  init(_ rows: [[String]]) { self.rows = rows.map { $0.map(printable) } }

  /// The lines of all rows.
  func text(indent: Int = 0, width: Int? = nil) -> String { lines(indent: indent, width: width).joined() }

  /// Returns the text of each row, with line ends.
  ///
  /// - Parameters:
  ///   - indent: The spaces before each line.
  ///   - width: The available columns. The last cell is wrapped if it does not fit; if `width` is nil, it is never
  ///     wrapped.
  func lines(indent: Int = 0, width: Int? = nil) -> [String] {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { index in
      rows.compactMap { index < $0.count - 1 ? $0[index].columns : nil }.max() ?? 0
    }
    return rows.map { row in
      var start = String(repeating: " ", count: indent)
      for (cell, width) in zip(row.dropLast(), widths) { start += cell.padded(to: width) + "  " }
      // Less than 20 columns are not enough for text.
      let room = width.map { $0 - start.columns }.flatMap { $0 < 20 ? nil : $0 }
      let margin = String(repeating: " ", count: start.columns)
      return (row.last ?? "").wrapped(to: room).enumerated().map { ($0 == 0 ? start : margin) + $1 + "\n" }.joined()
    }
  }
}
