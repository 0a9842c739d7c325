extension SourceText {
  /// The text for who reads prose: what is no text is blank, byte for byte, so that every place keeps its offset. Where a reader sees
  /// something, it begins with U+FFFC, so that a heading above it is not empty.
  package var withoutLiterals: SourceText {
    let literals = structure.filter { $0.kind == .literal || $0.kind == .markup }
    guard !literals.isEmpty else { return self }
    var bytes = utf8
    for literal in literals {
      let range = literal.range.start..<literal.range.end
      for offset in range where !bytes[offset].endsLine { bytes[offset] = 0x20 }
      guard literal.kind == .literal else { continue }
      let place = range.dropLast(2).first { !bytes[$0...($0 + 2)].contains(where: \.endsLine) }
      if let place { bytes.replaceSubrange(place...(place + 2), with: "\u{FFFC}".utf8) }
    }
    return SourceText(
      validUTF8: bytes, encoding: encoding, hasByteOrderMark: hasByteOrderMark, format: format, structure: structure)
  }
}

extension UInt8 {
  fileprivate var endsLine: Bool { self == 0x0A || self == 0x0D }
}
