/// A set of offsets in a range of a text, a bit for each byte.
package struct OffsetSet: Sendable {
  private let range: TextRange
  private var words: [UInt64]
  /// How many offsets have been added.
  package private(set) var count = 0

  /// The empty set of offsets in `range`.
  package init(in range: TextRange) {
    self.range = range
    words = [UInt64](repeating: 0, count: range.count / 64 + 1)
  }

  /// Adds an offset of the range, or its end.
  package mutating func insert(_ offset: Int) {
    let bit = offset - range.start
    let mask: UInt64 = 1 << UInt64(bit % 64)
    if words[bit / 64] & mask == 0 { count += 1 }
    words[bit / 64] |= mask
  }

  /// The first offset that is not less than `offset`, which is not less than the start of the range.
  package func first(from offset: Int) -> Int? {
    let bit = offset - range.start
    var index = bit / 64
    guard index < words.count else { return nil }
    var word = words[index] & (~0 << UInt64(bit % 64))
    while word == 0 {
      index += 1
      guard index < words.count else { return nil }
      word = words[index]
    }
    return range.start + index * 64 + word.trailingZeroBitCount
  }
}
