/// A set of code points: those of a text, so that many searches can ask whether a character occurs at all, or those
/// with which a pattern can begin.
package struct ScalarSet: Sendable {
  /// One bit for each code point up to U+FFFF. Higher code points share the bit of their lower 16 bits.
  private var words = [UInt64](repeating: 0, count: 0x1_0000 / 64)

  /// Collects the code points of valid UTF-8.
  package init(utf8: [UInt8]) { self = utf8.withUnsafeBufferPointer { ScalarSet(utf8: $0) } }

  /// Collects the code points of valid UTF-8.
  init(utf8: UnsafeBufferPointer<UInt8>) {
    words.withUnsafeMutableBufferPointer { words in
      var offset = 0
      while offset < utf8.count {
        let (scalar, length) = utf8.scalar(at: offset)
        words[Int(scalar & 0xFFFF) >> 6] |= 1 << UInt64(scalar & 63)
        offset += length
      }
    }
  }

  /// Returns the first offset in a part of valid UTF-8 at which one of the characters, or one above U+FFFF, stands.
  package func firstOffset(in utf8: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> Int? {
    words.withUnsafeBufferPointer { words in
      var offset = start
      while offset < end {
        let (scalar, length) = utf8.scalar(at: offset)
        // Those above U+FFFF are not told apart: each is a place to try.
        if scalar > 0xFFFF || words[Int(scalar) >> 6] & 1 << UInt64(scalar & 63) != 0 { return offset }
        offset += length
      }
      return nil
    }
  }

  /// Whether the text can contain `scalar`. If this is false, the text does not contain it.
  package func canContain(_ scalar: Unicode.Scalar) -> Bool {
    words[Int(scalar.value & 0xFFFF) >> 6] & 1 << UInt64(scalar.value & 63) != 0
  }
}
