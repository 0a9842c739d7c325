/// Roughly a set of code points: it holds all that it was made of and some more, and can be asked in no time.
///
/// Of the characters that Chinese drafts are written in it looks at the lowest ten bits, of which few share theirs; all others,
/// which are rare, it is taken to hold.
package struct ScalarMask: Hashable, Sendable {
  /// A bit for each value of the lowest ten bits; empty where the mask holds everything.
  package let words: [UInt64]

  /// Everything.
  package static let all = ScalarMask(words: [])

  private static let bits: UInt32 = 1024

  /// Takes ``words`` of another mask.
  package init(words: [UInt64]) { self.words = words }

  /// The code points in `ranges`, and some more.
  package init(_ ranges: [ClosedRange<UInt32>]) {
    var words = [UInt64](repeating: 0, count: Int(Self.bits / 64))
    for range in ranges {
      for block in Self.blocks where range.overlaps(block) {
        // What is longer marks every bit.
        for scalar in range.clamped(to: block).prefix(Int(Self.bits)) {
          words[Int(scalar % Self.bits / 64)] |= 1 << UInt64(scalar % 64)
        }
      }
    }
    self.init(words: words.allSatisfy { $0 == .max } ? [] : words)
  }

  /// Latin letters, punctuation, Chinese marks and characters, full-width forms.
  private static let blocks: [ClosedRange<UInt32>] = [0...0x2FF, 0x2000...0x206F, 0x2E80...0x9FFF, 0xFF00...0xFFEF]

  /// Whether `scalar` may be in the set.
  @inline(__always)
  package func mayHold(_ scalar: UInt32) -> Bool {
    words.isEmpty || words[Int(scalar % Self.bits / 64)] & 1 << UInt64(scalar % 64) != 0
      || !Self.blocks.contains { $0.contains(scalar) }
  }

  /// What one of the two holds.
  package func union(_ other: ScalarMask) -> ScalarMask {
    words.isEmpty || other.words.isEmpty ? .all : ScalarMask(words: zip(words, other.words).map { $0 | $1 })
  }
}
