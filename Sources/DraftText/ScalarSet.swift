/// The code points that a text holds, noted once so that many can ask whether a character is there at all.
package struct ScalarSet: Sendable {
  /// A bit for each code point up to U+FFFF. The few beyond share the bits of those with the same lower half.
  private var words = [UInt64](repeating: 0, count: 0x1_0000 / 64)

  /// Notes what stands in valid UTF-8.
  package init(utf8: [UInt8]) {
    words.withUnsafeMutableBufferPointer { words in
      utf8.withUnsafeBufferPointer { utf8 in
        var offset = 0
        while offset < utf8.count {
          let (scalar, length) = utf8.scalar(at: offset)
          words[Int(scalar & 0xFFFF) >> 6] |= 1 << UInt64(scalar & 63)
          offset += length
        }
      }
    }
  }

  /// Whether the text may hold `scalar`: surely not where this is false.
  package func mayHold(_ scalar: Unicode.Scalar) -> Bool {
    words[Int(scalar.value & 0xFFFF) >> 6] & 1 << UInt64(scalar.value & 63) != 0
  }
}
