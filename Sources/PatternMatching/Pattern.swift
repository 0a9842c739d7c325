import CPCRE2
import DraftText

/// A compiled regular expression of PCRE2, ready to match from any thread.
///
/// Patterns work on UTF-8 with Unicode properties; `^` and `$` match at every line, `.` stops at LF, CR and CRLF, and
/// several groups may share a name.
public final class Pattern: Sendable {
  /// The expression as it was given.
  public let source: String
  /// How a match can begin.
  let opening: Opening
  private let limits: MatchLimits
  /// Whether matches that bear ``exceptionMark`` are passed over.
  private let hasExceptions: Bool
  private let anywhere: PatternCode
  /// Tried only where a match can begin; nil when that is not known.
  private let anchored: PatternCode?

  /// The verb behind an alternative whose matches are passed over, as the text between matches is.
  package static let exceptionMark: StaticString = "(*MARK:zhangfa-unless)"
  private static let exceptionName = "zhangfa-unless"

  /// Compiles `source`.
  ///
  /// The interpreter matches it until so much text has been searched that machine code pays. Where the machine has no
  /// just-in-time compiler, or it refuses the pattern, the interpreter goes on.
  public convenience init(_ source: String, limits: MatchLimits = .standard) throws(PatternError) {
    self.init(trusted: source, limits: limits)
    _ = try anywhere.compile()
  }

  /// Takes an expression that is known to be sound, and compiles it when it is first needed.
  package init(trusted source: String, limits: MatchLimits = .standard) {
    self.source = source
    self.limits = limits
    opening = OpeningReader.opening(of: source)
    hasExceptions = source.contains("\(Self.exceptionMark)")
    anywhere = PatternCode(source, isAnchored: false)
    anchored = opening == .anywhere ? nil : PatternCode(source, isAnchored: true)
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

  /// The names of the groups. The pattern is compiled to tell them.
  public var groupNames: Set<String> {
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
    if let anchored, let places = OpeningPlaces(opening, in: text, range) {
      guard places.first(from: range.start) != nil else { return }
      let code = try anchored.code(for: places.count)
      try forEachMatch(of: code, in: text, range, tryingAt: places.first(from:), body)
    } else {
      try forEachMatch(of: try anywhere.code(for: range.count), in: text, range, tryingAt: nil, body)
    }
  }

  /// Calls `body` with the matches of `code`.
  ///
  /// - Parameter nextPlace: Where the next match is tried, not before a given offset; nil where PCRE2 searches itself.
  private func forEachMatch(
    of code: PatternCode.Version, in text: SourceText, _ range: TextRange, tryingAt nextPlace: ((Int) -> Int?)?,
    _ body: (Match) -> Bool
  ) throws(MatchError) {
    let block = MatchBlock.current(groups: code.pattern.groupCount)
    try text.utf8.withUnsafeBufferPointer { (utf8) throws(MatchError) in
      var start = range.start
      var options: UInt32 = 0
      while start <= range.end {
        if let nextPlace {
          guard let place = nextPlace(start) else { return }
          if place != start { (start, options) = (place, 0) }
        }
        let result = try block.run(code.pointer, on: utf8, from: start, to: range.end, options: options, limits: limits)
        guard let groups = result, let range = block.range(ofGroup: 0) else {
          guard nextPlace != nil else { return }
          (start, options) = (nextScalar(after: start, in: utf8), 0)
          continue
        }
        let place = block.startOffset
        if hasExceptions, block.mark == Self.exceptionName {
          (start, options) = (max(range.end, nextScalar(after: place, in: utf8)), 0)
          continue
        }
        // Only a hidden \K in a look-around finds an empty match where none is allowed, or ends one where the search for it began.
        let isRepeated = options != 0 && place == start && range == TextRange(start, start)
        guard isRepeated || body(match(range, of: block, groups: groups, code.pattern)) else { return }
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

private func nextScalar(after offset: Int, in utf8: UnsafeBufferPointer<UInt8>) -> Int {
  var next = offset + 1
  while next < utf8.count, utf8[next] & 0xC0 == 0x80 { next += 1 }
  return next
}
