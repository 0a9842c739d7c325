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

  /// Returns the bytes of properties with new numbers for the changes in them: `w:id="3"`, `w:id = '3'`.
  mutating func renumbered(_ properties: ArraySlice<UInt8>) -> [UInt8] {
    let id = #/(:id[ \t\r\n]*=[ \t\r\n]*(["']))[0-9]+(?=\2)/#.matchingSemantics(.unicodeScalar)
    return Array(String(decoding: properties, as: UTF8.self).replacing(id) { "\($0.1)\(next())" }.utf8)
  }
}
