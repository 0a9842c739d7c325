// What characters an expression names at one place: escapes and classes.

extension OpeningReader {
  mutating func literal(_ scalar: Unicode.Scalar) throws(Unknown) -> ScalarSet {
    note(scalar)
    return try inCases(ScalarSet(scalar.value))
  }

  /// `set` as the options in force mean it.
  private func inCases(_ set: ScalarSet) throws(Unknown) -> ScalarSet {
    guard options.ignoresCase else { return set }
    guard let both = set.inBothCases() else { throw Unknown() }
    return both
  }

  /// Reads an escape outside of classes.
  mutating func escape() throws(Unknown) -> Element {
    next += 1
    guard let scalar = current else { throw Unknown() }
    switch scalar {
    case "A", "B", "b", "Z", "z", "K":
      next += 1
      return .nothing
    case "1"..."9":
      next += 1
      return .text(.anything)
    case "k", "g": return try reference()
    case "R", "X", "N":
      next += 1
      guard current != "{" else { throw Unknown() }
      return .text(Piece(characters: .all, seconds: .all))
    default: return .text(Piece(characters: try escapedCharacters().set))
    }
  }

  /// Reads a reference to a group, or a call of one, from its letter on.
  private mutating func reference() throws(Unknown) -> Element {
    next += 1
    let ends: [Unicode.Scalar: Unicode.Scalar] = ["{": "}", "<": ">", "'": "'"]
    guard let end = current.flatMap({ ends[$0] }) else { throw Unknown() }
    next += 1
    _ = try text(before: end)
    return .text(.anything)
  }

  /// Reads an escape that stands for characters, from the letter behind the backslash on.
  ///
  /// - Returns: The characters, some more perhaps, and whether there are no more than meant.
  private mutating func escapedCharacters() throws(Unknown) -> (set: ScalarSet, isExact: Bool) {
    guard let scalar = current else { throw Unknown() }
    next += 1
    switch scalar {
    case "h": return (.horizontalSpace, false)
    case "s": return (.horizontalSpace.union(.verticalSpace), false)
    case "v": return (.verticalSpace, false)
    case "d": return (.digits, false)
    case "D", "H", "S", "V", "W", "w": return (.all, false)
    case "P", "p":
      guard skip("{") else { throw Unknown() }
      let name = String(String.UnicodeScalarView(try text(before: "}")))
      return (scalar == "p" && name == "Han" ? .han : .all, false)
    case "n": return (try literal("\n"), true)
    case "r": return (try literal("\r"), true)
    case "t": return (ScalarSet(0x09), true)
    case "x":
      guard let scalar = Unicode.Scalar(try hexadecimal()) else { throw Unknown() }
      return (try literal(scalar), true)
    case "a"..."z", "A"..."Z", "0"..."9": throw Unknown()
    default: return (try literal(scalar), true)
    }
  }

  /// Reads the digits behind `\\x`, in braces or at most two.
  private mutating func hexadecimal() throws(Unknown) -> UInt32 {
    let digits: ArraySlice<Unicode.Scalar>
    if skip("{") {
      digits = try text(before: "}")[...]
    } else {
      digits = scalars[next...].prefix(2).prefix { $0.properties.isASCIIHexDigit }
      next += digits.count
    }
    guard let value = UInt32(String(String.UnicodeScalarView(digits)), radix: 16) else { throw Unknown() }
    return value
  }

  /// Reads a class, from its opening bracket on.
  mutating func characterClass() throws(Unknown) -> ScalarSet {
    next += 1
    let isNegated = skip("^")
    var ranges: [ClosedRange<UInt32>] = []
    var isExact = true
    var isFirst = true
    while let scalar = current, isFirst || scalar != "]" {
      isFirst = false
      guard !starts(with: "[:"), !starts(with: "[."), !starts(with: "[=") else { throw Unknown() }
      let (low, isLowExact) = try member()
      isExact = isExact && isLowExact
      guard starts(with: "-"), next + 1 < scalars.count, scalars[next + 1] != "]" else {
        ranges += low.ranges
        continue
      }
      next += 1
      let (high, isHighExact) = try member()
      guard isLowExact, isHighExact, let start = low.single, let end = high.single, start <= end else {
        throw Unknown()
      }
      ranges.append(start...end)
    }
    guard skip("]") else { throw Unknown() }
    let named = ScalarSet(ranges)
    let set = try inCases(named)
    guard isNegated else { return set }
    // Of more than is meant, as some cases are, the complement is less.
    return isExact && set == named ? set.complement : .all
  }

  /// Reads a member of a class, or an end of a range.
  private mutating func member() throws(Unknown) -> (set: ScalarSet, isExact: Bool) {
    guard let scalar = current else { throw Unknown() }
    next += 1
    guard scalar == "\\" else {
      note(scalar)
      return (ScalarSet(scalar.value), true)
    }
    // Cases are looked at when the class is whole.
    let ignoresCase = options.ignoresCase
    options.ignoresCase = false
    defer { options.ignoresCase = ignoresCase }
    guard current != "b", current != "Q", current != "E" else { throw Unknown() }
    return try escapedCharacters()
  }
}
