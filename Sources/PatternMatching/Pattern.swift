import CPCRE2
import DraftText

/// A compiled regular expression of PCRE2, ready to match from any thread.
///
/// Patterns work on UTF-8 with Unicode properties; `^` and `$` match at every line, `.` stops at LF, CR and CRLF, and
/// several groups may share a name.
public final class Pattern: Sendable {
  /// What is counted of the work that a pattern does in a text, and limited for the text as a whole.
  public enum Counting: Sendable {
    /// Nothing: the pattern is known to be sound.
    case nothing
    /// Its matches: the pattern is plain, but may match everywhere.
    case matches
    /// All it does. That makes matching slower, by up to five times.
    case everything
  }

  private let text: PackedBytes
  /// How a match can begin, and how it or what is passed over can.
  private let opening, wholeOpening: Opening
  private let limits: MatchLimits
  private let counting: Counting
  private let hasExceptions: Bool
  private let preparedNames: Set<String>?
  private let anywhere: PatternCode
  /// Tried only where a match can begin.
  private let anchored: PatternCode

  /// The name by which a match of what is passed over is known.
  private static let exceptionName = "zhangfa-unless"

  /// Compiles `source`.
  ///
  /// The interpreter matches it until so much text has been searched that machine code pays. Where the machine has no
  /// just-in-time compiler, or it refuses the pattern, the interpreter goes on.
  ///
  /// - Parameter counting: What is counted of a pattern that nobody has looked at; ``MatchLimits`` hold for each place alone.
  public convenience init(
    _ source: String, limits: MatchLimits = .standard, counting: Counting = .nothing
  ) throws(PatternError) {
    try self.init(source, unless: nil, limits: limits, counting: counting)
  }

  /// Compiles `source` so that text which `exception` matches is passed over; ``init(trusted:unless:definitions:limits:)``
  /// tells more.
  package convenience init(
    _ source: String, unless exception: String?, definitions: String = "", limits: MatchLimits = .standard,
    counting: Counting = .nothing
  ) throws(PatternError) {
    // PCRE2 sees it first: it refuses what is too large or too deep to be read.
    let code = try CompiledPattern(
      Self.whole(source, unless: exception, definitions), isCounted: counting == .everything)
    self.init(source, unless: exception, definitions, limits, counting, code)
  }

  /// Takes an expression that is known to be sound, and compiles it when it is first needed.
  ///
  /// - Parameters:
  ///   - exception: Where it matches before `source` does, the search goes on behind its match.
  ///   - definitions: A `(?(DEFINE)…)` with what both call; empty when they call nothing.
  package convenience init(
    trusted source: String, unless exception: String? = nil, definitions: String = "", limits: MatchLimits = .standard,
    counting: Counting = .nothing
  ) {
    self.init(source, unless: exception, definitions, limits, counting, nil)
  }

  /// Takes what ``prepared`` gave, and compiles it when it is first needed.
  package convenience init(
    _ prepared: PreparedPattern, limits: MatchLimits = .standard, counting: Counting = .nothing
  ) {
    self.init(
      prepared.source, hasExceptions: prepared.hasExceptions, prepared.opening, prepared.wholeOpening,
      groupNames: prepared.groupNames, limits, counting, image: counting == .nothing ? prepared.image : nil)
  }

  /// - Parameter code: What PCRE2 has made of it already.
  private convenience init(
    _ source: String, unless exception: String?, _ definitions: String, _ limits: MatchLimits, _ counting: Counting,
    _ code: CompiledPattern?
  ) {
    // A call means the first group of its name, be it one of the exception.
    let opening = OpeningReader.opening(of: (exception.map { "(?(DEFINE)(?:\($0)))" } ?? "") + source + definitions)
    let wholeOpening = exception.map { OpeningReader.opening(of: "(?:\($0))|" + source + definitions) }
    self.init(
      PackedBytes(Self.whole(source, unless: exception, definitions)), hasExceptions: exception != nil, opening,
      wholeOpening ?? opening, groupNames: nil, limits, counting, code: code)
  }

  /// The expression that finds what is passed over as well.
  private static func whole(_ source: String, unless exception: String?, _ definitions: String) -> String {
    (exception.map { "(?:\($0))(*MARK:\(exceptionName))|" } ?? "") + source + definitions
  }

  private init(
    _ source: PackedBytes, hasExceptions: Bool, _ opening: Opening, _ wholeOpening: Opening, groupNames: Set<String>?,
    _ limits: MatchLimits, _ counting: Counting, image: PatternImage? = nil, code: CompiledPattern? = nil
  ) {
    text = source
    self.hasExceptions = hasExceptions
    self.opening = opening
    self.wholeOpening = wholeOpening
    self.limits = limits
    self.counting = counting
    preparedNames = groupNames
    let isAnchored = wholeOpening.isTelling
    anywhere = PatternCode(
      source, isAnchored: false, isCounted: counting == .everything, image: isAnchored ? nil : image, code: code)
    anchored = PatternCode(
      source, isAnchored: true, isCounted: counting == .everything, image: isAnchored ? image : nil)
  }

  /// The expression as it was given, with what is passed over.
  public var source: String { text.string }

  /// What another start of the program needs to know of the pattern, which it then takes to be sound: nothing is counted.
  package var prepared: PreparedPattern {
    PreparedPattern(
      source: text, hasExceptions: hasExceptions, opening: opening, wholeOpening: wholeOpening,
      groupNames: groupNames, image: try? CompiledPattern(source, isAnchored: wholeOpening.isTelling).image)
  }

  /// The least number of code points that a match takes; PCRE2 may know no more than that it is not less than this.
  package var minimumLength: Int {
    guard let code = try? anywhere.compile() else { return 0 }
    return code.minimumLength ?? CompiledPattern.minimumLength(ofAtom: source) ?? 0
  }

