/// Ranges of a text that do not overlap.
package struct DisjointRanges: Sendable {
  /// The ranges, in the order of the text.
  package private(set) var ranges: [TextRange] = []

  /// Makes an empty list.
  package init() {}

  /// Makes a list of `ranges`, which can be in any order. Overlapping ranges are merged.
  package init(_ ranges: [TextRange]) { formUnion(ranges) }

  /// Whether there is no range.
  package var isEmpty: Bool { ranges.isEmpty }

  /// The first range that ends behind `offset`.
  package func first(endingBehind offset: Int) -> TextRange? {
    let index = ranges.partitioningIndex { $0.end > offset }
    return index < ranges.count ? ranges[index] : nil
  }

  /// Whether `range` has a byte in common with any of the ranges.
  package func overlaps(_ range: TextRange) -> Bool { first(endingBehind: range.start)?.overlaps(range) ?? false }

  /// Whether all of `range` lies in one of the ranges.
  package func contain(_ range: TextRange) -> Bool { first(endingBehind: range.start)?.contains(range) ?? false }

  /// Whether `range` begins or ends inside one of the ranges. A boundary of that range does not count as inside.
  package func areSplit(by range: TextRange) -> Bool {
    [range.start, range.end].contains { offset in first(endingBehind: offset).map { $0.start < offset } ?? false }
  }

  /// Adds `new`. Overlapping ranges are merged.
  package mutating func formUnion(_ new: [TextRange]) {
    guard !new.isEmpty else { return }
    ranges = (ranges + new).merged()
  }
}

extension [TextRange] {
  /// Returns these ranges in the order of the text, with overlapping ones merged, and if `touching`, touching ones,
  /// too.
  package func merged(touching: Bool = false) -> [TextRange] {
    sorted().reduce(into: []) { merged, range in
      if let last = merged.last, range.start < last.end || touching && range.start == last.end {
        merged[merged.count - 1] = TextRange(last.start, Swift.max(last.end, range.end))
      } else {
        merged.append(range)
      }
    }
  }

  /// Returns these ranges without `holes`; both are sorted. Empty ranges are removed.
  package func subtracting(_ holes: [TextRange]) -> [TextRange] {
    var rest: [TextRange] = []
    var hole = 0
    for range in self {
      while hole < holes.count, holes[hole].end <= range.start { hole += 1 }
      var start = range.start
      var next = hole
      while next < holes.count, holes[next].start < range.end {
        if start < holes[next].start { rest.append(TextRange(start, holes[next].start)) }
        start = Swift.max(start, holes[next].end)
        next += 1
      }
      if start < range.end { rest.append(TextRange(start, range.end)) }
    }
    return rest
  }
}
