import DraftText

/// The groups of an expression and the sub-patterns that it calls, found without compiling it.
///
/// Each byte is read once. Syntax that PCRE2 does not accept is skipped.
struct PatternSyntax: Sendable {
  /// A call of a sub-pattern by name: `(?&name)`, `(?P>name)`, `\g<name>`.
  struct Call: Sendable {
    let name: String
    /// The range of the call in the expression, in UTF-8 bytes.
    let range: TextRange
  }

  let expression: String
  /// The calls of groups that the expression itself does not have, from left to right.
  private(set) var calls: [Call] = []
  /// The names of the expression's own groups.
  private(set) var groupNames: Set<String> = []
  /// Whether the expression has capturing groups, named or not.
  private(set) var captures = false
  /// The offset of the first reference to a group by number, or to the whole expression, in UTF-8 bytes.
  private(set) var numberedReference: Int?
  /// The text after which more syntax can follow the expression: `\E` for an open `\Q`, a line end for a comment of
  /// `(?x)`; usually empty.
  private var ending = ""

  init(_ expression: String) {
    self.expression = expression
    var reader = PatternReader(bytes: Array(expression.utf8))
    while let item = reader.next() {
      switch item {
      case .call(let call): calls.append(call)
      case .group(let name):
        captures = true
        if let name { groupNames.insert(name) }
      case .number(let offset): numberedReference = numberedReference ?? offset
      case .openEnd(let ending): self.ending = ending
      case .lookAround, .narrowing, .control, .close: break
      }
    }
    calls.removeAll { groupNames.contains($0.name) }
  }

  /// The expression with its ``ending``, so that more syntax can follow.
  var terminated: String { expression + ending }

  /// A `(?(DEFINE)…)` with a placeholder for each definition that the expression calls. It never causes an error.
  var stubs: String {
    let names = Set(calls.map(\.name)).sorted()
    return names.isEmpty ? "" : "(?^m)(?(DEFINE)\(names.map { "(?<\($0)>.)" }.joined()))"
  }
}

/// An item of an expression that ``PatternSyntax`` or ``LooseExpression`` asks for.
enum PatternItem {
  case call(PatternSyntax.Call)
  /// A capturing group, with its name if it has one.
  case group(String?)
  /// A reference by number, with its offset.
  case number(Int)
  /// The expression ends inside a quotation or a comment, which this text would end.
  case openEnd(String)
  /// The start of a look-behind or a negative look-ahead, with its offset and the number of groups open in it.
  case lookAround(start: Int, depth: Int)
  /// Syntax that only excludes matches, and what could stand there instead: `(?>`, the second `+` of `++`, `\b`, `^`.
  case narrowing(TextRange, String)
  /// Syntax that decides where matching goes on: a condition, `\G`, a verb other than `(*MARK:…)`.
  case control
  /// The end of a group.
  case close
}

/// Finds the items of an expression, from left to right.
struct PatternReader {
  /// The blanks to ignore. `(?x)`: those outside classes; `(?xx)`: all. With both, `#` begins a comment.
  private enum Extension { case none, blanks, blanksInClasses }

  let bytes: [UInt8]
  private(set) var offset = 0
  private var extended = Extension.none
  /// For each open group, the option that applies again after it.
  private var outerExtensions: [Extension] = []

  init(bytes: [UInt8]) { self.bytes = bytes }

  /// The number of open groups.
  var depth: Int { outerExtensions.count }

