import DraftText

/// Finds the cells of tables in a draft, in order. cmark counts the columns of cells from the start of the head, not of
/// the row.
struct TableReader {
  /// The indices of the table, of its row and of the column, from 0.
  private(set) var index = -1
  private(set) var row = -1
  private(set) var column = -1
  /// The line of the head, and the offset at which its text begins.
  private var head = (line: 1, start: 0)
  private var rowStart = 0
  private var end = 0
  private var cursor = 0

  /// Begins the next table.
  mutating func begin(headLine: Int, headStart: Int) {
    index += 1
    row = -1
    head = (headLine, headStart)
  }

  /// Begins the next row, on `line`, or on the line of the head if that is nil.
  mutating func beginRow(in source: SourceText, line: Int?) {
    row += 1
    column = -1
    let range = source.lines.range(ofLine: line ?? head.line)
    end = range.end
    rowStart = line == nil ? head.start : source.contentStart(of: range)
    cursor = rowStart
    if cursor < end, source.utf8[cursor] == UInt8(ascii: "|") { cursor += 1 }
  }

  /// Finds the next cell, whose text is `content`: its places, its range and the number of bytes between the bar and
  /// the text. Nil if the row is not as expected.
  mutating func nextCell(
    _ content: [UInt8], in source: SourceText, input: [UInt8]
  ) -> (places: InlinePlaces, range: TextRange, indent: Int)? {
    column += 1
    skipBlanks(source)
    guard let places = InlinePlaces(content, at: cursor, in: source, input: input) else {
      cursor = end
      return nil
    }
    let start = cursor
    let bar = input[rowStart..<start].lastIndex(of: UInt8(ascii: "|"))
    cursor = places.places.last.map { $0 + 1 } ?? cursor
    let range = TextRange(start, cursor)
    skipBlanks(source)
    if cursor < end, source.utf8[cursor] == UInt8(ascii: "|") { cursor += 1 }
    return (places, range, start - (bar.map { $0 + 1 } ?? rowStart))
  }

  private mutating func skipBlanks(_ source: SourceText) {
    while cursor < end, source.utf8[cursor] <= 0x20 { cursor += 1 }
  }
}
