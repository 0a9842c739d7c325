import DraftText
import PatternMatching

/// The first pass over a draft: separates the residue and the table of contents from the paragraphs.
struct SeparatedText {
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
  init(_ context: OutlineContext, _ reflowed: ReflowedText, pageNumbers: [TextRange]) throws(MatchError) {
    let source = context.source
    let lines = source.paragraphs
    let known = Set(pageNumbers)
    let pages = known.isEmpty ? [] : lines.filter { known.contains(reflowed.original(of: $0.range)) }
    var finder = ResidueFinder(lines, of: source)
    residue = try finder.find(by: context.grammar, knownPages: Set(pages))
    let all = Self.paragraphs(lines, without: residue, of: source)
    let table = try Contents(in: all, of: context)
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
