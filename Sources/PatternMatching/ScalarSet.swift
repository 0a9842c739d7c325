import DraftText

/// A set of code points.
package struct ScalarSet: Hashable, Sendable {
  /// The code points, in ranges that are sorted and neither overlap nor touch.
  package let ranges: [ClosedRange<UInt32>]

  private static let last: UInt32 = 0x10FFFF

  package static let none = ScalarSet(sorted: [])
  package static let all = ScalarSet(sorted: [0...last])

  /// Takes ranges in any order.
  init(_ ranges: some Sequence<ClosedRange<UInt32>>) {
    var joined: [ClosedRange<UInt32>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let previous = joined.last, range.lowerBound <= previous.upperBound + 1 {
        joined[joined.count - 1] = previous.lowerBound...max(previous.upperBound, range.upperBound)
      } else {
        joined.append(range)
      }
    }
    self.ranges = joined
  }

  init(_ scalar: UInt32) { ranges = [scalar...scalar] }

  /// Takes ranges that are sorted and do not touch.
  package init(sorted ranges: [ClosedRange<UInt32>]) { self.ranges = ranges }

  /// Whether `scalar` is one of the code points.
  func contains(_ scalar: UInt32) -> Bool {
    let index = ranges.partitioningIndex { $0.upperBound >= scalar }
    return index < ranges.count && ranges[index].lowerBound <= scalar
  }

  func union(_ other: ScalarSet) -> ScalarSet { ScalarSet(ranges + other.ranges) }

  /// The code points that are not in the set.
  var complement: ScalarSet {
    var rest: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in ranges {
      if range.lowerBound > next { rest.append(next...(range.lowerBound - 1)) }
      next = range.upperBound + 1
    }
    if next <= Self.last { rest.append(next...Self.last) }
    return ScalarSet(sorted: rest)
  }

  func intersection(_ other: ScalarSet) -> ScalarSet {
    if self == .all { return other }
    if other == .all { return self }
    return complement.union(other.complement).complement
  }
}
