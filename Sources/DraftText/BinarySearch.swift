extension RandomAccessCollection {
  /// The first index whose element satisfies `isBehind`; `endIndex` where none does.
  ///
  /// - Parameter isBehind: False up to some element and true from there on.
  /// - Complexity: O(log n) calls.
  @inlinable
  package func partitioningIndex(where isBehind: (Element) -> Bool) -> Index {
    var low = startIndex
    var length = count
    while length > 0 {
      let half = length / 2
      let middle = index(low, offsetBy: half)
      if isBehind(self[middle]) {
        length = half
      } else {
        low = index(after: middle)
        length -= half + 1
      }
    }
    return low
  }
}