  /// Whether the pattern may match the empty string somewhere, as `X*`, `^` and `(?=X)` do. When PCRE2 cannot tell, it may.
  ///
  /// `X\K` does not count: it takes an X, though the match that remains is empty.
  package var matchesEmpty: Bool { minimumLength == 0 }

  /// The names of the groups. To tell them the pattern is compiled, where it was not prepared.
  public var groupNames: Set<String> {
    if let preparedNames { return preparedNames }
    guard let code = try? anywhere.compile() else { return [] }
    return Set(code.groupNumbers.keys)
  }

  /// All matches in `range` of `text`, from left to right, without overlap.
  ///
  /// What stands before `range` can be looked back at; what follows it does not exist for the pattern.
  public func matches(in text: SourceText, range: TextRange? = nil) throws(MatchError) -> [Match] {
    var matches: [Match] = []
    try forEachMatch(in: text, range: range) {
      matches.append($0)
      return true
    }
    return matches
  }

  /// The first match in `range` of `text`.
  public func firstMatch(in text: SourceText, range: TextRange? = nil) throws(MatchError) -> Match? {
    var first: Match?
    try forEachMatch(in: text, range: range) {
      first = $0
      return false
    }
    return first
  }

  /// Calls `body` with each match in `range` of `text`, from left to right, as long as it returns true.
  ///
  /// An empty match is one too; after it the next non-empty match at its place counts, else the search goes on behind the next
  /// character, CRLF being one. `body` may match other patterns.
  public func forEachMatch(
    in text: SourceText, range: TextRange? = nil, _ body: (Match) -> Bool
  ) throws(MatchError) {
    let range = range ?? text.range
    precondition(
      text.isScalarBorder(range.start) && text.isScalarBorder(range.end), "a range lies on scalar borders of its text")
    let places = opening.places(in: text, range)
    // Where no match can begin nothing needs to be passed over.
    if let places, places.count == 0 { return }
    try forEachMatch(in: text, range, at: hasExceptions ? wholeOpening.places(in: text, range) : places, body)
  }

  /// - Parameter places: Where matches are tried; nil where PCRE2 searches itself.
  private func forEachMatch(
    in text: SourceText, _ range: TextRange, at places: OffsetSet?, _ body: (Match) -> Bool
  ) throws(MatchError) {
    let code =
      if let places { try anchored.code(for: places.count(in: range)) } else { try anywhere.code(for: range.count) }
    let block = MatchBlock.current(groups: code.pattern.groupCount)
    let before = block.work.pointee
    let hasOwnWork = counting != .nothing && !before.isShared
    if hasOwnWork { block.work.pointee.allow(forBytes: range.count) }
    defer { if hasOwnWork { block.work.pointee = before } }
    try text.utf8.withUnsafeBufferPointer { (utf8) throws(MatchError) in
      var start = range.start
      var options: UInt32 = 0
      // PCRE2 tries where a search begins even between CR and LF, and else passes over that place.
      var isBeginning = true
      while start <= range.end {
        if let places, !isBeginning || !isInsideLineEnd(start, in: utf8) {
          guard let place = places.first(from: start), place <= range.end else { return }
          if place != start { (start, options) = (place, 0) }
        }
        isBeginning = true
        let result = try block.run(code.pointer, on: utf8, from: start, to: range.end, options: options, limits: limits)
        guard let groups = result, let range = block.range(ofGroup: 0) else {
          guard places != nil else { return }
          (start, options, isBeginning) = (nextScalar(after: start, in: utf8), 0, false)
          continue
        }
        let place = block.startOffset
        if hasExceptions, block.mark == Self.exceptionName {
          (start, options) = (max(range.end, nextScalar(after: place, in: utf8)), 0)
          continue
        }
        let match = match(range, of: block, groups: groups, code.pattern)
        if counting != .nothing {
          block.work.pointee.take(match)
          guard !block.work.pointee.isSpent else { throw .workLimit }
        }
        // Only a hidden \K in a look-around finds an empty match where none is allowed, or ends one where the search for it began.
        let isRepeated = options != 0 && place == start && range == TextRange(start, start)
        guard isRepeated || body(match) else { return }
        let isStuck = isRepeated || (!range.isEmpty && range.end <= place)
        start = isStuck ? nextScalar(after: place, in: utf8) : range.end
        // PCRE2 itself moves on when an empty match is not allowed at the start, and takes CRLF as one.
        options = range.isEmpty && !isStuck ? PCRE2_NOTEMPTY_ATSTART : 0
      }
    }
  }

  /// The last match of `block`, which ran `pattern`, at `range` with groups below `groups`.
  private func match(_ range: TextRange, of block: MatchBlock, groups: Int, _ pattern: CompiledPattern) -> Match {
    var found: [Match.Group] = []
    if groups > 1, !pattern.groupNumbers.isEmpty {
      for number in 1..<groups {
        if let range = block.range(ofGroup: number) { found.append(Match.Group(number: number, range: range)) }
      }
    }
    return Match(range: range, pattern: pattern, groups: found)
  }
}

/// Whether `offset` lies between the two of a CRLF.
private func isInsideLineEnd(_ offset: Int, in utf8: UnsafeBufferPointer<UInt8>) -> Bool {
  offset > 0 && offset < utf8.count && utf8[offset] == 0x0A && utf8[offset - 1] == 0x0D
}

private func nextScalar(after offset: Int, in utf8: UnsafeBufferPointer<UInt8>) -> Int {
  var next = offset + 1
  while next < utf8.count, utf8[next] & 0xC0 == 0x80 { next += 1 }
  return next
}
