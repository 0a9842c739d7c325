/// Finds out how the matches of an expression can begin.
///
/// It errs on the safe side: what it does not understand may begin anywhere. It knows the syntax of pcre2pattern(3) as far as
/// rules are written in it.
struct OpeningReader {
  /// What is known of a piece of an expression.
  private struct Piece {
    /// The code points that can stand where it begins. Where it may be empty, those with which it is not.
    var characters = ScalarSet.none
    /// Those that can only where a line begins as well.
    var lineCharacters = ScalarSet.none
    /// Whether it may match without one of these.
    var isOptional = false
    /// Whether, where it matches without one of these, a line begins.
    var isAtLineStart = false

    /// It asks nothing of its place.
    static let anything = Piece(characters: .all, isOptional: true)

    /// Puts `next` behind it, which may begin with the characters that `asked` holds only.
    mutating func append(_ next: Piece, _ asked: ScalarSet) {
      let characters = next.characters.intersection(asked)
      if isAtLineStart {
        lineCharacters = lineCharacters.union(characters)
      } else {
        self.characters = self.characters.union(characters)
      }
      lineCharacters = lineCharacters.union(next.lineCharacters.intersection(asked))
      isAtLineStart = isAtLineStart || (next.isOptional && next.isAtLineStart)
      isOptional = next.isOptional
    }
  }

  /// An element of a sequence.
  private enum Element {
    /// It takes text.
    case text(Piece)
    /// It takes none, and asks that one of these follow.
    case lookahead(ScalarSet)
    /// It takes none, and asks nothing that is of use.
    case nothing
    case lineStart
  }

  /// The expression is beyond the reader.
  fileprivate struct Unknown: Error {}

  private struct Options {
    var ignoresCase = false
    var isExtended = false
  }

  private let scalars: [Unicode.Scalar]
  private var next = 0
  private var options = Options()
  /// How many groups are open.
  private var depth = 0
  /// Where the definitions of the sub-patterns begin that are being read because they are called.
  private var calls: [Int] = []

  private init(_ expression: String) { scalars = Array(expression.unicodeScalars) }

  /// How matches of `expression` can begin, compiled as ``CompiledPattern`` does.
  static func opening(of expression: String) -> Opening {
    var reader = OpeningReader(expression)
    guard let piece = try? reader.alternatives(), reader.next == reader.scalars.count else { return .anywhere }
    guard piece.isOptional else {
      return Opening(characters: piece.characters, lineCharacters: piece.lineCharacters)
    }
    return piece.isAtLineStart ? Opening(characters: piece.characters, lineCharacters: .all) : .anywhere
  }
}

// MARK: Structure

extension OpeningReader {
  private var current: Unicode.Scalar? { next < scalars.count ? scalars[next] : nil }

  private func starts(with text: StaticString) -> Bool {
    text.withUTF8Buffer { bytes in
      guard next + bytes.count <= scalars.count else { return false }
      return bytes.indices.allSatisfy { scalars[next + $0].value == UInt32(bytes[$0]) }
    }
  }

  /// Moves behind `text` if it is what comes next.
  private mutating func skip(_ text: StaticString) -> Bool {
    guard starts(with: text) else { return false }
    next += text.utf8CodeUnitCount
    return true
  }

  /// Moves behind the next `end` and returns what stands before it.
  private mutating func text(before end: Unicode.Scalar) throws(Unknown) -> [Unicode.Scalar] {
    guard let index = scalars[next...].firstIndex(of: end) else { throw Unknown() }
    defer { next = index + 1 }
    return Array(scalars[next..<index])
  }

