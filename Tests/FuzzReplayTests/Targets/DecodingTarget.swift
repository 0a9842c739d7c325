import DraftText

extension FuzzTarget {
  /// The bytes of a file are decoded or refused. Lines and columns are the same as when they are simply counted.
  static let decoding = FuzzTarget("decoding") { input in
    let source: SourceText
    do throws(DecodingFailure) {
      source = try SourceText(decoding: input)
    } catch {
      if case .invalidByte(_, let offset, let line) = error {
        try require(offset < input.count && line >= 1, "the invalid byte \(offset) on line \(line) is not there")
      }
      return
    }
    try require(String(validating: source.utf8, as: UTF8.self) != nil, "the text is no UTF-8")
    try require(source.encoded(source.utf8) == input, "the bytes do not come out as they were")
    try requireLines(of: source)
    try requirePositions(of: source)
  }

  /// Lines end with LF, CRLF or CR, and no byte is outside all lines.
  private static func requireLines(of source: SourceText) throws(BrokenInvariant) {
    var starts = [0]
    for (offset, byte) in source.utf8.enumerated() {
      let next = offset + 1 < source.utf8.count ? source.utf8[offset + 1] : 0
      if byte == 0x0A || (byte == 0x0D && next != 0x0A) { starts.append(offset + 1) }
    }
    try require(source.lines.count == starts.count, "\(starts.count) lines are counted as \(source.lines.count)")
    for (index, start) in starts.enumerated() {
      var end = index + 1 < starts.count ? starts[index + 1] : source.utf8.count
      while end > start, index + 1 < starts.count, [0x0A, 0x0D].contains(source.utf8[end - 1]) { end -= 1 }
      let range = source.lines.range(ofLine: index + 1)
      try require(range == TextRange(start, end), "line \(index + 1) is \(range), not \(start)–\(end)")
      try require(source.lines.line(at: start) == index + 1, "offset \(start) is not on line \(index + 1)")
    }
  }

  /// Columns in code points, UTF-16 and bytes are correct; here they are counted one scalar at a time.
  private static func requirePositions(of source: SourceText) throws(BrokenInvariant) {
    var (offset, line, column, utf16, byte) = (0, 1, 1, 1, 1)
    var previous: Unicode.Scalar = " "
    for scalar in String(decoding: source.utf8, as: UTF8.self).unicodeScalars {
      // The offset between CR and LF belongs to the line that they end.
      if previous == "\n" || (previous == "\r" && scalar != "\n") { (line, column, utf16, byte) = (line + 1, 1, 1, 1) }
      let position = source.lines.position(at: offset)
      try require(
        position == LinePosition(line: line, column: column) && source.lines.utf16Column(at: offset) == utf16
          && source.lines.byteColumn(at: offset) == byte,
        "offset \(offset) is \(line):\(column), not \(position.line):\(position.column)")
      offset += UTF8.width(scalar)
      column += 1
      utf16 += UTF16.width(scalar)
      byte += UTF8.width(scalar)
      previous = scalar
    }
    let count = source.lines.scalarCount(in: source.range)
    try require(count == String(decoding: source.utf8, as: UTF8.self).unicodeScalars.count, "\(count) code points")
  }
}
