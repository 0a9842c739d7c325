/// A set of offsets in a range of a text, a bit for each byte.
package struct OffsetSet: Sendable {
  private let start: Int
  /// The bits of a range that is shorter than 64 bytes, which needs no memory of its own.
  private var word: UInt64 = 0
  /// The bits of a longer one.
  private var words: [UInt64]
  /// How many offsets have been added.
  package private(set) var count = 0

  /// The empty set of offsets in `range`, its end included.
  package init(in range: TextRange) {
    start = range.start
    words = range.count < 64 ? [] : [UInt64](repeating: 0, count: range.count / 64 + 1)
  }

  /// Adds an offset of the range, or its end.
  package mutating func insert(_ offset: Int) {
    let (index, bit) = (offset - start).quotientAndRemainder(dividingBy: 64)
    let mask: UInt64 = 1 << UInt64(bit)
    if words.isEmpty {
      if word & mask == 0 { count += 1 }
      word |= mask
    } else {
      if words[index] & mask == 0 { count += 1 }
      words[index] |= mask
    }
  }

  /// About how many offsets are in `range`, on the assumption that they are spread evenly.
  package func count(in range: TextRange) -> Int {
    words.isEmpty ? count : min(count, count * range.count / (words.count * 64) + 1)
  }

  /// The first offset that is not less than `offset`, which is not less than the start of the range.
  package func first(from offset: Int) -> Int? {
    let bit = offset - start
    var index = bit >> 6
    let mask: UInt64 = ~0 << UInt64(bit & 63)
    guard !words.isEmpty else {
      let rest = index == 0 ? word & mask : 0
      return rest == 0 ? nil : start + rest.trailingZeroBitCount
    }
    guard index < words.count else { return nil }
    var rest = words[index] & mask
    while rest == 0 {
      index += 1
      guard index < words.count else { return nil }
      rest = words[index]
    }
    return start + index * 64 + rest.trailingZeroBitCount
  }
}
