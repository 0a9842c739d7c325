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
    let key = Array(":id=\"".utf8)
    var result: [UInt8] = []
    var rest = properties
    while let start = rest.firstIndex(of: key[0]) {
      guard rest[start...].starts(with: key), let end = rest[(start + key.count)...].firstIndex(of: UInt8(ascii: "\"")),
        rest[(start + key.count)..<end].allSatisfy({ (0x30...0x39).contains($0) })
      else {
        result += rest[...start]
        rest = rest[(start + 1)...]
        continue
      }
      result += rest[..<start] + key + Array(String(next()).utf8)
      rest = rest[end...]
    }
    return result + rest
  }
}
