import DraftText

/// Finds out how the matches of an expression can begin.
///
/// It errs on the safe side: what it does not understand may begin anywhere. It knows the syntax of pcre2pattern(3) as far as
/// rules are written in it.
struct OpeningReader {
  /// What is known of a piece of an expression.
  struct Piece {
    /// The code points that can stand where it begins. Where it may be empty, those with which it is not.
    var characters = ScalarSet.none
    /// Those that can only where a line begins as well.
    var lineCharacters = ScalarSet.none
    /// Whether it may match without one of these.
    var isOptional = false
    /// Whether, where it matches without one of these, a line begins.
    var isAtLineStart = false
    /// The code points that can stand second in it.
    var seconds = ScalarSet.none
    /// Whether it may end behind the first, so that what follows it stands second.
    var isOne = true

    /// It asks nothing of its place.
    static let anything = Piece(characters: .all, isOptional: true, seconds: .all)

    /// It takes nothing.
    static let empty = Piece(isOptional: true, isOne: false)

    /// The code points that can stand where it begins, be that where it may.
    var allCharacters: ScalarSet { characters.union(lineCharacters) }

    /// Puts `next` behind it, which may begin with the characters that `asked` holds only, where it is what begins.
    mutating func append(_ next: Piece, _ asked: ScalarSet) {
      if isOne { seconds = seconds.union(next.allCharacters) }
      isOne = (isOne && next.isOptional) || (isOptional && next.isOne)
      guard isOptional else { return }
      let characters = next.characters.intersection(asked)
      if isAtLineStart {
        lineCharacters = lineCharacters.union(characters)
      } else {
        self.characters = self.characters.union(characters)
      }
      lineCharacters = lineCharacters.union(next.lineCharacters.intersection(asked))
      seconds = seconds.union(next.seconds)
      isAtLineStart = isAtLineStart || (next.isOptional && next.isAtLineStart)
      isOptional = next.isOptional
    }

    /// Has it stand as often as `quantifier` says.
    mutating func repeated(_ quantifier: Quantifier) {
      if quantifier.allowsMany, isOne { seconds = seconds.union(allCharacters) }
      if quantifier.least > 1, !isOptional { isOne = false }
      if quantifier.least == 0 { (isOptional, isAtLineStart) = (true, false) }
    }
  }

  /// How often something may stand.
  struct Quantifier {
    /// The least number; 2 also stands for larger ones.
    let least: Int
    /// Whether it may stand more than once.
    let allowsMany: Bool
  }

  /// An element of a sequence.
  enum Element {
    /// It takes text.
    case text(Piece)
    /// It takes none, and asks that one of these follow.
    case lookahead(ScalarSet)
    /// It takes none, and asks nothing that is of use.
    case nothing
    case lineStart
  }

  /// The expression is beyond the reader.
  struct Unknown: Error {}

  struct Options {
    var ignoresCase = false
    var isExtended = false
  }

  let scalars: [Unicode.Scalar]
  var next = 0
  var options = Options()
  /// How many groups are open.
  private var depth = 0
  /// The named groups, the first of each name.
  private var groups: [[Unicode.Scalar]: NamedGroup] = [:]
  /// Whether a group is called by its name.
  private var hasCalls = false
  /// Whether CR or LF is named: then PCRE2 also tries to match between the two of a CRLF.
  private(set) var namesLineEnds = false
  /// What is known of groups that are called; nil for one that is being read. Nothing is looked up before all groups are known.
  private var called: [[Unicode.Scalar]: Piece?]?

  /// A named group, and the options with which it was written: with these it is called.
  private struct NamedGroup {
    /// Where it begins, behind its name.
    let start: Int
    let options: Options
  }

  private init(_ expression: String) { scalars = Array(expression.unicodeScalars) }

