import DraftText

/// What can be told of an expression without compiling it: the groups it has and the sub-patterns it calls.
///
/// Each byte is read once. What PCRE2 would not accept is passed over.
struct PatternSyntax: Sendable {
  /// A call of a sub-pattern by name: `(?&name)`, `(?P>name)`, `\g<name>`.
  struct Call: Sendable {
    let name: String
    /// Where the call stands, in UTF-8 bytes.
    let range: TextRange
  }

  let expression: String
  /// The calls of what is not a group of its own, from left to right.
  private(set) var calls: [Call] = []
  /// The names of its own groups.
  private(set) var groupNames: Set<String> = []
  /// Whether it has groups that capture, named or not.
  private(set) var captures = false
  /// Where it first refers to a group by its number, or to itself as a whole, in UTF-8 bytes.
  private(set) var numberedReference: Int?
  /// What must follow it so that what comes behind it is read as syntax: `\E` behind an open `\Q`, a line end behind a comment of
  /// `(?x)`; mostly nothing.
  private var ending = ""

  init(_ expression: String) {
    self.expression = expression
    var reader = Reader(bytes: Array(expression.utf8))
    while let item = reader.next() {
      switch item {
      case .call(let call): calls.append(call)
      case .group(let name):
        captures = true
        if let name { groupNames.insert(name) }
      case .number(let offset): numberedReference = numberedReference ?? offset
      case .openEnd(let ending): self.ending = ending
      }
    }
    calls.removeAll { groupNames.contains($0.name) }
  }

  /// The expression, ended so that syntax can follow.
  var terminated: String { expression + ending }

  /// A `(?(DEFINE)…)` that stands in for what the expression calls and can never be at fault.
  var stubs: String {
    let names = Set(calls.map(\.name)).sorted()
    return names.isEmpty ? "" : "(?^m)(?(DEFINE)\(names.map { "(?<\($0)>.)" }.joined()))"
  }
}

/// What matters in an expression.
private enum Item {
  case call(PatternSyntax.Call)
  /// A group that captures, with its name.
  case group(String?)
  /// A reference by number, and where it begins.
  case number(Int)
  /// The expression ends in the middle of something that this would end.
  case openEnd(String)
}

/// Finds the items of an expression, from left to right.
private struct Reader {
  /// Which blanks are passed over, and whether `#` begins a comment: `(?x)` and `(?xx)`.
  private enum Extension { case none, blanks, blanksInClasses }

  private let bytes: [UInt8]
  private var offset = 0
  private var extended = Extension.none
  /// What holds again behind each group that is open.
  private var outerExtensions: [Extension] = []

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func next() -> Item? {
    while let byte = takeByte() {
      var item: Item?
      switch byte {
      case UInt8(ascii: "\\"): item = escape()
      case UInt8(ascii: "["): passClass()
      case UInt8(ascii: "("): item = group()
      case UInt8(ascii: ")"): extended = outerExtensions.popLast() ?? extended
      case UInt8(ascii: "#") where extended != .none:
        // With CRLF nothing is left to end.
        item = skip { $0 == 0x0A || $0 == 0x0D } ? nil : .openEnd("\n")
      default: break
      }
      if let item { return item }
    }
    return nil
  }

  // MARK: Bytes

  private var ahead: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private var aheadIsDigit: Bool { ahead.map(\.isDigit) ?? false }

  private mutating func takeByte() -> UInt8? {
    guard let byte = ahead else { return nil }
    offset += 1
    return byte
  }

  private mutating func take(_ text: StaticString) -> Bool {
    let isThere = text.withUTF8Buffer { bytes[offset...].starts(with: $0) }
    if isThere { offset += text.utf8CodeUnitCount }
    return isThere
  }

  /// Goes on to the next byte of this kind, or to the end.
  ///
  /// - Returns: Whether there is one.
  @discardableResult
  private mutating func skip(to isEnd: (UInt8) -> Bool) -> Bool {
    while let byte = ahead, !isEnd(byte) { offset += 1 }
    return ahead != nil
  }

