import CPCRE2
import DraftText

/// A regular expression of PCRE2, which any thread can match.
///
/// Patterns work on UTF-8 with Unicode properties. `^` and `$` match at every line, `.` matches neither CR nor LF, and
/// several groups can have the same name.
package final class Pattern: Sendable {
  /// The part of a pattern's work that is counted, and limited for a text as a whole.
  package enum Counting: Sendable {
    /// Nothing: the pattern is known to be sound.
    case nothing
    /// The matches: the pattern is simple, but can match everywhere.
    case matches
    /// All work. This makes matching up to five times slower.
    case everything
  }

  private let makeSource: @Sendable () -> String
  private let makeImage: @Sendable () -> [UInt8]?
  private let makeStarts: @Sendable () -> String?
  private let knownGroupNames: Set<String>?
  private let counting: Counting
  private let compiled = LazyReference<CompiledPattern>()

  /// The name of the `(*MARK:…)` by which a match of an exception is recognized.
  private static let exceptionMark = "zhangfa-unless"

  /// Compiles `source`.
  ///
  /// - Parameter counting: The work to count, for a pattern that nobody has reviewed: the limits of PCRE2 only apply
  ///   per place.
  package convenience init(_ source: String, counting: Counting = .nothing) throws(PatternError) {
    self.init(trusted: source, counting: counting)
    _ = try compile()
  }

  /// Takes an expression that is known to be sound. It is built and compiled on first use.
  ///
  /// - Parameters:
  ///   - image: The ``image`` of the pattern, if it is known.
  ///   - starts: What ``starts(accordingTo:)`` returned, if it is known.
  ///   - groupNames: The names of the groups, if they are known.
  package init(
    trusted source: @autoclosure @escaping @Sendable () -> String,
    image: @autoclosure @escaping @Sendable () -> [UInt8]? = nil,
    starts: @autoclosure @escaping @Sendable () -> String? = nil, groupNames: Set<String>? = nil,
    counting: Counting = .nothing
  ) {
    makeSource = source
    makeImage = image
    makeStarts = starts
    knownGroupNames = groupNames
    self.counting = counting
  }

  /// Returns an expression that finds the matches of `source` and skips those of `exception`: if `exception` matches
  /// first, the search continues behind its match.
  package static func expression(_ source: String, unless exception: String?) -> String {
    exception.map { "(?:\($0))(*MARK:\(exceptionMark))|\(source)" } ?? source
  }

  /// The expression, including its exceptions.
  package var source: String { makeSource() }

  private func compile() throws(PatternError) -> CompiledPattern {
    try compiled.value { () throws(PatternError) in
      let starts = makeStarts().map { ScalarSet(utf8: Array($0.utf8)) }
      if let image = makeImage(), let pattern = CompiledPattern(image: image, starts: starts) { return pattern }
      return try CompiledPattern(source, isCounted: counting == .everything, starts: starts)
    }
  }

  /// The compiled expression as bytes, for another process with the same release of PCRE2. Reading them is a hundred
  /// times faster than compiling the expression.
  package var image: [UInt8]? { (try? compile())?.image }

  /// Returns the characters with which a match can begin; nil if they do not make a search faster.
  ///
  /// - Parameter loose: An expression that can begin to match wherever this one can, whatever precedes the place.
  package func starts(accordingTo loose: String) -> String? { (try? compile())?.starts(accordingTo: loose) }

  /// A lower bound of the length of a match, in code points: the best that PCRE2 knows.
  package var minimumLength: Int {
    guard let pattern = try? compile() else { return 0 }
    return pattern.minimumLength ?? CompiledPattern.minimumLength(recompiling: source) ?? 0
  }

  /// Whether the pattern can match the empty text, as `X*`, `^` and `(?=X)` do; also true if PCRE2 cannot tell.
  ///
  /// It is false for `X\K`, which needs an X, though the remaining match is empty.
  package var matchesEmpty: Bool { minimumLength == 0 }

  /// The names of the groups.
  package var groupNames: Set<String> { knownGroupNames ?? (try? compile()).map { Set($0.groupNumbers.keys) } ?? [] }

  /// Returns all matches in `range` of `text`, from left to right, without overlap.
  ///
  /// A look-behind can see the text before `range`. The text after `range` does not exist for the pattern.
  package func matches(in text: SourceText, range: TextRange? = nil) throws(MatchError) -> [Match] {
    var matches: [Match] = []
    try forEachMatch(in: text, range: range) {
      matches.append($0)
      return true
    }
    return matches
  }

  /// Returns the first match in `range` of `text`; nil if there is none.
  package func firstMatch(in text: SourceText, range: TextRange? = nil) throws(MatchError) -> Match? {
    var first: Match?
    try forEachMatch(in: text, range: range) {
      first = $0
      return false
    }
    return first
  }

  /// Calls `body` with each match in `range` of `text`, from left to right, as long as it returns true.
  ///
  /// Empty matches count, too. After one, the search looks for a match at the same place that is not empty, and else
  /// goes on behind the next character (CRLF is one character). `body` can match other patterns.
  package func forEachMatch(
    in text: SourceText, range: TextRange? = nil, _ body: (Match) -> Bool
  ) throws(MatchError) {
    let range = range ?? text.range
    precondition(
      text.isScalarBorder(range.start) && text.isScalarBorder(range.end), "a range lies on scalar borders of its text")
    let pattern: CompiledPattern
    do throws(PatternError) { pattern = try compile() } catch { throw .other(code: 0, message: error.message) }
    let block = MatchBlock.current(groups: pattern.groupCount)
    let before = block.work.pointee
    let hasOwnWork = counting != .nothing && !before.isShared
    if hasOwnWork { block.work.pointee.allow(forBytes: range.count) }
    defer { if hasOwnWork { block.work.pointee = before } }
    try text.utf8.withUnsafeBufferPointer { (utf8) throws(MatchError) in
      var start = range.start
      var options: UInt32 = 0
      while start <= range.end {
        let result = try pattern.search(utf8, from: start, to: range.end, options: options, in: block)
        guard let groups = result, let range = block.range(ofGroup: 0) else { return }
        let place = block.startOffset
        if block.mark == Self.exceptionMark {
          (start, options) = (max(range.end, text.scalarBorder(atOrAfter: place + 1)), 0)
          continue
        }
        let match = block.match(of: pattern, at: range, groups: groups)
        if counting != .nothing {
          block.work.pointee.count(match)
          guard !block.work.pointee.isExhausted else { throw .workLimit }
        }
        // Only a \K hidden in a look-around gives an empty match where none is allowed, or a match that ends where it
        // was found or before.
        let isRepeated = options != 0 && place == start && range == TextRange(start, start)
        guard isRepeated || body(match) else { return }
        let isStuck = isRepeated || (!range.isEmpty && range.end <= place)
        start = isStuck ? text.scalarBorder(atOrAfter: place + 1) : range.end
        // If no empty match is allowed at the start, PCRE2 itself moves on, over CRLF as one character.
        options = range.isEmpty && !isStuck ? PCRE2_NOTEMPTY_ATSTART : 0
      }
    }
  }
}