  /// Reads alternatives up to a closing parenthesis or the end.
  private mutating func alternatives() throws(Unknown) -> Piece {
    // PCRE2 does not go deeper either.
    guard depth < 250 else { throw Unknown() }
    depth += 1
    defer { depth -= 1 }
    var whole = try sequence()
    while skip("|") {
      let other = try sequence()
      whole.characters = whole.characters.union(other.characters)
      whole.lineCharacters = whole.lineCharacters.union(other.lineCharacters)
      // What takes text always leaves nothing to be said of the place where it does not.
      whole.isAtLineStart =
        (whole.isAtLineStart || !whole.isOptional) && (other.isAtLineStart || !other.isOptional)
      whole.isOptional = whole.isOptional || other.isOptional
    }
    return whole
  }

  /// Reads elements up to a bar, a closing parenthesis or the end.
  private mutating func sequence() throws(Unknown) -> Piece {
    var whole = Piece(isOptional: true)
    /// What look-aheads ask of the place where the sequence begins if all text so far is left out.
    var asked = ScalarSet.all
    while let scalar = current, scalar != "|", scalar != ")" {
      let element = try element()
      guard whole.isOptional else { continue }
      switch element {
      case .nothing: break
      case .lineStart: whole.isAtLineStart = true
      case .lookahead(let set): asked = asked.intersection(set)
      case .text(let piece): whole.append(piece, asked)
      }
    }
    // A look-ahead is met where nothing is taken, too.
    if whole.isOptional, asked != .all { whole.append(Piece(characters: asked), .all) }
    return whole
  }

  private mutating func element() throws(Unknown) -> Element {
    skipBlank()
    guard let scalar = current, scalar != "|", scalar != ")" else { return .nothing }
    let element = try atom(scalar)
    skipBlank()
    guard let isOptional = try quantifier() else { return element }
    switch element {
    case .text(var piece):
      piece.isOptional = piece.isOptional || isOptional
      if isOptional { piece.isAtLineStart = false }
      return .text(piece)
    default: return isOptional ? .nothing : element
    }
  }

  /// Passes over blanks and comments where they mean nothing.
  private mutating func skipBlank() {
    guard options.isExtended else { return }
    while let scalar = current {
      if scalar.properties.isPatternWhitespace {
        next += 1
      } else if scalar == "#" {
        while let scalar = current, scalar != "\n", scalar != "\r" { next += 1 }
      } else {
        return
      }
    }
  }

  /// Reads a quantifier, if there is one; returns whether it allows none.
  private mutating func quantifier() throws(Unknown) -> Bool? {
    let allowsNone: Bool
    switch current {
    case "*", "?":
      allowsNone = true
      next += 1
    case "+":
      allowsNone = false
      next += 1
    case "{":
      guard let least = try braces() else { return nil }
      allowsNone = least.allSatisfy { $0 == "0" }
    default: return nil
    }
    skipBlank()
    if current == "?" || current == "+" { next += 1 }
    return allowsNone
  }

  /// Reads a quantifier in braces, `{3}`, `{3,}` or `{3,5}`, and returns its first number; nil where the brace is text.
  private mutating func braces() throws(Unknown) -> ArraySlice<Unicode.Scalar>? {
    guard let end = scalars[next...].firstIndex(of: "}") else { return nil }
    let inside = scalars[(next + 1)..<end]
    let digits = inside.prefix { ("0"..."9").contains($0) }
    // Versions of PCRE2 differ on {,3} and { 3 }.
    guard inside.allSatisfy({ ("0"..."9").contains($0) || $0 == "," || $0 == " " }) else { return nil }
    guard !digits.isEmpty, !inside.contains(" ") else { throw Unknown() }
    next = end + 1
    return digits
  }

  private mutating func atom(_ scalar: Unicode.Scalar) throws(Unknown) -> Element {
    switch scalar {
    case "(": return try group()
    case "[": return .text(Piece(characters: try characterClass()))
    case "\\": return try escape()
    case "^":
      next += 1
      return .lineStart
    case "$":
      next += 1
      return .nothing
    case ".":
      next += 1
      return .text(Piece(characters: .all))
    case "*", "+", "?": throw Unknown()
    default:
      next += 1
      return .text(Piece(characters: try literal(scalar)))
    }
  }

