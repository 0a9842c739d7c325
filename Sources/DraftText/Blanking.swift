extension SourceText {
  /// The text with blanks in place of `ranges`, byte for byte, so that every place keeps its offset; line ends stay.
  package func blanking(_ ranges: [TextRange]) -> SourceText {
    var bytes = utf8
    for range in ranges {
      for offset in range.start..<range.end where bytes[offset] != 0x0A && bytes[offset] != 0x0D {
        bytes[offset] = 0x20
      }
    }
    return SourceText(
      validUTF8: bytes, encoding: encoding, hasByteOrderMark: hasByteOrderMark, format: format, structure: structure)
  }
}
