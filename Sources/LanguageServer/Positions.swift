import DraftText
import Reporting

/// The unit in which a client counts along a line.
enum PositionEncoding: String {
  case utf16 = "utf-16"
  case utf8 = "utf-8"

  /// Takes the first offered encoding that is supported; UTF-16 where there is none.
  init(offered names: [String]?) { self = names?.lazy.compactMap(Self.init(rawValue:)).first ?? .utf16 }
}

/// A text with positions as a client counts them: lines and characters from 0.
struct CountedText {
  let source: SourceText
  let encoding: PositionEncoding

  /// Returns the position of `offset`.
  func position(at offset: Int) -> Position {
    let column =
      switch encoding {
      case .utf16: source.lines.utf16Column(at: offset)
      case .utf8: source.lines.byteColumn(at: offset)
      }
    return Position(line: source.lines.line(at: offset) - 1, character: column - 1)
  }

  /// Returns the offset of `position`. A position beyond a line is the end of the line, beyond the text the end of the
  /// text, and within a character the beginning of the character.
  func offset(of position: Position) -> Int {
    guard position.line >= 0 else { return 0 }
    guard position.line < source.lines.count else { return source.utf8.count }
    let line = source.lines.range(ofLine: position.line + 1)
    var (offset, rest) = (line.start, max(0, position.character))
    while offset < line.end, let scalar = source.scalar(at: offset) {
      rest -= encoding == .utf8 ? scalar.utf8Count : UTF16.width(scalar)
      guard rest >= 0 else { break }
      offset += scalar.utf8Count
    }
    return offset
  }

  /// Returns the range between two positions, in either order.
  func range(of range: PositionRange) -> TextRange {
    let (start, end) = (offset(of: range.start), offset(of: range.end))
    return TextRange(min(start, end), max(start, end))
  }

  /// Returns the offset of a place that is counted from 1 in code points, as in zhangfa's own messages.
  func offset(of place: LinePosition) -> Int {
    guard place.line <= source.lines.count else { return source.utf8.count }
    return source.head(of: source.lines.range(ofLine: max(1, place.line)), max(1, place.column) - 1).end
  }

  /// Returns `range` in the form of the protocol.
  func json(_ range: TextRange) -> JSON {
    ["start": position(at: range.start).json, "end": position(at: range.end).json]
  }
}

extension Position {
  var json: JSON { ["line": .number(line), "character": .number(character)] }
}
