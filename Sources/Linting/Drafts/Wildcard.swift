/// The wildcards of `gitignore(5)`, matched byte by byte as git's wildmatch does.
///
/// The time is at most the length of the pattern times the length of the text, however many asterisks the pattern has.
struct Wildcard {
  private enum Token {
    case byte(UInt8)
    /// `?` and `[…]`: for each byte value, whether it matches.
    case oneOf([Bool])
    /// `*`.
    case star
    /// `**`: any number of bytes, including slashes.
    case anything
    /// `**/`: any number of folders, or none.
    case folders
  }

  private var tokens: [Token] = []

  /// Reads a pattern; nil for a malformed pattern, which matches nothing: `[a`, or `a\`.
  init?(_ pattern: ArraySlice<UInt8>) {
    var rest = pattern
    while let byte = rest.popFirst() {
      switch byte {
      case .asterisk:
        let previous = rest.startIndex - 2
        let beginsPart = previous < pattern.startIndex || pattern[previous] == .slash
        tokens.append(Self.asterisks(&rest, beginsPart: beginsPart))
      case .questionMark: tokens.append(.oneOf((0...255).map { $0 != UInt8.slash }))
      case .openingBracket:
        guard let set = Self.set(&rest) else { return nil }
        tokens.append(.oneOf(set))
      default:
        guard let plain = byte == .backslash ? rest.popFirst() : byte else { return nil }
        tokens.append(.byte(plain))
      }
    }
  }

  /// Returns the token for asterisks, of which one stands before `rest`: two between slashes stand for folders.
  private static func asterisks(_ rest: inout ArraySlice<UInt8>, beginsPart: Bool) -> Token {
    guard rest.first == .asterisk else { return .star }
    rest = rest.drop { $0 == .asterisk }
    guard beginsPart else { return .star }
    switch rest.first {
    case nil: return .anything
    case .slash?:
      rest.removeFirst()
      return .folders
    case .backslash? where rest.dropFirst().first == .slash: return .anything
    default: return .star
    }
  }

  // MARK: Matching

  /// Whether all of `text` matches.
  ///
  /// - Parameter orFolder: Whether it is enough that the text before one of the slashes matches.
  func matches(_ text: ArraySlice<UInt8>, orFolder: Bool = false) -> Bool {
    // The tokens that can come next; the last place is the end of the pattern.
    let none = [Bool](repeating: false, count: tokens.count + 1)
    var (states, next) = (none, none)
    enter(0, &states)
    for byte in text {
      if orFolder, byte == .slash, states[tokens.count] { return true }
      for index in tokens.indices where states[index] { step(index, over: byte, &next) }
      swap(&states, &next)
      for index in next.indices { next[index] = false }
    }
    return states[tokens.count]
  }

  private func step(_ index: Int, over byte: UInt8, _ next: inout [Bool]) {
    switch tokens[index] {
    case .byte(let wanted): if byte == wanted { enter(index + 1, &next) }
    case .oneOf(let set): if set[Int(byte)] { enter(index + 1, &next) }
    case .star: if byte != .slash { enter(index, &next) }
    case .anything: enter(index, &next)
    case .folders:
      // Inside the name of a folder, the next token cannot begin.
      next[index] = true
      if byte == .slash { enter(index + 1, &next) }
    }
  }

  /// Marks the token at `index`. A token that can match nothing also lets the next token begin.
  private func enter(_ index: Int, _ states: inout [Bool]) {
    guard !states[index] else { return }
    states[index] = true
    guard index < tokens.count else { return }
    switch tokens[index] {
    case .star, .anything, .folders: enter(index + 1, &states)
    case .byte, .oneOf: break
    }
  }

  // MARK: Sets

  /// Reads a set after its `[`, and returns for each byte value whether it matches; nil where the set is malformed.
  private static func set(_ rest: inout ArraySlice<UInt8>) -> [Bool]? {
    var set = [Bool](repeating: false, count: 256)
    let isNegated = rest.first == .exclamationMark || rest.first == UInt8(ascii: "^")
    if isNegated { rest.removeFirst() }
    let start = rest.startIndex
    // The byte that a range would begin with.
    var last: UInt8?
    while let byte = rest.popFirst() {
      if byte == .closingBracket, rest.startIndex > start + 1 {
        return set.indices.map { set[$0] != isNegated && $0 != UInt8.slash }
      }
      // At its beginning, a closing bracket is a member of the set.
      if byte == UInt8(ascii: "-"), let low = last, let following = rest.first, following != .closingBracket {
        rest.removeFirst()
        guard let high = following == .backslash ? rest.popFirst() : following else { return nil }
        if low <= high { for value in low...high { set[Int(value)] = true } }
        last = nil
      } else if byte == .openingBracket, let name = className(&rest) {
        guard let holds = classes[name] else { return nil }
        for value in UInt8.min...0x7F where holds(value) { set[Int(value)] = true }
        last = nil
      } else {
        guard let member = byte == .backslash ? rest.popFirst() : byte else { return nil }
        set[Int(member)] = true
        last = member
      }
    }
    return nil
  }

  /// Reads what follows `[` in `[:alpha:]`; nil, with nothing read, where no name is closed before the next bracket.
  private static func className(_ rest: inout ArraySlice<UInt8>) -> String? {
    guard rest.first == UInt8(ascii: ":"), let end = rest.firstIndex(of: .closingBracket), end > rest.startIndex + 1,
      rest[end - 1] == UInt8(ascii: ":")
    else { return nil }
    defer { rest = rest[(end + 1)...] }
    return String(decoding: rest[(rest.startIndex + 1)..<(end - 1)], as: UTF8.self)
  }

  /// The ASCII character classes, by name.
  private static let classes: [String: @Sendable (UInt8) -> Bool] = [
    "alnum": { isLetter($0) || isDigit($0) },
    "alpha": { isLetter($0) },
    "blank": { $0 == 0x20 || $0 == 0x09 },
    "cntrl": { $0 < 0x20 || $0 == 0x7F },
    "digit": { isDigit($0) },
    "graph": { 0x21...0x7E ~= $0 },
    "lower": { 0x61...0x7A ~= $0 },
    "print": { 0x20...0x7E ~= $0 },
    "punct": { 0x21...0x7E ~= $0 && !isLetter($0) && !isDigit($0) },
    // git counts no other characters.
    "space": { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D },
    "upper": { 0x41...0x5A ~= $0 },
    "xdigit": { isDigit($0) || 0x41...0x46 ~= $0 & ~0x20 },
  ]

  private static func isLetter(_ byte: UInt8) -> Bool { 0x41...0x5A ~= byte & ~0x20 }
  private static func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }
}

extension UInt8 {
  static let slash = UInt8(ascii: "/")
  static let backslash = UInt8(ascii: "\\")
  static let asterisk = UInt8(ascii: "*")
  static let questionMark = UInt8(ascii: "?")
  static let openingBracket = UInt8(ascii: "[")
  static let closingBracket = UInt8(ascii: "]")
  static let exclamationMark = UInt8(ascii: "!")
}