  mutating func next() -> PatternItem? {
    while let byte = takeByte() {
      var item: PatternItem?
      switch byte {
      case UInt8(ascii: "\\"): item = escape()
      case UInt8(ascii: "["): passClass()
      case UInt8(ascii: "("): item = group()
      case UInt8(ascii: ")"):
        extended = outerExtensions.popLast() ?? extended
        item = .close
      // It does not match behind a line end at which a text ends, so a part of a text may not tell that a match begins.
      case UInt8(ascii: "^"): item = .narrowing(TextRange(offset - 1, offset), "")
      case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"), UInt8(ascii: "}"):
        if take("+") { item = .narrowing(TextRange(offset - 1, offset), "") }
      case UInt8(ascii: "#") where extended != .none:
        // CR ends the comment as well as LF, so CRLF needs no more than that.
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

  /// Goes to the next byte for which `isEnd` is true, or to the end.
  ///
  /// - Returns: Whether there is such a byte.
  @discardableResult
  private mutating func skip(to isEnd: (UInt8) -> Bool) -> Bool {
    while let byte = ahead, !isEnd(byte) { offset += 1 }
    return ahead != nil
  }

  /// Reads a name; nil if there is none, or if `end` does not follow it.
  private mutating func name(before end: UInt8) -> String? {
    let start = offset
    skip { !$0.isOfName }
    guard ahead == end, start < offset, !bytes[start].isDigit else { return nil }
    return String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  /// Reads the name of a call, which `end` follows.
  private mutating func call(from start: Int, before end: Character) -> PatternItem? {
    name(before: end.asciiValue ?? 0).map { .call(.init(name: $0, range: TextRange(start, offset + 1))) }
  }

  // MARK: Escapes and classes

  private mutating func escape() -> PatternItem? {
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
    case UInt8(ascii: "b"), UInt8(ascii: "B"): return .narrowing(TextRange(start, offset), "")
    case UInt8(ascii: "G"): return .control
    default: break
    }
    return nil
  }

  /// Skips the text after `\Q`.
  ///
  /// - Returns: Whether an `\E` ends it.
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
    // The first character belongs to the class, even if it is ].
    _ = take("]")
    while let byte = takeByte(), byte != UInt8(ascii: "]") {
      switch byte {
      case UInt8(ascii: "\\"): if take("Q") { _ = passQuoted() } else { _ = escape() }
      case UInt8(ascii: "["): passNamedClass()
      default: break
      }
    }
  }

  /// Skips the rest of a named class such as `[:alpha:]`.
  private mutating func passNamedClass() {
    let start = offset
    guard take(":") else { return }
    _ = take("^")
    skip { !$0.isOfName }
    if !take(":]") { offset = start }
  }

  // MARK: Groups

  private mutating func group() -> PatternItem? {
    let start = offset - 1
    outerExtensions.append(extended)
    if take("*") {
      return passVerb()
    } else if take("?!") || take("?<=") || take("?<!") || take("?<*") {
      return .lookAround(start: start, depth: depth)
    } else if take("?>") {
      return .narrowing(TextRange(offset - 1, offset), ":")
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
      return .group(name(before: UInt8(ascii: ">")))
    } else if take("'") {
      return .group(name(before: UInt8(ascii: "'")))
    } else if take("R") || aheadIsDigit {
      return .number(start)
    } else {
      takeOptions()
    }
    return nil
  }

  /// Skips the name and the argument of a verb such as `(*MARK:…)`. Of a group such as `(*atomic:…)` it reads only the
  /// start.
  private mutating func passVerb() -> PatternItem? {
    if let byte = ahead, UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte { return .control }
    let isMark = take("MARK:")
    skip { $0 == UInt8(ascii: ")") }
    return isMark ? nil : .control
  }

  /// Skips the text of a callout, in which an end mark is written twice.
  private mutating func passCallout() {
    guard let mark = ahead, "`'\"^%#${".utf8.contains(mark) else { return }
    let end = mark == UInt8(ascii: "{") ? UInt8(ascii: "}") : mark
    repeat {
      offset += 1
      guard skip(to: { $0 == end }) else { return }
      offset += 1
    } while ahead == end
  }

  /// Skips the condition after `(?(`, unless it is a group.
  private mutating func condition(from start: Int) -> PatternItem? {
    if ahead == UInt8(ascii: "?") || ahead == UInt8(ascii: "*") {
      offset -= 1
      return .control
    }
    _ = take("R")
    let isNumber = aheadIsDigit
    skip { $0 == UInt8(ascii: ")") }
    _ = takeByte()
    return isNumber ? .number(start) : .control
  }

  /// Reads the options of `(?x:…)`, which apply in the group, or of `(?x)`, which apply to the end of the outer group.
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
  var isDigit: Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= self }

  var isLetter: Bool { UInt8(ascii: "a")...UInt8(ascii: "z") ~= self | 0x20 }

  /// Whether the byte can be part of a group name. Names can contain letters beyond ASCII.
  fileprivate var isOfName: Bool { isDigit || isLetter || self == UInt8(ascii: "_") || self >= 0x80 }
}
