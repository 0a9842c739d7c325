/// Bytes that take the place of a range of a part; of an empty range, that are put in there.
struct Splice {
  let range: Range<Int>
  let bytes: [UInt8]
}

extension [UInt8] {
  /// The bytes with all of `splices` done, which do not overlap; of those at one place the first comes first.
  func applying(_ splices: [Splice]) -> [UInt8] {
    let ordered = splices.enumerated().sorted {
      ($0.element.range.lowerBound, $0.element.range.upperBound, $0.offset)
        < ($1.element.range.lowerBound, $1.element.range.upperBound, $1.offset)
    }
    var result: [UInt8] = []
    result.reserveCapacity(count + splices.reduce(0) { $0 + $1.bytes.count })
    var copied = 0
    for (_, splice) in ordered where splice.range.lowerBound >= copied {
      result += self[copied..<splice.range.lowerBound]
      result += splice.bytes
      copied = splice.range.upperBound
    }
    return result + self[copied...]
  }
}
