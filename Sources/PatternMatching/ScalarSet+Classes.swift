// What classes and escapes of PCRE2 stand for.

extension ScalarSet {
  /// The code point of a set that has but one.
  var single: UInt32? {
    guard let range = ranges.first, ranges.count == 1, range.count == 1 else { return nil }
    return range.lowerBound
  }

  /// What `\h` stands for.
  static let horizontalSpace = ScalarSet(sorted: [
    0x09...0x09, 0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x180E...0x180E, 0x2000...0x200A, 0x202F...0x202F,
    0x205F...0x205F, 0x3000...0x3000,
  ])

  /// What `\v` stands for.
  static let verticalSpace = ScalarSet(sorted: [0x0A...0x0D, 0x85...0x85, 0x2028...0x2029])

  /// The digits of all scripts, in wide ranges of which drafts hold nothing but digits.
  static let digits = ScalarSet(sorted: [
    0x30...0x39, 0x0660...0x1C5F, 0xA620...0xABFF, 0xFF10...0xFF19, 0x10000...0x1FFFF,
  ])

  /// What `\p{Han}` stands for, in wide ranges: since PCRE2 10.40 not the script Han alone, but also what is written in it
  /// beside others, such as 、 and 《.
  static let han = ScalarSet(sorted: [
    0xB7...0xB7, 0x2E80...0x2FDF, 0x3001...0x303F, 0x30FB...0x30FB, 0x3190...0x31EF, 0x3220...0x9FFF, 0xA700...0xA71F,
    0xF900...0xFAFF, 0xFE45...0xFE46, 0xFF61...0xFF65, 0x16F00...0x3FFFF,
  ])

  /// The set with the other case of each letter; nil when it has letters outside of ASCII and its full-width forms, whose cases
  /// are not known here.
  func inBothCases() -> ScalarSet? {
    // What has no cases, or known ones: ASCII and marks, CJK, and the full-width forms.
    let known: [ClosedRange<UInt32>] = [0...0x7F, 0x2000...0x206F, 0x2E80...0x9FFF, 0xFF00...0xFFEF]
    var both = ranges
    for range in ranges {
      guard known.contains(where: { $0.lowerBound <= range.lowerBound && range.upperBound <= $0.upperBound }) else {
        return nil
      }
      for (capitals, small) in [(UInt32(0x41), UInt32(0x61)), (0xFF21, 0xFF41)] {
        if let letters = range.common(with: capitals...(capitals + 25)) {
          both.append((letters.lowerBound + 32)...(letters.upperBound + 32))
        }
        if let letters = range.common(with: small...(small + 25)) {
          both.append((letters.lowerBound - 32)...(letters.upperBound - 32))
        }
      }
      // The Kelvin sign and the long s are cases of k and s.
      if range.lowerBound <= 0x7A { both += [0x017F...0x017F, 0x212A...0x212A] }
    }
    return ScalarSet(both)
  }
}

extension ClosedRange<UInt32> {
  /// What both ranges have; nil when that is nothing.
  fileprivate func common(with other: ClosedRange<UInt32>) -> ClosedRange<UInt32>? {
    overlaps(other) ? clamped(to: other) : nil
  }
}
