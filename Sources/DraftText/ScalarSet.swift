/// The code points of a text, collected once, so that many searches can ask whether a character occurs at all.
package struct ScalarSet: Sendable {
  /// One bit for each code point up to U+FFFF. Higher code points share the bit of their lower 16 bits.
  private var words = [UInt64](repeating: 0, count: 0x1_0000 / 64)

  /// Collects the code points of valid UTF-8.
  package init(utf8: [UInt8]) { self = utf8.withUnsafeBufferPointer { ScalarSet(utf8: $0) } }

  fileprivate init(utf8: UnsafeBufferPointer<UInt8>) {
    words.withUnsafeMutableBufferPointer { words in
      var offset = 0
      while offset < utf8.count {
        let (scalar, length) = utf8.scalar(at: offset)
        words[Int(scalar & 0xFFFF) >> 6] |= 1 << UInt64(scalar & 63)
        offset += length
      }
    }
  }

  /// Whether the text can contain `scalar`. If this is false, the text does not contain it.
  package func mayHold(_ scalar: Unicode.Scalar) -> Bool {
    words[Int(scalar.value & 0xFFFF) >> 6] & 1 << UInt64(scalar.value & 63) != 0
  }
}

/// The texts of which a draft must contain at least one before a pattern can match. An empty list requires nothing.
///
/// PCRE2 quickly skips places where no match can begin, as long as few characters can begin one. A pattern that begins
/// with one of many Han characters must be tried nearly everywhere. A search for a few literals is far cheaper, and a
/// test for their characters takes almost no time.
package struct RequiredTexts: Sendable {
  private let texts: [(scalars: [Unicode.Scalar], utf8: [UInt8])]

  package init(_ texts: [String] = []) { self.texts = texts.map { (Array($0.unicodeScalars), Array($0.utf8)) } }

  /// Whether nothing is required.
  package var isEmpty: Bool { texts.isEmpty }

  /// Whether `source`, whose code points are `scalars`, contains one of the texts.
  package func areMet(by source: SourceText, holding scalars: ScalarSet) -> Bool {
    source.utf8.withUnsafeBufferPointer { areMet(by: $0, holding: scalars) }
  }

  /// Whether `range` of `source` contains one of the texts.
  package func areMet(by source: SourceText, in range: TextRange) -> Bool {
    source.utf8.withUnsafeBufferPointer { utf8 in
      let piece = UnsafeBufferPointer(rebasing: utf8[range.start..<range.end])
      return isEmpty || areMet(by: piece, holding: ScalarSet(utf8: piece))
    }
  }

  private func areMet(by utf8: UnsafeBufferPointer<UInt8>, holding scalars: ScalarSet) -> Bool {
    texts.isEmpty
      || texts.contains { text in
        text.scalars.allSatisfy(scalars.mayHold) && utf8.firstOccurrence(of: text.utf8[...]) != nil
      }
  }
}
