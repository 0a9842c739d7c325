import DraftText
import PatternMatching

/// The numbers with which a web site began each of its pages, and which now stand at the beginnings of lines: `2、（三）建强队伍`.
struct PageNumbers {
  /// Fewer than this are a slip, or a list.
  private static let fewest = 2
  /// The same number so often, and no other, is no list.
  private static let fewestAlike = 3
  /// Two of them stand at least this many lines apart; items of a list mostly do not.
  private static let shortestPage = 2

  /// Where they stand in the text, in order; empty where they may be a list.
  let ranges: [TextRange]

  private struct Candidate {
    let range: TextRange
    let value: Int
    let line: Int
    /// Whether an ordinal of the draft itself follows.
    let precedesOrdinal: Bool
  }

  /// Looks for them in `source`.
  init(_ source: SourceText, grammar: OutlineGrammar) throws(MatchError) {
    guard let pattern = grammar.pageNumber else {
      ranges = []
      return
    }
    let candidates = try pattern.matches(in: source).compactMap { match -> Candidate? in
      guard let numeral = match.range(of: "ordinal"),
        let value = Numeral.value(of: source[numeral], in: .arabic, words: [:])
      else { return nil }
      return Candidate(
        range: TextRange(numeral.start, match.range.end), value: value, line: source.lines.line(at: numeral.start),
        precedesOrdinal: match.range(of: "next") != nil)
    }
    ranges = Self.arePages(candidates) ? candidates.map(\.range) : []
  }

  private static func arePages(_ candidates: [Candidate]) -> Bool {
    guard candidates.count >= fewest else { return false }
    let neighbours = zip(candidates, candidates.dropFirst())
    guard neighbours.allSatisfy({ $1.line - $0.line > shortestPage }) else { return false }
    let areAlike = neighbours.allSatisfy { $0.value == 1 && $1.value == 1 }
    guard areAlike || neighbours.allSatisfy({ $1.value == $0.value + 1 }) else { return false }
    return candidates.contains(where: \.precedesOrdinal) || areAlike && candidates.count >= fewestAlike
  }
}
