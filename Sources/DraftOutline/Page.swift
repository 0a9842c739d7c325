import DraftText
import PatternMatching

/// The first pass over a draft: separates the residue and the table of contents from the paragraphs.
struct Page {
  /// The longest heading, in code points: a line of a page has 28. A longer paragraph without a mark at its end is cut.
  private static let longestHeading = 30

  let residue: [Residue]
  /// The entries of a table of contents.
  let contents: [Paragraph]
  /// The lines that are neither residue nor contents.
  let paragraphs: [Paragraph]

  /// Separates the lines of a draft.
  ///
  /// - Parameter pageNumbers: Lines that are page numbers, as ranges of the original draft.
  init(_ draft: Draft, _ reflowed: ReflowedText, pageNumbers: [TextRange]) throws(MatchError) {
    let source = draft.source
    let lines = source.paragraphs
    let known = Set(pageNumbers)
    let pages = known.isEmpty ? [] : lines.filter { known.contains(reflowed.original(of: $0.range)) }
    var finder = ResidueFinder(lines, of: source)
    residue = try finder.find(by: draft.grammar, knownPages: Set(pages))
    let all = Self.paragraphs(lines, without: residue, of: source)
    let table = try Contents(in: all, of: draft)
    contents = table.map { Array(all[$0.entries]) } ?? []
    paragraphs = table.map { Array(all[..<$0.lines.lowerBound] + all[$0.lines.upperBound...]) } ?? all
  }

  /// Returns the lines that are not residue; a paragraph that a page number cuts in two becomes one.
  private static func paragraphs(
    _ lines: [Paragraph], without residue: [Residue], of source: SourceText
  ) -> [Paragraph] {
    let blocks = residue.filter(\.coversLines)
    guard !blocks.isEmpty else { return lines }
    var isCut = false
    var paragraphs: [Paragraph] = []
    for line in lines {
      let block = blocks.partitioningIndex { $0.range.end > line.range.start }
      if block < blocks.count, blocks[block].range.overlaps(line.range) {
        let breaksOff =
          paragraphs.last.map { !source.isWhole($0) && source.length(of: $0) > longestHeading } ?? false
        isCut = blocks[block].residueClass == .page && (isCut || breaksOff)
      } else if isCut, let first = paragraphs.popLast() {
        paragraphs.append(Paragraph(range: TextRange(first.range.start, line.range.end)))
        isCut = false
      } else {
        paragraphs.append(line)
      }
    }
    return paragraphs
  }
}

/// The page numbers of a web site that now stand at the beginnings of lines: `2、（三）建强队伍`.
struct PageNumbers {
  /// The fewest page numbers; fewer are a slip, or a list.
  private static let fewest = 2
  /// The fewest page numbers that are all 1; a list does not repeat its 1 so often.
  private static let fewestAlike = 3
  /// The fewest lines between two page numbers; items of a list are mostly closer.
  private static let shortestPage = 2

  private struct Candidate {
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
    let candidates = matches.compactMap { match -> Candidate? in
      guard let numeral = match.range(of: "ordinal"), let value = Numeral.value(of: source[numeral]) else { return nil }
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
    let areAlike = candidates.allSatisfy { $0.value == 1 }
    guard areAlike || neighbours.allSatisfy({ $1.value == $0.value + 1 }) else { return false }
    return candidates.contains(where: \.precedesOrdinal) || areAlike && candidates.count >= fewestAlike
  }
}
