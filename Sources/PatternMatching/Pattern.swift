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

  /// The expression as it was given.
  public let source: String
  /// The numbers of the groups of each name.
  let groupNumbers: [String: [Int]]
  /// The number of groups, the whole match included.
  private let groupCount: Int
  private let limits: MatchLimits
  private let counting: Counting
  private let code: CompiledPattern
  private let machineCode: MachineCode

  /// Compiles `source`.
  ///
  /// The interpreter matches it until so much text has been searched that machine code pays. Where the machine has no
  /// just-in-time compiler, or it refuses the pattern, the interpreter goes on.
  ///
  /// - Parameter counting: What is counted of a pattern that nobody has looked at; ``MatchLimits`` hold for each place alone.
  public init(
    _ source: String, limits: MatchLimits = .standard, counting: Counting = .nothing
  ) throws(PatternError) {
    let code = try CompiledPattern(source, isCounted: counting == .everything)
    self.source = source
    self.limits = limits
    self.counting = counting
    self.code = code
    self.groupNumbers = code.groupNumbers
    self.groupCount = code.number(PCRE2_INFO_CAPTURECOUNT) + 1
    machineCode = MachineCode(of: code)
  }

  /// The least number of code points that a match takes; PCRE2 may know no more than that it is not less than this.
  package var minimumLength: Int { code.minimumLength ?? CompiledPattern.minimumLength(ofAtom: source) ?? 0 }

  /// Whether the pattern may match the empty string somewhere, as `X*`, `^` and `(?=X)` do. When PCRE2 cannot tell, it may.
  ///
  /// `X\K` does not count: it takes an X, though the match that remains is empty.
  package var matchesEmpty: Bool { minimumLength == 0 }

  /// The names of the groups.
  public var groupNames: Set<String> { Set(groupNumbers.keys) }

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
    let block = MatchBlock.current(groups: groupCount)
    let code = machineCode.code(toSearch: range.count)
    if counting != .nothing, !block.work.pointee.isShared { block.work.pointee.allow(forBytes: range.count) }
    try text.utf8.withUnsafeBufferPointer { (utf8) throws(MatchError) in
      var start = range.start
      var options: UInt32 = 0
      while start <= range.end,
        let groups = try block.run(code, on: utf8, from: start, to: range.end, options: options, limits: limits)
      {
        guard let match = match(of: block, groups: groups) else { return }
        if counting != .nothing {
          block.work.pointee.take(matchOf: match.groups.reduce(match.range.count) { $0 + $1.range.count })
          guard !block.work.pointee.isSpent else { throw .workLimit }
        }
        let place = block.startOffset
        // Only a hidden \K in a look-around finds an empty match where none is allowed, or ends one where the search for it began.
        let isRepeated = options != 0 && place == start && match.range == TextRange(start, start)
        guard isRepeated || body(match) else { return }
        let isStuck = isRepeated || (!match.range.isEmpty && match.range.end <= place)
        start = isStuck ? nextScalar(after: place, in: utf8) : match.range.end
        // PCRE2 itself moves on when an empty match is not allowed at the start, and takes CRLF as one.
        options = match.range.isEmpty && !isStuck ? PCRE2_NOTEMPTY_ATSTART : 0
      }
    }
  }

  /// The last match of `block`, which ran this pattern, with groups below `groups`.
  private func match(of block: MatchBlock, groups: Int) -> Match? {
    guard let range = block.range(ofGroup: 0) else { return nil }
    var found: [Match.Group] = []
    if groups > 1, !groupNumbers.isEmpty {
      for number in 1..<groups {
        if let range = block.range(ofGroup: number) { found.append(Match.Group(number: number, range: range)) }
      }
    }
    return Match(range: range, pattern: self, groups: found)
  }
}

private func nextScalar(after offset: Int, in utf8: UnsafeBufferPointer<UInt8>) -> Int {
  var next = offset + 1
  while next < utf8.count, utf8[next] & 0xC0 == 0x80 { next += 1 }
  return next
}