  /// How matches of `expression` can begin, compiled as ``CompiledPattern`` does.
  static func opening(of expression: String) -> Opening {
    var reader = OpeningReader(expression)
    guard var piece = reader.whole() else { return .anywhere }
    if reader.hasCalls {
      // What is called mostly stands behind its calls: it is known only now.
      reader.called = [:]
      guard let known = reader.whole() else { return .anywhere }
      piece = known
    }
    guard !piece.isOptional || piece.isAtLineStart else { return .anywhere }
    let lineCharacters = piece.isOptional ? .all : piece.lineCharacters
    // Then what begins lines begins between CR and LF as well.
    guard !reader.namesLineEnds || !lineCharacters.contains(0x0A) else { return .anywhere }
    return Opening(
      characters: piece.characters, lineCharacters: lineCharacters,
      seconds: piece.isOptional || piece.isOne ? .all : ScalarMask(piece.seconds.ranges))
  }

  /// Reads the expression from its beginning; nil when it is beyond the reader.
  private mutating func whole() -> Piece? {
    (next, options) = (0, Options())
    guard let piece = try? alternatives(), next == scalars.count else { return nil }
    return piece
  }
}

// MARK: Structure

extension OpeningReader {
  var current: Unicode.Scalar? { next < scalars.count ? scalars[next] : nil }

  func starts(with text: StaticString) -> Bool {
    text.withUTF8Buffer { bytes in
      guard next + bytes.count <= scalars.count else { return false }
      return bytes.indices.allSatisfy { scalars[next + $0].value == UInt32(bytes[$0]) }
    }
  }

  /// Moves behind `text` if it is what comes next.
  mutating func skip(_ text: StaticString) -> Bool {
    guard starts(with: text) else { return false }
    next += text.utf8CodeUnitCount
    return true
  }

  /// Looks at a character that the expression names.
  mutating func note(_ named: Unicode.Scalar) {
    namesLineEnds = namesLineEnds || named == "\n" || named == "\r"
  }

  /// Moves behind the next `end` and returns what stands before it.
  mutating func text(before end: Unicode.Scalar) throws(Unknown) -> [Unicode.Scalar] {
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
    // Put together at the end: lists of thousands of words are one expression.
    var ranges = whole.characters.ranges
    var lineRanges = whole.lineCharacters.ranges
    var secondRanges = whole.seconds.ranges
    while skip("|") {
      let other = try sequence()
      ranges += other.characters.ranges
      lineRanges += other.lineCharacters.ranges
      secondRanges += other.seconds.ranges
      // What takes text always leaves nothing to be said of the place where it does not.
      whole.isAtLineStart =
        (whole.isAtLineStart || !whole.isOptional) && (other.isAtLineStart || !other.isOptional)
      whole.isOptional = whole.isOptional || other.isOptional
      whole.isOne = whole.isOne || other.isOne
    }
    whole.characters = ScalarSet(ranges)
    whole.lineCharacters = ScalarSet(lineRanges)
    whole.seconds = ScalarSet(secondRanges)
    return whole
  }

  /// Reads elements up to a bar, a closing parenthesis or the end.
  private mutating func sequence() throws(Unknown) -> Piece {
    var whole = Piece.empty
    /// What look-aheads ask of the place where the sequence begins if all text so far is left out.
    var asked = ScalarSet.all
    while let scalar = current, scalar != "|", scalar != ")" {
      let element = try element()
      switch element {
      case .lineStart where whole.isOptional: whole.isAtLineStart = true
      case .lookahead(let set) where whole.isOptional: asked = asked.intersection(set)
      case .text(let piece) where whole.isOptional || whole.isOne: whole.append(piece, asked)
      default: break
      }
    }
    // A look-ahead is met where nothing is taken, too.
    if whole.isOptional, asked != .all { whole.append(Piece(characters: asked, seconds: .all), .all) }
    return whole
  }

  private mutating func element() throws(Unknown) -> Element {
    try skipBlank()
    guard let scalar = current, scalar != "|", scalar != ")" else { return .nothing }
    let element = try atom(scalar)
    let quantifiers = try quantifiers()
    guard !quantifiers.isEmpty else { return element }
    switch element {
    case .text(var piece):
      for quantifier in quantifiers { piece.repeated(quantifier) }
      return .text(piece)
    default: return quantifiers.contains { $0.least == 0 } ? .nothing : element
    }
  }

