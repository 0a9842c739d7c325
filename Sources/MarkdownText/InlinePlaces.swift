import DraftText

/// Where each byte stands of a paragraph as cmark reads it: without what stands for the blocks around it, its lines ended by line
/// feeds.
struct InlinePlaces {
  /// The bytes as they stand in the draft, line ends as line feeds.
  private(set) var text: [UInt8] = []
  /// The offset of each of them.
  private(set) var places: [Int] = []
  /// The lines of the draft, from 1.
  let lines: ClosedRange<Int>

  /// Finds `content` in the lines of `source` from line `first` on; nil where it does not stand there. Each of its lines ends with a line
  /// of the draft.
  init?(_ content: [UInt8], from first: Int, in source: SourceText, tamed: [UInt8]) {
    let parts = Self.lines(of: content)
    guard first >= 1, first + parts.count - 1 <= source.lines.count else { return nil }
    lines = first...(first + parts.count - 1)
    for (index, part) in parts.enumerated() {
      let line = source.lines.range(ofLine: first + index)
      guard let found = Self.places(of: part, endingIn: line, of: tamed) else { return nil }
      append(found, of: source)
      if index + 1 < parts.count {
        places.append(line.end)
        text.append(0x0A)
      }
    }
  }

  /// Finds `content`, which has one line, at `start`.
  init?(_ content: [UInt8], at start: Int, in source: SourceText, tamed: [UInt8]) {
    let number = source.lines.line(at: start)
    lines = number...number
    var offset = start
    let end = source.lines.range(ofLine: number).end
    var found: [Int] = []
    for byte in content {
      // In a cell, `\|` stands for a bar.
      if offset + 1 < end, tamed[offset] == UInt8(ascii: "\\"), byte == UInt8(ascii: "|") { offset += 1 }
      guard offset < end, tamed[offset] == byte else { return nil }
      found.append(offset)
      offset += 1
    }
    append(found, of: source)
  }

  /// How many lines `content` has; what is behind the last line feed is one, if there is anything.
  static func lines(of content: [UInt8]) -> [ArraySlice<UInt8>] {
    var content = content[...]
    if content.last == 0x0A { content.removeLast() }
    return content.split(separator: 0x0A, omittingEmptySubsequences: false)
  }

  /// The range of the draft for `range` of the text, which is not empty.
  func range(_ range: Range<Int>) -> TextRange {
    TextRange(places[range.lowerBound], places[range.upperBound - 1] + 1)
  }

  private mutating func append(_ found: [Int], of source: SourceText) {
    places += found
    text += found.map { source.utf8[$0] }
  }

  /// The offsets of `part`, behind which nothing but white space is left of the line.
  private static func places(of part: ArraySlice<UInt8>, endingIn line: TextRange, of tamed: [UInt8]) -> [Int]? {
    var end = line.end
    if part.last.map({ $0 != 0x20 && $0 != 0x09 }) ?? true {
      while end > line.start, tamed[end - 1] == 0x20 || tamed[end - 1] == 0x09 { end -= 1 }
    }
    var found: [Int] = []
    var following: UInt8 = 0
    for byte in part.reversed() {
      if following == UInt8(ascii: "|"), end > line.start, tamed[end - 1] == UInt8(ascii: "\\"), byte != tamed[end - 1]
      {
        end -= 1
      }
      guard end > line.start, tamed[end - 1] == byte else { return nil }
      end -= 1
      found.append(end)
      following = byte
    }
    return found.reversed()
  }
}
