extension SourceText {
  /// The text with LF in place of each CR that ends a line alone, byte for byte, so that every place keeps its offset: patterns
  /// know line ends by LF.
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
    return SourceText(
      validUTF8: bytes, encoding: encoding, hasByteOrderMark: hasByteOrderMark, format: format, structure: structure)
  }

  /// Whether lines end with CR, as on an old Macintosh, and none with LF.
  package var hasOnlyCarriageReturns: Bool {
    utf8.withUnsafeBufferPointer { $0.firstOffset(of: 0x0D) != nil && $0.firstOffset(of: 0x0A) == nil }
  }
}
