/// Goes through the bytes of a wildcard pattern.
struct WildcardReader {
  private let bytes: [UInt8]
  private var position = 0

  /// Begins at the first byte.
  init(_ bytes: some Collection<UInt8>) { self.bytes = Array(bytes) }

  /// The byte that comes next; nil at the end.
  var upcoming: UInt8? { position < bytes.count ? bytes[position] : nil }

  /// The two bytes that come next.
  var upcomingPair: (UInt8, UInt8)? {
    position + 1 < bytes.count ? (bytes[position], bytes[position + 1]) : nil
  }

  /// The byte before the one that was read last; nil where that was the first.
  var previous: UInt8? { position >= 2 ? bytes[position - 2] : nil }

  /// Reads a byte.
  mutating func next() -> UInt8? {
    guard let byte = upcoming else { return nil }
    position += 1
    return byte
  }

  /// Reads what follows `[`: which bytes fit, by their values; nil where it is malformed.
  mutating func readSet() -> [Bool]? {
    var set = [Bool](repeating: false, count: 256)
    let isNegated = upcoming == .exclamationMark || upcoming == UInt8(ascii: "^")
    if isNegated { position += 1 }
    let start = position
    // What a range would begin with.
    var last: UInt8?
    while let byte = next() {
      // At the beginning a closing bracket is itself.
      if byte == .closingBracket && position > start + 1 { return isNegated ? set.map { !$0 } : set }
      if byte == UInt8(ascii: "-"), let low = last, let following = upcoming, following != .closingBracket {
        guard let high = nextEscaped() else { return nil }
        if low <= high { for value in low...high { set[Int(value)] = true } }
        last = nil
      } else if byte == .openingBracket, upcoming == UInt8(ascii: ":"), let name = readClassName() {
        guard let holds = Self.classes[name] else { return nil }
        for value in UInt8.min...0x7F where holds(value) { set[Int(value)] = true }
        last = nil
      } else {
        guard let member = byte == .backslash ? next() : byte else { return nil }
        set[Int(member)] = true
        last = member
      }
    }
    return nil
  }

  private mutating func nextEscaped() -> UInt8? {
    guard let byte = next() else { return nil }
    return byte == .backslash ? next() : byte
  }

  /// Reads what follows `[` in `[:alpha:]`; nil, with nothing read, where no name is closed before the next bracket.
  private mutating func readClassName() -> String? {
    let start = position + 1
    guard let end = bytes[start...].firstIndex(of: .closingBracket), end > start, bytes[end - 1] == UInt8(ascii: ":")
    else { return nil }
    position = end + 1
    return String(decoding: bytes[start..<(end - 1)], as: UTF8.self)
  }

  /// The classes of ASCII, by their names.
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
    // git knows no more of them.
    "space": { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D },
    "upper": { 0x41...0x5A ~= $0 },
    "xdigit": { isDigit($0) || 0x41...0x46 ~= $0 & ~0x20 },
  ]

  private static func isLetter(_ byte: UInt8) -> Bool { 0x41...0x5A ~= byte & ~0x20 }
  private static func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }
}
