import Platform

extension UnsafeBufferPointer<UInt8> {
  /// The offset of the first `byte` from `start` on.
  func firstOffset(of byte: UInt8, from start: Int = 0) -> Int? {
    guard let baseAddress, start < count, let found = memchr(baseAddress + start, Int32(byte), count - start) else {
      return nil
    }
    // memchr looks at `count - start` bytes and gives a place among them.
    return UnsafeRawPointer(baseAddress).distance(to: UnsafeRawPointer(found))
  }

  /// Calls `body` with the offset of each occurrence of `bytes` from left to right; never where they are empty.
  ///
  /// All of an occurrence lies inside the buffer.
  package func forEachOccurrence(of bytes: ArraySlice<UInt8>, _ body: (Int) -> Void) {
    // The last byte of Han tells more than its first, of which there are six.
    let probe = Swift.min(2, bytes.count - 1)
    guard let first = bytes.first, bytes.count <= count else { return }
    var start = probe
    while let found = firstOffset(of: bytes[bytes.startIndex + probe], from: start) {
      let offset = found - probe
      guard offset + bytes.count <= count else { return }
      if self[offset] == first, self[offset..<offset + bytes.count].elementsEqual(bytes) { body(offset) }
      start = found + 1
    }
  }
}

extension RandomAccessCollection {
  /// The first index whose element satisfies `isBehind`; `endIndex` where none does.
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
