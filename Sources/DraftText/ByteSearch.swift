import Platform

extension UnsafeBufferPointer<UInt8> {
  /// The offset of the first `byte` from `start` on.
  func firstOffset(of byte: UInt8, from start: Int = 0) -> Int? {
    guard let baseAddress, start < count, let found = memchr(baseAddress + start, Int32(byte), count - start) else {
      return nil
    }
    // memchr searches `count - start` bytes and returns a pointer to one of them.
    return UnsafeRawPointer(baseAddress).distance(to: UnsafeRawPointer(found))
  }

  /// Returns the offset of the first occurrence of `bytes` from `start` on; nil if there is none or `bytes` is empty.
  ///
  /// The whole occurrence lies inside the buffer.
  package func firstOccurrence(of bytes: ArraySlice<UInt8>, from start: Int = 0) -> Int? {
    guard let first = bytes.first else { return nil }
    // The last byte of a Han character distinguishes more than its first byte, which has only six values.
    let probe = Swift.min(2, bytes.count - 1)
    var place = start + probe
    while let found = firstOffset(of: bytes[bytes.startIndex + probe], from: place) {
      let offset = found - probe
      guard offset + bytes.count <= count else { return nil }
      if self[offset] == first, self[offset..<offset + bytes.count].elementsEqual(bytes) { return offset }
      place = found + 1
    }
    return nil
  }

  /// Calls `body` with the offset of each occurrence of `bytes`, from left to right. Occurrences can overlap.
  package func forEachOccurrence(of bytes: ArraySlice<UInt8>, _ body: (Int) -> Void) {
    var start = 0
    while let offset = firstOccurrence(of: bytes, from: start) {
      body(offset)
      start = offset + 1
    }
  }

  /// The code point that begins at `offset`, and its length in bytes. The bytes must be valid UTF-8.
  @inline(__always)
  package func scalar(at offset: Int) -> (scalar: UInt32, length: Int) {
    let lead = UInt32(self[offset])
    if lead < 0x80 { return (lead, 1) }
    let second = UInt32(self[offset + 1] & 0x3F)
    if lead < 0xE0 { return ((lead & 0x1F) << 6 | second, 2) }
    let third = UInt32(self[offset + 2] & 0x3F)
    if lead < 0xF0 { return ((lead & 0x0F) << 12 | second << 6 | third, 3) }
    return ((lead & 0x07) << 18 | second << 12 | third << 6 | UInt32(self[offset + 3] & 0x3F), 4)
  }
}

extension RandomAccessCollection {
  /// The first index whose element satisfies `isBehind`; `endIndex` if none does.
  ///
  /// - Parameter isBehind: False up to some element and true from there on.
  /// - Complexity: O(log n) calls.
  @inlinable
  package func partitioningIndex(where isBehind: (Element) -> Bool) -> Index {
    var low = startIndex
    var length = count
    while length > 0 {
      let half = length / 2
      let middle = index(low, offsetBy: half)
      if isBehind(self[middle]) {
        length = half
      } else {
        low = index(after: middle)
        length -= half + 1
      }
    }
    return low
  }
}
