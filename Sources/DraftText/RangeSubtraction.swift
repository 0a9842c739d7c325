extension [TextRange] {
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
