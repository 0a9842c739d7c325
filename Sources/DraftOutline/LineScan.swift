import DraftText

/// The lines of a draft without the white space around them.
struct LineScan {
  /// One line: its number from 1, and what is left of it without white space at either end.
  struct Line {
    let number: Int
    let range: TextRange
  }

  /// The lines that are not blank.
  let lines: [Line]

  init(_ source: SourceText) {
    var lines: [Line] = []
    for number in 1...source.lines.count {
      let range = trimmed(source.lines.range(ofLine: number), in: source.utf8)
      if !range.isEmpty { lines.append(Line(number: number, range: range)) }
    }
    self.lines = lines
  }
}

/// `range` without the white space at its ends: blanks, tabs, U+3000, no-break and zero-width spaces.
func trimmed(_ range: TextRange, in utf8: [UInt8]) -> TextRange {
  var start = range.start
  var end = range.end
  while start < end, let length = whiteSpaceLength(at: start, in: utf8) { start += length }
  while end > start {
    var before = end - 1
    while before > start, utf8[before] & 0xC0 == 0x80 { before -= 1 }
    guard whiteSpaceLength(at: before, in: utf8) == end - before else { break }
    end = before
  }
  return TextRange(min(start, end), end)
}

/// The number of bytes of the white space at `offset`; nil where there is none.
private func whiteSpaceLength(at offset: Int, in utf8: [UInt8]) -> Int? {
  switch utf8[offset] {
  case 0x20, 0x09, 0x0A, 0x0B, 0x0C, 0x0D: 1
  case 0xC2 where offset + 1 < utf8.count && utf8[offset + 1] == 0xA0: 2  // no-break space
  case 0xE3 where matches([0x80, 0x80], at: offset + 1, in: utf8): 3  // ideographic space
  case 0xE2 where matches([0x80, 0x8B], at: offset + 1, in: utf8): 3  // zero-width space
  case 0xEF where matches([0xBB, 0xBF], at: offset + 1, in: utf8): 3  // byte order mark
  default: nil
  }
}

private func matches(_ bytes: [UInt8], at offset: Int, in utf8: [UInt8]) -> Bool {
  offset + bytes.count <= utf8.count && utf8[offset..<(offset + bytes.count)].elementsEqual(bytes)
}
