import DraftText
import PatternMatching

extension FuzzTarget {
  /// Expressions put together from pieces of the syntax find the same with and without knowing where matches can begin.
  ///
  /// Each byte is a piece of the expression, and behind 0xFF a letter of the text.
  static let openings = FuzzTarget("openings") { input in
    let halves = input.split(separator: 0xFF, maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = halves.first, first.count <= 64, let last = halves.dropFirst().first, last.count <= 128 else {
      return
    }
    let text = last.map { letters[Int($0) % letters.count] }.joined()
    try requireSameMatches(of: expression(first), in: text)
  }

  /// The expression, in which no group is left open.
  private static func expression(_ bytes: some Sequence<UInt8>) -> String {
    var open = 0
    var expression = ""
    for byte in bytes {
      let piece = pieces[Int(byte) % pieces.count]
      if piece == ")" {
        guard open > 0 else { continue }
        open -= 1
      } else if piece.hasPrefix("("), !piece.hasSuffix(")") {
        open += 1
      }
      expression += piece
    }
    return expression + String(repeating: ")", count: open)
  }

  private static let pieces = [
    "一", "二", "、", "a", "K", " ", "#", "-", "[", "]", "\\n", "\\r", "\\s", "\\h", "\\d", "\\v", "\\p{Han}", "\\P{Han}",
    ".", "[一二]", "[^一]", "[^k]", "[a-c]", "[^\\n]", "[^\\P{Han}一]", "^", "$", "\\b", "\\K", "\\A", "(", "(?:", "(?=",
    "(?!", "(?<=", "(?<!", "(?>", "(?|", "(?<n>", "(?<m>", "(?(DEFINE)", "(?(1)", "(?(<n>)", "(?i:", "(?x:", "(?<*",
    "(?&n)", "(?&m)", "(?1)", "(?R)", "\\1", "(?i)", "(?-i)", "(?x)", "(?-x)", "(?m)", "(?-m)", "(?^)", "(?#c)", ")",
    ")", ")", "|", "|", "?", "*", "+", "{0}", "{2}", "{0,2}", "??", "*+", "\\x{4e00}", "\\x41", "\\E", "\\Q", "\n",
  ]

  private static let letters = [
    "一", "二", "三", "、", "a", "A", "k", "K", "\u{212A}", "\u{17F}", "b", "c", "-", "#", "\n", "\r", "\r\n", " ", "　",
    "1", "３", "年", "·", "𠮷",
  ]
}

/// Requires that `expression` finds in `text`, if it compiles, what PCRE2 finds when it searches itself.
///
/// Where a match is given up, what was found before has to be the same.
func requireSameMatches(of expression: String, in text: String) throws(BrokenInvariant) {
  let limits = MatchLimits(steps: 500, depth: 250, heapKiB: 512)
  guard let pattern = try? Pattern(expression, limits: limits) else { return }
  let prepared = pattern.prepared
  let searching = Pattern(
    PreparedPattern(
      source: prepared.source, hasExceptions: prepared.hasExceptions, opening: .anywhere, wholeOpening: .anywhere,
      groupNames: prepared.groupNames), limits: limits)
  guard prepared.opening != .anywhere else { return }
  // A short text is read from end to end; in a longer one places are looked up.
  for source in [SourceText(text), SourceText(text + String(repeating: "甲乙丙丁", count: 20) + text)] {
    let (found, isWhole) = pattern.places(in: source)
    let (expected, isAll) = searching.places(in: source)
    let count = isWhole && isAll ? max(found.count, expected.count) : min(found.count, expected.count)
    try require(
      found.prefix(count) == expected.prefix(count),
      "\(expression) finds \(found), and \(expected) when PCRE2 searches")
  }
}

extension Pattern {
  /// Where it matches in `text`, and whether no match was given up.
  fileprivate func places(in text: SourceText) -> (ranges: [TextRange], isWhole: Bool) {
    var ranges: [TextRange] = []
    do throws(MatchError) {
      try forEachMatch(in: text) {
        ranges.append($0.range)
        return ranges.count <= 2 * text.utf8.count
      }
    } catch {
      return (ranges, false)
    }
    return (ranges, true)
  }
}
