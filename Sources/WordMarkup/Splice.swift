/// A replacement of a range of a part by bytes; an empty range inserts them.
struct Splice {
  let range: Range<Int>
  let bytes: [UInt8]
}

/// The place of an element in the bytes of a part.
struct ElementPlace {
  var startTag: Range<Int>
  /// The end tag; the empty range behind the start tag if the element is empty and has only one tag.
  var endTag: Range<Int>

  /// The place of the whole element.
  var range: Range<Int> { startTag.lowerBound..<endTag.upperBound }

  /// Returns the splice that inserts `bytes` at the start or the end of the content of the element, which is in `part`.
  func splice(_ bytes: [UInt8], atStart: Bool = false, of part: [UInt8]) -> Splice {
    if endTag.isEmpty {
      let tag = part[startTag]
      return Splice(range: startTag, bytes: tag.asStartTag + bytes + tag.endTag)
    }
    let offset = atStart ? startTag.upperBound : endTag.lowerBound
    return Splice(range: offset..<offset, bytes: bytes)
  }
}

extension [UInt8] {
  /// Returns the bytes after `splices`, which do not overlap. At one place, they are in the order of `splices`.
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
