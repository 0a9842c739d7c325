import DraftText

/// The numbers of the bookmarks, comments and changes of a document, which are all different.
struct IDPool {
  private var used: Set<Int>
  private var last = -1

  init(used: Set<Int>) { self.used = used }

  /// Returns the least free number from 0 on.
  mutating func next() -> Int {
    repeat { last += 1 } while used.contains(last)
    return last
  }

  /// Returns the bytes of properties with new numbers for the changes in them.
  mutating func renumbered(_ properties: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var rest = properties
    while let number = rest.numberOfFirstID {
      result += rest[..<number.lowerBound] + Array(String(next()).utf8)
      rest = rest[number.upperBound...]
    }
    return result + rest
  }
}

extension ArraySlice<UInt8> {
  /// The place of the number in the first attribute `id` with a prefix: `w:id="3"`, `w:id = '3'`.
  fileprivate var numberOfFirstID: Range<Int>? {
    let key = Array(":id".utf8)
    for start in indices where self[start] == key[0] && self[start...].starts(with: key) {
      let sign = self[(start + key.count)...].drop(while: \.isASCIIWhiteSpace)
      let value = sign.dropFirst().drop(while: \.isASCIIWhiteSpace)
      guard sign.first == UInt8(ascii: "="), let quote = value.first, "\"'".utf8.contains(quote) else { continue }
      let number = value.dropFirst().prefix { (0x30...0x39).contains($0) }
      if !number.isEmpty, self[number.endIndex...].first == quote { return number.indices }
    }
    return nil
  }
}