  private func literal(_ scalar: Unicode.Scalar) throws(Unknown) -> ScalarSet {
    let set = ScalarSet(scalar.value)
    return options.ignoresCase ? try set.inBothCases() : set
  }
}

// MARK: Groups

extension OpeningReader {
  /// Reads a group, from its opening parenthesis on.
  private mutating func group() throws(Unknown) -> Element {
    let outer = options
    guard skip("(?") else {
      guard !starts(with: "(*") else { throw Unknown() }
      next += 1
      return .text(try rest(restoring: outer))
    }
    if skip("#") {
      _ = try text(before: ")")
      return .nothing
    }
    if skip("=") {
      let piece = try rest(restoring: outer)
      return piece.isOptional ? .nothing : .lookahead(piece.characters.union(piece.lineCharacters))
    }
    if skip("!") || skip("<=") || skip("<!") || skip("(DEFINE)") {
      _ = try rest(restoring: outer)
      return .nothing
    }
    if skip("(") {
      guard !starts(with: "?"), !starts(with: "*") else { throw Unknown() }
      _ = try text(before: ")")
      _ = try rest(restoring: outer)
      return .text(.anything)
    }
    if skip("&") || skip("P>") { return .text(try call(of: try text(before: ")"))) }
    if skip("P=") {
      _ = try text(before: ")")
      return .text(.anything)
    }
    if skip(">") || skip("|") { return .text(try rest(restoring: outer)) }
    if skip("P<") || skip("<") {
      _ = try text(before: ">")
      return .text(try rest(restoring: outer))
    }
    if skip("'") {
      _ = try text(before: "'")
      return .text(try rest(restoring: outer))
    }
    return try optionGroup(restoring: outer)
  }

  /// What is known of the sub-pattern called `name`, which stands in the `(?(DEFINE)…)` behind the expression.
  private mutating func call(of name: [Unicode.Scalar]) throws(Unknown) -> Piece {
    guard let definitions = scalars.firstRange(of: Array("(?(DEFINE)".unicodeScalars)),
      let definition = scalars[definitions.upperBound...].firstRange(of: Array("(?<".unicodeScalars) + name + [">"]),
      !calls.contains(definition.lowerBound)
    else { return .anything }
    let (place, outer) = (next, options)
    calls.append(definition.lowerBound)
    defer {
      (next, options) = (place, outer)
      calls.removeLast()
    }
    next = definition.upperBound
    options = Options()
    return try rest(restoring: Options())
  }

  /// Reads a group up to its closing parenthesis; the options inside it end there.
  private mutating func rest(restoring outer: Options) throws(Unknown) -> Piece {
    let piece = try alternatives()
    guard skip(")") else { throw Unknown() }
    options = outer
    return piece
  }

  /// Reads `i)` of `(?i)`, which holds to the end of the group around it, or `i:…)` of `(?i:…)`.
  private mutating func optionGroup(restoring outer: Options) throws(Unknown) -> Element {
    var isOn = true
    if skip("^") { options = Options() }
    while let scalar = current {
      next += 1
      switch scalar {
      case "-": isOn = false
      case "i": options.ignoresCase = isOn
      case "x":
        options.isExtended = isOn
        // (?xx) also lets blanks in classes mean nothing.
        guard current != "x" else { throw Unknown() }
      case "m", "s", "n", "J", "U": break
      case ":": return .text(try rest(restoring: outer))
      case ")": return .nothing
      default: throw Unknown()
      }
    }
    throw Unknown()
  }
}

// MARK: Characters