  /// Takes a name; nil where none is, or not this behind it.
  private mutating func name(before end: UInt8) -> String? {
    let start = offset
    skip { !$0.isOfName }
    guard ahead == end, start < offset, !bytes[start].isDigit else { return nil }
    return String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  /// A call whose name comes next, and ends before `end`.
  private mutating func call(from start: Int, before end: Character) -> Item? {
    name(before: end.asciiValue ?? 0).map { .call(.init(name: $0, range: TextRange(start, offset + 1))) }
  }

  // MARK: Escapes and classes

  private mutating func escape() -> Item? {
    let start = offset - 1
    guard let byte = takeByte() else { return nil }
    switch byte {
    case UInt8(ascii: "Q"): return passQuoted() ? nil : .openEnd("\\E")
    case UInt8(ascii: "c"): _ = takeByte()
    case UInt8(ascii: "1")...UInt8(ascii: "9"): return .number(start)
    case UInt8(ascii: "g"):
      let end: Character? = take("<") ? ">" : take("'") ? "'" : nil
      if let end { return aheadIsDigit ? .number(start) : call(from: start, before: end) }
      _ = take("{")
      return aheadIsDigit && ahead != UInt8(ascii: "0") ? .number(start) : nil
    default: break
    }
    return nil
  }

  /// Passes over what stands behind `\Q`.
  ///
  /// - Returns: Whether it has an end.
  private mutating func passQuoted() -> Bool {
    while skip(to: { $0 == UInt8(ascii: "\\") }) {
      if take("\\E") { return true }
      offset += 1
    }
    return false
  }

  private mutating func passClass() {
    var isNegated = false
    while true {
      if take("\\E") || take("\\Q\\E") || extended == .blanksInClasses && (take(" ") || take("\t")) { continue }
      guard !isNegated, take("^") else { break }
      isNegated = true
    }
    // What stands first belongs to the class, ] too.
    _ = take("]")
    while let byte = takeByte(), byte != UInt8(ascii: "]") {
      switch byte {
      case UInt8(ascii: "\\"): if take("Q") { _ = passQuoted() } else { _ = escape() }
      case UInt8(ascii: "["): passNamedClass()
      default: break
      }
    }
  }

  /// Passes over the rest of `[:alpha:]`.
  private mutating func passNamedClass() {
    let start = offset
    guard take(":") else { return }
    _ = take("^")
    skip { !$0.isOfName }
    if !take(":]") { offset = start }
  }

  // MARK: Groups

  private mutating func group() -> Item? {
    let start = offset - 1
    outerExtensions.append(extended)
    if take("*") {
      passVerb()
    } else if !take("?") {
      return .group(nil)
    } else if take("#") {
      skip { $0 == UInt8(ascii: ")") }
    } else if take("C") {
      passCallout()
    } else if take("(") {
      return condition(from: start)
    } else if take("&") || take("P>") {
      return call(from: start, before: ")")
    } else if take("P<") || take("<") {
      // (?<= and (?<! look behind.
      return ahead.map { "=!*".utf8.contains($0) } == true ? nil : .group(name(before: UInt8(ascii: ">")))
    } else if take("'") {
      return .group(name(before: UInt8(ascii: "'")))
    } else if take("R") || aheadIsDigit {
      return .number(start)
    } else {
      takeOptions()
    }
    return nil
  }

  /// Passes over the name and argument of `(*MARK:…)`; `(*atomic:…)` is a group like others.
  private mutating func passVerb() {
    if let byte = ahead, !(UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte) { skip { $0 == UInt8(ascii: ")") } }
  }

  /// Passes over the text of a callout. An end mark in it is written twice.
  private mutating func passCallout() {
    guard let mark = ahead, "`'\"^%#${".utf8.contains(mark) else { return }
    let end = mark == UInt8(ascii: "{") ? UInt8(ascii: "}") : mark
    repeat {
      offset += 1
      guard skip(to: { $0 == end }) else { return }
      offset += 1
    } while ahead == end
  }

  /// Passes over what `(?(` asks for, if that is no group.
  private mutating func condition(from start: Int) -> Item? {
    if ahead == UInt8(ascii: "?") || ahead == UInt8(ascii: "*") {
      offset -= 1
      return nil
    }
    _ = take("R")
    let isNumber = aheadIsDigit
    skip { $0 == UInt8(ascii: ")") }
    _ = takeByte()
    return isNumber ? .number(start) : nil
  }

  /// Takes the options of `(?x:…)`, which hold in the group, or of `(?x)`, which hold to the end of the group around it.
  private mutating func takeOptions() {
    var options = extended
    var isOn = true
    while true {
      if take("xx") {
        options = isOn ? .blanksInClasses : .none
      } else if take("x") {
        options = isOn ? .blanks : .none
      } else if take("^") {
        options = .none
      } else if take("-") {
        isOn = false
      } else if ahead.map(\.isLetter) == true {
        offset += 1
      } else {
        break
      }
    }
    if ahead == UInt8(ascii: ":") { extended = options }
    if ahead == UInt8(ascii: ")"), let last = outerExtensions.indices.last { outerExtensions[last] = options }
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= self }

  fileprivate var isLetter: Bool { UInt8(ascii: "a")...UInt8(ascii: "z") ~= self | 0x20 }

  /// Whether it may stand in the name of a group; letters beyond ASCII may.
  fileprivate var isOfName: Bool { isDigit || isLetter || self == UInt8(ascii: "_") || self >= 0x80 }
}
