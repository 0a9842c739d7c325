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
  /// Where it first refers to a group by its number, or to itself as a whole, in UTF-8 bytes: `\1`, `\g{1}`, `(?1)`,
  /// `(?(1)…)`, `(?R)`.
  private(set) var numberedReference: Int?
  /// What must follow the expression so that what comes behind it is read as syntax: a line end behind a comment of
  /// `(?x)`, `\E` behind an open `\Q`; mostly nothing.
  private(set) var terminator = ""

  private let bytes: [UInt8]
  private var offset = 0
  /// For each open group, and the whole before them, whether `(?x)` is in force.
  private var extended = [false]

  /// Reads `expression`. What PCRE2 would not accept is passed over.
  init(_ expression: String) {
    bytes = Array(expression.utf8)
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: "\\"): readEscape()
      case UInt8(ascii: "["): skipClass()
      case UInt8(ascii: "("): readGroup()
      case UInt8(ascii: ")"):
        if extended.count > 1 { extended.removeLast() }
        offset += 1
      case UInt8(ascii: "#") where isExtended: skipLine()
      default: offset += 1
      }
    }
    // Where `(?x)` is in force a line end means nothing, whether or not a comment stands before it.
    if isExtended, terminator.isEmpty { terminator = "\n" }
  }

  /// `expression` with its ``terminator``, so that a parenthesis can follow.
  static func terminated(_ expression: String) -> String {
    // Far cheaper than reading the syntax.
    let mayNeedOne = expression.utf8.contains { $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: "Q") }
    return mayNeedOne ? expression + PatternSyntax(expression).terminator : expression
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

  private var isExtended: Bool {
    get { extended.last ?? false }
    set { extended[extended.count - 1] = newValue }
  }

  private mutating func skipLine() {
    while offset < bytes.count, bytes[offset] != 0x0A, bytes[offset] != 0x0D { offset += 1 }
  }

  private mutating func readEscape() {
    if starts(with: "\\Q") {
      skip(past: "\\E")
      if offset == bytes.count, !bytes.suffix(2).elementsEqual("\\E".utf8) { terminator = "\\E" }
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
    } else if starts(with: "(?("), !starts(with: "(?(?"), !starts(with: "(?(*") {
      extended.append(isExtended)
      if startsWithNumber(after: "(?(") { numberedReference = numberedReference ?? offset }
      skip(past: ")")
    } else {
      if !starts(with: "(?"), !starts(with: "(*") { captures = true }
      if startsWithNumber(after: "(?") || starts(with: "(?R)") || starts(with: "(?0)") {
        numberedReference = numberedReference ?? offset
      }
      if starts(with: "(?") {
        readOptions()
      } else {
        extended.append(isExtended)
        offset += 1
      }
    }
  }

  /// Reads `(?` and the letters of an option setting, if one follows: `(?x)`, `(?i-x:`.
  private mutating func readOptions() {
    // The parenthesis of a condition that is an assertion is read as the next group.
    offset += 2
    var sets = true
    var value = isExtended
    var end = offset
    reading: while end < bytes.count {
      switch bytes[end] {
      case UInt8(ascii: "^"): value = false
      case UInt8(ascii: "-"): sets = false
      case UInt8(ascii: "x"): value = sets
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): break
      default: break reading
      }
      end += 1
    }
    switch end < bytes.count ? bytes[end] : 0 {
    case UInt8(ascii: ")"):
      isExtended = value
      offset = end + 1
    case UInt8(ascii: ":"):
      extended.append(value)
      offset = end + 1
    default: extended.append(isExtended)
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
    extended.append(isExtended)
    groupNames.insert(readName(prefix: prefix, end: end).0)
  }
}
