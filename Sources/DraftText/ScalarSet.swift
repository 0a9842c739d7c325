/// The code points that a text holds, noted once so that many can ask whether a character is there at all.
package struct ScalarSet: Sendable {
  /// A bit for each code point up to U+FFFF. The few beyond share the bits of those with the same lower half.
  private var words = [UInt64](repeating: 0, count: 0x1_0000 / 64)

  /// Notes what stands in valid UTF-8.
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

  /// Whether the text may hold `scalar`: surely not where this is false.
  package func mayHold(_ scalar: Unicode.Scalar) -> Bool {
    words[Int(scalar.value & 0xFFFF) >> 6] & 1 << UInt64(scalar.value & 63) != 0
  }
}

/// Texts one of which another text must hold before something can be found in it; without any, nothing is required.
///
/// PCRE2 passes quickly over places where no match can begin, as long as few characters can begin one. A pattern that begins
/// with one of many Han characters has to be tried nearly everywhere. To look for a few literals is far cheaper, and to ask
/// whether their characters are there at all costs nothing.
package struct RequiredTexts: Sendable {
  private let texts: [(scalars: [Unicode.Scalar], utf8: [UInt8])]

  package init(_ texts: [String] = []) { self.texts = texts.map { (Array($0.unicodeScalars), Array($0.utf8)) } }

  /// Whether nothing is required.
  package var isEmpty: Bool { texts.isEmpty }

  /// Whether `source`, whose characters are `scalars`, holds one of them.
  package func areMet(by source: SourceText, holding scalars: ScalarSet) -> Bool {
    source.utf8.withUnsafeBufferPointer { areMet(by: $0, holding: scalars) }
  }

  /// Whether `range` of `source` holds one of them.
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
