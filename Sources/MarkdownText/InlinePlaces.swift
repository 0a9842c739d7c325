import DraftText

/// The bytes of a paragraph as cmark reads it, with their places in the draft. The marks of the blocks around the
/// paragraph are left out, and its lines end with line feeds.
struct InlinePlaces {
  /// The bytes of the draft, with line feeds as line ends.
  private(set) var text: [UInt8] = []
  /// The offset of each byte of ``text`` in the draft.
  private(set) var places: [Int] = []
  /// The lines of the draft, from 1.
  let lines: ClosedRange<Int>

  /// Finds `content` from line `first` on, where each of its lines must end a line of the draft; nil if it is not
  /// there.
  init?(_ content: [UInt8], from first: Int, in source: SourceText, input: [UInt8]) {
    let parts = Self.lines(of: content)
    guard first >= 1, first + parts.count - 1 <= source.lines.count else { return nil }
    lines = first...(first + parts.count - 1)
    for (index, part) in parts.enumerated() {
      let line = source.lines.range(ofLine: first + index)
      guard let found = Self.places(of: part, endingIn: line, of: input) else { return nil }
      append(found, of: source)
      if index + 1 < parts.count {
        places.append(line.end)
        text.append(0x0A)
      }
    }
  }

  /// Finds `content`, which has one line, at `start`; nil if it is not there.
  init?(_ content: [UInt8], at start: Int, in source: SourceText, input: [UInt8]) {
    let number = source.lines.line(at: start)
    lines = number...number
    var offset = start
    let end = source.lines.range(ofLine: number).end
    var found: [Int] = []
    for byte in content {
      // In a cell, `\|` stands for a bar.
      if offset + 1 < end, input[offset] == UInt8(ascii: "\\"), byte == UInt8(ascii: "|") { offset += 1 }
      guard offset < end, input[offset] == byte else { return nil }
      found.append(offset)
      offset += 1
    }
    append(found, of: source)
  }

  /// Splits `content` into lines. Text behind the last line feed is a line, too.
  static func lines(of content: [UInt8]) -> [ArraySlice<UInt8>] {
    var content = content[...]
    if content.last == 0x0A { content.removeLast() }
    return content.split(separator: 0x0A, omittingEmptySubsequences: false)
  }

  /// Maps `range` of ``text``, which is not empty, to the draft.
  func range(_ range: Range<Int>) -> TextRange {
    TextRange(places[range.lowerBound], places[range.upperBound - 1] + 1)
  }

  private mutating func append(_ found: [Int], of source: SourceText) {
    places += found
    text += found.map { source.utf8[$0] }
  }

  /// Returns the offsets of `part` in `line`; nil unless only white space follows it there.
  private static func places(of part: ArraySlice<UInt8>, endingIn line: TextRange, of input: [UInt8]) -> [Int]? {
    var end = line.end
    if part.last.map({ $0 != 0x20 && $0 != 0x09 }) ?? true {
      while end > line.start, input[end - 1] == 0x20 || input[end - 1] == 0x09 { end -= 1 }
    }
    var found: [Int] = []
    var following: UInt8 = 0
    for byte in part.reversed() {
      if following == UInt8(ascii: "|"), end > line.start, input[end - 1] == UInt8(ascii: "\\"), byte != input[end - 1]
      {
        end -= 1
      }
      guard end > line.start, input[end - 1] == byte else { return nil }
      end -= 1
      found.append(end)
      following = byte
    }
    return found.reversed()
  }
}
