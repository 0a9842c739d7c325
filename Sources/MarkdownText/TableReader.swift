import DraftText

/// Finds the cells of tables in the lines of a draft, one after the other: the columns that cmark gives for them are those of the
/// head, wherever a row begins.
struct TableReader {
  /// The table, its row and the cell in that, each counted from 0.
  private(set) var index = -1
  private(set) var row = -1
  private(set) var column = -1
  /// The head: its line, and where its text begins.
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

  /// Begins the next row: on line `line`, or that of the head.
  mutating func beginRow(in source: SourceText, line: Int?) {
    row += 1
    column = -1
    let range = source.lines.range(ofLine: line ?? head.line)
    end = range.end
    rowStart = line == nil ? head.start : source.contentStart(of: range)
    cursor = rowStart
    if cursor < end, source.utf8[cursor] == UInt8(ascii: "|") { cursor += 1 }
  }

  /// The next cell, whose text is `content`: where that stands, and how many bytes stand between the bar and it. Nil where the row is
  /// not what it seemed to be.
  mutating func nextCell(
    _ content: [UInt8], in source: SourceText, tamed: [UInt8]
  ) -> (places: InlinePlaces, range: TextRange, indent: Int)? {
    column += 1
    skipBlanks(source)
    guard let places = InlinePlaces(content, at: cursor, in: source, tamed: tamed) else {
      cursor = end
      return nil
    }
    let start = cursor
    let bar = tamed[rowStart..<start].lastIndex(of: UInt8(ascii: "|"))
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
