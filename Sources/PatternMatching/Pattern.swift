import CPCRE2
import DraftText

/// A regular expression of PCRE2, ready to match from any thread.
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

  private let makeSource: @Sendable () -> String
  private let makeImage: @Sendable () -> [UInt8]?
  private let knownNames: Set<String>?
  private let required: RequiredTexts
  private let limits: MatchLimits
  private let counting: Counting
  private let compiled = LazyReference<CompiledPattern>()

  /// The name by which a match of what is passed over is known.
  private static let exceptionName = "zhangfa-unless"

  /// Compiles `source`.
  ///
  /// - Parameter counting: What is counted of a pattern that nobody has looked at; ``MatchLimits`` hold for each place alone.
  public convenience init(
    _ source: String, limits: MatchLimits = .standard, counting: Counting = .nothing
  ) throws(PatternError) {
    self.init(trusted: source, limits: limits, counting: counting)
    _ = try compile()
  }

  /// Takes an expression that is known to be sound: it is put together and compiled when it is first needed.
  ///
  /// - Parameters:
  ///   - image: Its ``image``, where it is known.
  ///   - groupNames: The names of its groups, where they are known.
  ///   - required: What a range must hold for it to match there.
  package init(
    trusted source: @autoclosure @escaping @Sendable () -> String,
    image: @autoclosure @escaping @Sendable () -> [UInt8]? = nil, groupNames: Set<String>? = nil,
    required: RequiredTexts = RequiredTexts(), limits: MatchLimits = .standard, counting: Counting = .nothing
  ) {
    makeSource = source
    makeImage = image
    knownNames = groupNames
    self.required = required
    self.limits = limits
    self.counting = counting
  }

  /// The same pattern, not looked for where none of `texts` is.
  package func requiring(_ texts: [String]) -> Pattern {
    let (source, image) = (makeSource, makeImage)
    return Pattern(
      trusted: source(), image: image(), groupNames: knownNames, required: RequiredTexts(texts), limits: limits,
      counting: counting)
  }

  /// The expression that finds what `source` does and passes over what `exception` matches: where that matches first, the
  /// search goes on behind its match.
  package static func expression(_ source: String, unless exception: String?) -> String {
    exception.map { "(?:\($0))(*MARK:\(exceptionName))|\(source)" } ?? source
  }

  /// The expression, with what is passed over.
  public var source: String { makeSource() }

  private func compile() throws(PatternError) -> CompiledPattern {
    try compiled.value { () throws(PatternError) in
      if let image = makeImage(), let pattern = CompiledPattern(image: image) { return pattern }
      return try CompiledPattern(source, isCounted: counting == .everything)
    }
  }

  /// What PCRE2 makes of it, for another process with the same release of PCRE2: to take that is a hundred times quicker than to
  /// compile the expression.
  package var image: [UInt8]? { (try? compile())?.image }

  /// The least number of code points that a match takes; PCRE2 may know no more than that it is not less than this.
  package var minimumLength: Int {
    guard let pattern = try? compile() else { return 0 }
    return pattern.minimumLength ?? CompiledPattern.minimumLength(ofAtom: source) ?? 0
  }

  /// Whether the pattern may match the empty string somewhere, as `X*`, `^` and `(?=X)` do. When PCRE2 cannot tell, it may.
  ///
  /// `X\K` does not count: it takes an X, though the match that remains is empty.
  package var matchesEmpty: Bool { minimumLength == 0 }

  /// The names of the groups.
  public var groupNames: Set<String> { knownNames ?? (try? compile()).map { Set($0.groupNumbers.keys) } ?? [] }

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
    guard required.isEmpty || required.areSatisfied(by: text, in: range) else { return }
    let pattern: CompiledPattern
    do throws(PatternError) { pattern = try compile() } catch { throw .other(code: 0, message: error.message) }
    let code = pattern.code(for: range.count)
    let block = MatchBlock.current(groups: pattern.groupCount)
    let before = block.work.pointee
    let hasOwnWork = counting != .nothing && !before.isShared
    if hasOwnWork { block.work.pointee.allow(forBytes: range.count) }
    defer { if hasOwnWork { block.work.pointee = before } }
    try text.utf8.withUnsafeBufferPointer { (utf8) throws(MatchError) in
      var start = range.start
      var options: UInt32 = 0
      while start <= range.end {
        let result = try block.run(code, on: utf8, from: start, to: range.end, options: options, limits: limits)
        guard let groups = result, let range = block.range(ofGroup: 0) else { return }
        let place = block.startOffset
        if block.mark == Self.exceptionName {
          (start, options) = (max(range.end, nextScalar(after: place, in: utf8)), 0)
          continue
        }
        let match = block.match(of: pattern, at: range, groups: groups)
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
}

private func nextScalar(after offset: Int, in utf8: UnsafeBufferPointer<UInt8>) -> Int {
  var next = offset + 1
  while next < utf8.count, utf8[next] & 0xC0 == 0x80 { next += 1 }
  return next
}
