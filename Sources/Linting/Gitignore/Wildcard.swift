/// The wildcards of `gitignore(5)`, matched byte by byte as git's wildmatch does.
///
/// However many asterisks a pattern has, matching takes no longer than its length times that of the text.
struct Wildcard {
  private enum Token {
    case byte(UInt8)
    /// `?` and `[…]`: which bytes fit, by their values.
    case oneOf([Bool])
    /// `*`.
    case star
    /// `**` for as many bytes as it likes, slashes too.
    case anything
    /// Where `**/` begins: on to the next token, or over it.
    case folders
    /// Within the folders of `**/`: on after any slash.
    case withinFolders
  }

  private let tokens: [Token]

  /// Reads a pattern; nil where it is malformed, which fits nothing: `[a`, or `a\`.
  init?(_ pattern: some Collection<UInt8>) {
    var reader = WildcardReader(pattern)
    var tokens: [Token] = []
    while let byte = reader.next() {
      switch byte {
      case .asterisk: tokens += Self.asterisks(from: &reader)
      case .questionMark: tokens.append(.oneOf([Bool](repeating: true, count: 256).without(.slash)))
      case .openingBracket:
        guard let set = reader.readSet() else { return nil }
        tokens.append(.oneOf(set.without(.slash)))
      case .backslash:
        guard let escaped = reader.next() else { return nil }
        tokens.append(.byte(escaped))
      default: tokens.append(.byte(byte))
      }
    }
    self.tokens = tokens
  }

  /// What the asterisks mean of which the first has been read: two between slashes stand for folders.
  private static func asterisks(from reader: inout WildcardReader) -> [Token] {
    let beginsPart = reader.previous.map { $0 == .slash } ?? true
    guard reader.upcoming == .asterisk else { return [.star] }
    while reader.upcoming == .asterisk { _ = reader.next() }
    guard beginsPart else { return [.star] }
    switch reader.upcoming {
    case nil: return [.anything]
    case .slash?:
      _ = reader.next()
      return [.folders, .withinFolders]
    case .backslash? where reader.upcomingPair?.1 == .slash: return [.anything]
    default: return [.star]
    }
  }

  /// Whether all of `text` fits.
  ///
  /// - Parameter orFolder: Whether it is as good where what stands before one of the slashes of `text` fits.
  func matches(_ text: some Collection<UInt8>, orFolder: Bool = false) -> Bool {
    // The tokens that may come next; the last place is the end of the pattern.
    let none = [Bool](repeating: false, count: tokens.count + 1)
    var (states, next) = (none, none)
    enter(0, &states)
    for byte in text {
      if orFolder, byte == .slash, states[tokens.count] { return true }
      for (index, token) in tokens.enumerated() where states[index] { step(token, at: index, over: byte, &next) }
      swap(&states, &next)
      for index in next.indices { next[index] = false }
    }
    return states[tokens.count]
  }

  private func step(_ token: Token, at index: Int, over byte: UInt8, _ next: inout [Bool]) {
    switch token {
    case .byte(let wanted): if byte == wanted { enter(index + 1, &next) }
    case .oneOf(let set): if set[Int(byte)] { enter(index + 1, &next) }
    case .star: if byte != .slash { enter(index, &next) }
    case .anything: enter(index, &next)
    case .folders: break
    case .withinFolders:
      next[index] = true
      if byte == .slash { enter(index + 1, &next) }
    }
  }

  /// Marks the token at `index`, and those that may come in its stead as it may stand for nothing.
  private func enter(_ index: Int, _ states: inout [Bool]) {
    guard !states[index] else { return }
    states[index] = true
    guard index < tokens.count else { return }
    switch tokens[index] {
    case .star, .anything: enter(index + 1, &states)
    case .folders:
      enter(index + 1, &states)
      enter(index + 2, &states)
    case .byte, .oneOf, .withinFolders: break
    }
  }
}

extension [Bool] {
  /// The set of bytes without `byte`.
  fileprivate func without(_ byte: UInt8) -> [Bool] {
    var set = self
    set[Int(byte)] = false
    return set
  }
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
