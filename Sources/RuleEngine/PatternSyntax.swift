/// What can be told of an expression without compiling it: the groups it has and the sub-patterns it calls.
struct PatternSyntax {
  /// A call of a sub-pattern by name: `(?&name)`, `(?P>name)`, `\g<name>`.
  struct Call {
    let name: String
    /// Where the call stands, in UTF-8 bytes.
    let range: Range<Int>
  }

  /// The calls, from left to right.
  private(set) var calls: [Call] = []
  /// The names of its own groups.
  private(set) var groupNames: Set<String> = []
  /// Whether it has groups that capture, named or not.
  private(set) var captures = false
  /// Where it first refers to a group by its number, in UTF-8 bytes: `\1`, `\g{1}`, `(?1)`.
  private(set) var numberedReference: Int?

  private let bytes: [UInt8]
  private var offset = 0

  /// Reads `expression`. What PCRE2 would not accept is passed over.
  init(_ expression: String) {
    bytes = Array(expression.utf8)
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: "\\"): readEscape()
      case UInt8(ascii: "["): skipClass()
      case UInt8(ascii: "("): readGroup()
      default: offset += 1
      }
    }
  }

  /// Whether `expression` may call sub-patterns by name. Far cheaper than reading its syntax.
  static func mayCall(_ expression: String) -> Bool {
    var previous: UInt8 = 0
    for byte in expression.utf8 {
      switch (previous, byte) {
      case (UInt8(ascii: "?"), UInt8(ascii: "&")), (UInt8(ascii: "P"), UInt8(ascii: ">")),
        (UInt8(ascii: "\\"), UInt8(ascii: "g")):
        return true
      default: previous = byte
      }
    }
    return false
  }

  private func starts(with text: StaticString) -> Bool {
    text.withUTF8Buffer { bytes[offset...].starts(with: $0) }
  }

  /// Moves behind the next `end`, or to the end of the expression.
  private mutating func skip(past end: StaticString) {
    while offset < bytes.count, !starts(with: end) { offset += 1 }
    offset = min(offset + end.utf8CodeUnitCount, bytes.count)
  }

  private mutating func readEscape() {
    if starts(with: "\\Q") {
      skip(past: "\\E")
    } else if starts(with: "\\g<") {
      readCall(prefix: 3, end: ">")
    } else if starts(with: "\\g'") {
      readCall(prefix: 3, end: "'")
    } else {
      if startsWithNumber(after: "\\") || startsWithNumber(after: "\\g") || startsWithNumber(after: "\\g{") {
        numberedReference = numberedReference ?? offset
      }
      offset += 2
    }
  }

  private func startsWithNumber(after prefix: StaticString) -> Bool {
    let next = offset + prefix.utf8CodeUnitCount
    return starts(with: prefix) && next < bytes.count && UInt8(ascii: "1")...UInt8(ascii: "9") ~= bytes[next]
  }

  private mutating func skipClass() {
    offset += 1
    if offset < bytes.count, bytes[offset] == UInt8(ascii: "^") { offset += 1 }
    // A bracket at the very beginning of a class is a member of it.
    if offset < bytes.count, bytes[offset] == UInt8(ascii: "]") { offset += 1 }
    while offset < bytes.count {
      if starts(with: "\\Q") {
        skip(past: "\\E")
      } else if bytes[offset] == UInt8(ascii: "\\") {
        offset += 2
      } else if starts(with: "[:") {
        skip(past: ":]")
      } else if bytes[offset] == UInt8(ascii: "]") {
        offset += 1
        return
      } else {
        offset += 1
      }
    }
  }

  private mutating func readGroup() {
    if starts(with: "(?#") {
      skip(past: ")")
    } else if starts(with: "(?&") {
      readCall(prefix: 3, end: ")")
    } else if starts(with: "(?P>") {
      readCall(prefix: 4, end: ")")
    } else if starts(with: "(?P<") {
      readGroupName(prefix: 4, end: ">")
    } else if starts(with: "(?'") {
      readGroupName(prefix: 3, end: "'")
    } else if starts(with: "(?<"), !starts(with: "(?<="), !starts(with: "(?<!") {
      readGroupName(prefix: 3, end: ">")
    } else if starts(with: "(?("), !starts(with: "(?(?") {
      skip(past: ")")
    } else {
      if !starts(with: "(?"), !starts(with: "(*") { captures = true }
      if startsWithNumber(after: "(?") { numberedReference = numberedReference ?? offset }
      // The parenthesis of a condition that is an assertion is read as the next group.
      offset += starts(with: "(?") ? 2 : 1
    }
  }

  private mutating func readName(prefix: Int, end: StaticString) -> (String, Range<Int>) {
    let start = offset
    offset = min(offset + prefix, bytes.count)
    skip(past: end)
    let nameEnd = max(start + prefix, offset - end.utf8CodeUnitCount)
    return (
      String(decoding: bytes[min(start + prefix, nameEnd)..<min(nameEnd, bytes.count)], as: UTF8.self), start..<offset
    )
  }

  private mutating func readCall(prefix: Int, end: StaticString) {
    let (name, range) = readName(prefix: prefix, end: end)
    // Numbers and signs call groups by their place, which is the expression's own affair.
    guard let first = name.first, first.isLetter || first == "_" else {
      if name.first?.isNumber == true { numberedReference = numberedReference ?? range.lowerBound }
      return
    }
    calls.append(Call(name: name, range: range))
  }

  private mutating func readGroupName(prefix: Int, end: StaticString) {
    captures = true
    groupNames.insert(readName(prefix: prefix, end: end).0)
  }
}