extension OpeningReader {
  /// Reads an escape outside of classes.
  private mutating func escape() throws(Unknown) -> Element {
    next += 1
    guard let scalar = current else { throw Unknown() }
    switch scalar {
    case "A", "B", "b", "Z", "z", "K", "E":
      next += 1
      return .nothing
    case "1"..."9":
      next += 1
      return .text(.anything)
    case "k", "g": return try reference()
    case "R", "X", "N":
      next += 1
      guard current != "{" else { throw Unknown() }
      return .text(Piece(characters: .all))
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
    case "n": return (ScalarSet(0x0A), true)
    case "r": return (ScalarSet(0x0D), true)
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
  private mutating func characterClass() throws(Unknown) -> ScalarSet {
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
    var set = ScalarSet(ranges)
    if options.ignoresCase { set = try set.inBothCases() }
    // Of more than is meant the complement is less.
    return isNegated ? (isExact ? set.complement : .all) : set
  }

  /// Reads a member of a class, or an end of a range.
  private mutating func member() throws(Unknown) -> (set: ScalarSet, isExact: Bool) {
    guard let scalar = current else { throw Unknown() }
    next += 1
    guard scalar == "\\" else { return (ScalarSet(scalar.value), true) }
    // Cases are looked at when the class is whole.
    let ignoresCase = options.ignoresCase
    options.ignoresCase = false
    defer { options.ignoresCase = ignoresCase }
    guard current != "b", current != "Q", current != "E" else { throw Unknown() }
    return try escapedCharacters()
  }
}

extension ScalarSet {
  /// The code point of a set that has but one.
  fileprivate var single: UInt32? {
    guard let range = ranges.first, ranges.count == 1, range.count == 1 else { return nil }
    return range.lowerBound
  }

  /// What `\h` stands for.
  fileprivate static let horizontalSpace = ScalarSet(sorted: [
    0x09...0x09, 0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x180E...0x180E, 0x2000...0x200A, 0x202F...0x202F,
    0x205F...0x205F, 0x3000...0x3000,
  ])

  /// What `\v` stands for.
  fileprivate static let verticalSpace = ScalarSet(sorted: [0x0A...0x0D, 0x85...0x85, 0x2028...0x2029])

  /// The digits of all scripts, in wide ranges of which drafts hold nothing but digits.
  fileprivate static let digits = ScalarSet(sorted: [
    0x30...0x39, 0x0660...0x1C5F, 0xA620...0xABFF, 0xFF10...0xFF19, 0x10000...0x1FFFF,
  ])

  /// The script Han, in wide ranges.
  fileprivate static let han = ScalarSet(sorted: [
    0x2E80...0x2FDF, 0x3005...0x3007, 0x3021...0x303B, 0x3400...0x9FFF, 0xF900...0xFAFF, 0x16F00...0x3FFFF,
  ])

  /// The set with the other case of each letter.
  ///
  /// - Throws: When it has letters outside of ASCII and its full-width forms, whose cases are not known here.
  fileprivate func inBothCases() throws(OpeningReader.Unknown) -> ScalarSet {
    /// What has no cases: ASCII and marks, CJK, and the full-width forms but for the letters.
    let known: [ClosedRange<UInt32>] = [0...0x7F, 0x2000...0x206F, 0x2E80...0x9FFF, 0xFF00...0xFFEF]
    var both = ranges
    for range in ranges {
      guard known.contains(where: { $0.lowerBound <= range.lowerBound && range.upperBound <= $0.upperBound }) else {
        throw OpeningReader.Unknown()
      }
      for (capitals, small) in [(UInt32(0x41), UInt32(0x61)), (0xFF21, 0xFF41)] {
        if let letters = range.common(with: capitals...(capitals + 25)) {
          both.append((letters.lowerBound + 32)...(letters.upperBound + 32))
        }
        if let letters = range.common(with: small...(small + 25)) {
          both.append((letters.lowerBound - 32)...(letters.upperBound - 32))
        }
      }
      // The Kelvin sign and the long s are cases of k and s.
      if range.lowerBound <= 0x7A { both += [0x017F...0x017F, 0x212A...0x212A] }
    }
    return ScalarSet(both)
  }
}

extension ClosedRange<UInt32> {
  /// What both ranges have; nil when that is nothing.
  fileprivate func common(with other: ClosedRange<UInt32>) -> ClosedRange<UInt32>? {
    overlaps(other) ? clamped(to: other) : nil
  }
}
