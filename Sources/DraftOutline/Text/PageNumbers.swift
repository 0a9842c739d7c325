import DraftText
import PatternMatching

/// The page numbers of a web site that now stand at the beginnings of lines: `2、（三）建强队伍`.
struct PageNumbers {
  /// The fewest page numbers; fewer are a slip, or a list.
  private static let fewest = 2
  /// The fewest page numbers that are all 1; a list does not repeat its 1 so often.
  private static let fewestAlike = 3
  /// The fewest lines between two page numbers; items of a list are mostly closer.
  private static let shortestPage = 2

  private struct PossibleNumber {
    let range: TextRange
    let value: Int
    let line: Int
    /// Whether an ordinal of the draft itself follows.
    let precedesOrdinal: Bool
  }

  /// The ranges of the page numbers, in order; empty if they can be a list.
  let ranges: [TextRange]

  /// Finds the page numbers in `source`.
  init(_ source: SourceText, grammar: OutlineGrammar) throws(MatchError) {
    let matches = try grammar.patterns[.pageNumber]?.matches(in: source) ?? []
    let candidates = matches.compactMap { match -> PossibleNumber? in
      guard let numeral = match.range(of: "ordinal"), let value = Numeral.value(of: source[numeral]) else { return nil }
      return PossibleNumber(
        range: TextRange(numeral.start, match.range.end), value: value, line: source.lines.line(at: numeral.start),
        precedesOrdinal: match.range(of: "next") != nil)
    }
    ranges = Self.arePages(candidates) ? candidates.map(\.range) : []
  }

  private static func arePages(_ candidates: [PossibleNumber]) -> Bool {
    guard candidates.count >= fewest else { return false }
    let neighbours = zip(candidates, candidates.dropFirst())
    guard neighbours.allSatisfy({ $1.line - $0.line > shortestPage }) else { return false }
    let areAlike = candidates.allSatisfy { $0.value == 1 }
    guard areAlike || neighbours.allSatisfy({ $1.value == $0.value + 1 }) else { return false }
    return candidates.contains(where: \.precedesOrdinal) || areAlike && candidates.count >= fewestAlike
  }
}
