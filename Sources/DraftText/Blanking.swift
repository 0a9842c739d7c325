/// Copies of a text in which some bytes are replaced. The length stays the same, so that every place keeps its offset.
extension SourceText {
  /// Returns the text with spaces in place of `ranges`. Line ends stay.
  package func blanking(_ ranges: [TextRange]) -> SourceText {
    var bytes = utf8
    for range in ranges { bytes.fill(range) }
    return with(bytes)
  }

  /// The text without its literals and its markup: spaces take their place. A literal begins with U+FFFC, because a
  /// reader sees something there: a heading above it is not empty.
  package var withoutLiterals: SourceText {
    let literals = structure.filter { $0.kind == .literal || $0.kind == .markup }
    guard !literals.isEmpty else { return self }
    var bytes = utf8
    for literal in literals {
      bytes.fill(literal.range)
      guard literal.kind == .literal else { continue }
      let place = (literal.range.start..<literal.range.end).dropLast(2).first {
        !bytes[$0...($0 + 2)].contains(where: \.endsLine)
      }
      if let place { bytes.replaceSubrange(place...(place + 2), with: "\u{FFFC}".utf8) }
    }
    return with(bytes)
  }

  /// The literals other than HTML: code, formulas, pictures. A comment in HTML is a comment, but in code it is an
  /// example.
  package var code: DisjointRanges {
    DisjointRanges(
      structure.filter { $0.kind == .literal && utf8[$0.range.start] != UInt8(ascii: "<") }.map(\.range))
  }

  /// The text with LF in place of each CR that is not followed by LF, because patterns recognize only LF as a line end.
  package var withLineFeeds: SourceText {
    let places = utf8.withUnsafeBufferPointer { utf8 in
      var places: [Int] = []
      utf8.forEachOccurrence(of: [0x0D]) { offset in
        if offset + 1 == utf8.count || utf8[offset + 1] != 0x0A { places.append(offset) }
      }
      return places
    }
    guard !places.isEmpty else { return self }
    var bytes = utf8
    for place in places { bytes[place] = 0x0A }
    return with(bytes)
  }

  /// Whether there are line ends and all of them are CR, as on an old Macintosh.
  package var hasOnlyCarriageReturns: Bool {
    utf8.withUnsafeBufferPointer { $0.firstOffset(of: 0x0D) != nil && $0.firstOffset(of: 0x0A) == nil }
  }

  private func with(_ bytes: [UInt8]) -> SourceText {
    SourceText(
      validUTF8: bytes, encoding: encoding, hasByteOrderMark: hasByteOrderMark, format: format, structure: structure)
  }
}

extension [UInt8] {
  /// Replaces the bytes of `range` by `byte`. Line ends stay.
  package mutating func fill(_ range: TextRange, with byte: UInt8 = 0x20) {
    for offset in range.start..<range.end where !self[offset].endsLine { self[offset] = byte }
  }
}

extension UInt8 {
  /// Whether it is a line feed or a carriage return.
  package var endsLine: Bool { self == 0x0A || self == 0x0D }

  /// Whether it is a blank, a tab (also a vertical one), a line end or a form feed.
  package var isASCIIWhiteSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}
