/// A replacement of lines by other lines.
package struct LineChange: Sendable {
  /// The indices of the replaced lines in the old list.
  package let old: Range<Int>
  /// The indices of the replacing lines in the new list.
  package let new: Range<Int>

  package init(old: Range<Int>, new: Range<Int>) { (self.old, self.new) = (old, new) }

  /// Returns the changes between two lists of lines, in order. Equal lines separate two changes.
  ///
  /// Lines that occur once in each list are the fixed points (“patience diff”). Between two fixed points, everything
  /// that differs is one change. The cost is that of sorting.
  package static func changes(from old: [ArraySlice<UInt8>], to new: [ArraySlice<UInt8>]) -> [LineChange] {
    var changes: [LineChange] = []
    var pending = [LineChange(old: old.indices, new: new.indices)]
    while let whole = pending.popLast() {
      let block = whole.trimmed(old, new)
      guard !block.old.isEmpty || !block.new.isEmpty else { continue }
      let anchors = block.old.isEmpty || block.new.isEmpty ? [] : block.anchors(old, new)
      guard !anchors.isEmpty else {
        changes.append(block)
        continue
      }
      // The last element is processed first, so that the gaps between the anchors are added in reverse order.
      var (oldStart, newStart) = (block.old.lowerBound, block.new.lowerBound)
      var gaps: [LineChange] = []
      for anchor in anchors + [(old: block.old.upperBound, new: block.new.upperBound)] {
        gaps.append(LineChange(old: oldStart..<anchor.old, new: newStart..<anchor.new))
        (oldStart, newStart) = (anchor.old + 1, anchor.new + 1)
      }
      pending += gaps.reversed()
    }
    return changes
  }

  /// Returns the change without the equal lines at both ends.
  private func trimmed(_ oldLines: [ArraySlice<UInt8>], _ newLines: [ArraySlice<UInt8>]) -> LineChange {
    var (old, new) = (old, new)
    while let left = old.first, let right = new.first, oldLines[left] == newLines[right] {
      (old, new) = (old.dropFirst(), new.dropFirst())
    }
    while let left = old.last, let right = new.last, oldLines[left] == newLines[right] {
      (old, new) = (old.dropLast(), new.dropLast())
    }
    return LineChange(old: old, new: new)
  }

  /// Returns the longest list of lines that occur once on each side, in the same order on both.
  private func anchors(
    _ oldLines: [ArraySlice<UInt8>], _ newLines: [ArraySlice<UInt8>]
  ) -> [(old: Int, new: Int)] {
    let inOld = Self.singles(oldLines, old)
    let inNew = Self.singles(newLines, new)
    let pairs = inOld.compactMap { line, index in inNew[line].map { (old: index, new: $0) } }.sorted { $0.old < $1.old }
    return longestIncreasingRun(in: pairs.map(\.new)).map { pairs[$0] }
  }

  /// Returns the index of each line that occurs exactly once in `range`.
  private static func singles(_ lines: [ArraySlice<UInt8>], _ range: Range<Int>) -> [ArraySlice<UInt8>: Int] {
    var first: [ArraySlice<UInt8>: Int] = [:]
    var repeated: Set<ArraySlice<UInt8>> = []
    for index in range where first.updateValue(index, forKey: lines[index]) != nil { repeated.insert(lines[index]) }
    return first.filter { !repeated.contains($0.key) }
  }
}

/// Returns the indices of the longest increasing subsequence of `values`, in n log n steps.
package func longestIncreasingRun(in values: [Int]) -> [Int] {
  // `ends` has the last index of the best run of each length, `previous` the index before.
  var ends: [Int] = []
  var previous = [Int?](repeating: nil, count: values.count)
  for (index, value) in values.enumerated() {
    let length = ends.partitioningIndex { values[$0] >= value }
    previous[index] = length > 0 ? ends[length - 1] : nil
    if length < ends.count { ends[length] = index } else { ends.append(index) }
  }
  var run: [Int] = []
  var next = ends.last
  while let index = next {
    run.append(index)
    next = previous[index]
  }
  return run.reversed()
}