  /// Passes over comments, and blanks where they mean nothing.
  private mutating func skipBlank() throws(Unknown) {
    while let scalar = current {
      if skip("(?#") {
        _ = try text(before: ")")
      } else if !options.isExtended {
        return
      } else if scalar.properties.isPatternWhitespace {
        next += 1
      } else if scalar == "#" {
        while let scalar = current, scalar != "\n", scalar != "\r" { next += 1 }
      } else {
        return
      }
    }
  }

  /// Reads the quantifiers that follow, each of what stands before it.
  private mutating func quantifiers() throws(Unknown) -> [Quantifier] {
    var quantifiers: [Quantifier] = []
    try skipBlank()
    // Behind a blank a question mark may be one of its own, or say that the last one is lazy.
    while let quantifier = try quantifier() {
      quantifiers.append(quantifier)
      try skipBlank()
    }
    return quantifiers
  }

  /// Reads a quantifier, if there is one.
  private mutating func quantifier() throws(Unknown) -> Quantifier? {
    let quantifier: Quantifier
    switch current {
    case "*", "?", "+":
      quantifier = Quantifier(least: current == "+" ? 1 : 0, allowsMany: current != "?")
      next += 1
    case "{":
      guard let braces = try braces() else { return nil }
      quantifier = braces
    default: return nil
    }
    if current == "?" || current == "+" { next += 1 }
    return quantifier
  }

  /// Reads a quantifier in braces, `{3}`, `{3,}` or `{3,5}`; nil where the brace is text.
  private mutating func braces() throws(Unknown) -> Quantifier? {
    guard let end = scalars[next...].firstIndex(of: "}") else { return nil }
    let inside = scalars[(next + 1)..<end]
    let digits = inside.prefix { ("0"..."9").contains($0) }
    // Versions of PCRE2 differ on {,3} and { 3 }.
    guard inside.allSatisfy({ ("0"..."9").contains($0) || $0 == "," || $0 == " " }) else { return nil }
    guard !digits.isEmpty, !inside.contains(" ") else { throw Unknown() }
    next = end + 1
    let least = Int(String(String.UnicodeScalarView(digits))) ?? 2
    let isExact = digits.count == inside.count
    let most = inside.dropFirst(digits.count + 1)
    let allowsMany = isExact ? least > 1 : !most.elementsEqual(["0"]) && !most.elementsEqual(["1"])
    return Quantifier(least: min(least, 2), allowsMany: allowsMany)
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
    if skip("=") {
      let piece = try rest(restoring: outer)
      return piece.isOptional ? .nothing : .lookahead(piece.allCharacters)
    }
    if skip("!") || skip("<=") || skip("<!") || skip("<*") || skip("(DEFINE)") {
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
    if skip("P<") || skip("<") { return try namedGroup(">", restoring: outer) }
    if skip("'") { return try namedGroup("'", restoring: outer) }
    return try optionGroup(restoring: outer)
  }

  /// Reads a group that has a name, which `end` ends.
  private mutating func namedGroup(_ end: Unicode.Scalar, restoring outer: Options) throws(Unknown) -> Element {
    let name = try text(before: end)
    if groups[name] == nil { groups[name] = NamedGroup(start: next, options: options) }
    return .text(try rest(restoring: outer))
  }

  /// What is known of the group called `name`.
  private mutating func call(of name: [Unicode.Scalar]) throws(Unknown) -> Piece {
    hasCalls = true
    if let known = called?[name] { return known ?? .anything }
    guard called != nil, let group = groups[name] else { return .anything }
    let (place, outer) = (next, options)
    defer { (next, options) = (place, outer) }
    called?[name] = .some(nil)
    (next, options) = (group.start, group.options)
    let piece = try rest(restoring: outer)
    called?[name] = piece
    return piece
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
