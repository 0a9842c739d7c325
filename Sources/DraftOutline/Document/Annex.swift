import DraftText
import PatternMatching

/// An attachment, or a second document quoted in full, that follows the document and has its own numbering.
package struct Annex: Hashable, Sendable {
  /// The first line: 附件1, or the title of the second document.
  package let title: Paragraph
  /// The paragraphs between the title and the first heading.
  package let leadIn: [Paragraph]
  /// Its level-1 sections.
  package let sections: [Section]
}

extension Annex {
  /// Reads the annex that consists of `paragraphs`, with those of `headings` that are inside them.
  init(_ paragraphs: ArraySlice<Paragraph>, headings: [HeadingCandidate], of context: OutlineContext) throws(MatchError)
  {
    let own = LevelReader(Array(headings.inside(paragraphs)), in: paragraphs, of: context.source).headings
    let text = paragraphs.dropFirst()
    title = paragraphs[paragraphs.startIndex]
    leadIn = Array(text.prefix(upTo: max(own.first?.paragraph ?? text.endIndex, text.startIndex)))
    sections = try SectionTree(headings: own, paragraphs: paragraphs, of: context.source)
      .sections(LineClassifier(own, of: context))
  }
}

/// Finds where annexes begin.
struct AnnexFinder {
  /// The largest distance from the title of an annex to its first heading, in paragraphs.
  private static let longestLeadIn = 6

  let context: OutlineContext
  let paragraphs: [Paragraph]
  let headings: [HeadingCandidate]

  /// Returns the indices of the first paragraphs of the annexes, in order.
  func find() throws(MatchError) -> [Int] {
    guard let outermost = headings.first else { return [] }
    let marks = try markedLines()
    var starts: [Int] = []
    var heading = headings[...]
    for index in paragraphs.indices.dropFirst(outermost.paragraph + 1) {
      while let first = heading.first, first.paragraph < index { heading.removeFirst() }
      guard let next = heading.first, next.paragraph > index, next.value == 1,
        next.paragraph - index <= Self.longestLeadIn, !context.structure.kinds(of: paragraphs[index]).isCell
      else { continue }
      let mark = marks.partitioningIndex { $0 >= index }
      let isMarked = marks[mark...].first == index && marks[(mark + 1)...].first.map { $0 < next.paragraph } != true
      var begins = isMarked
      if !begins, next.rank <= outermost.rank, !isCovered(index, by: starts) { begins = try isTitle(paragraphs[index]) }
      if begins { starts.append(index) }
    }
    return starts
  }

  /// Whether the next heading belongs to an annex that has already begun.
  private func isCovered(_ index: Int, by starts: [Int]) -> Bool {
    guard let last = starts.last else { return false }
    let next = headings.partitioningIndex { $0.paragraph > last }
    return !(next < headings.count && headings[next].paragraph < index)
  }

  /// Returns the indices of the paragraphs that a pattern marks as the beginning of an annex, in order.
  private func markedLines() throws(MatchError) -> [Int] {
    var marked: [Int] = []
    for match in try context.matches(.annex) {
      guard let index = paragraphs.index(at: match.range.start), match.range.overlaps(paragraphs[index].range),
        marked.last != index
      else { continue }
      marked.append(index)
    }
    return marked
  }

  private func isTitle(_ line: Paragraph) throws(MatchError) -> Bool {
    guard try context.canBeTitle(line) else { return false }
    return try context.grammar.patterns[.title]?.firstMatch(in: context.source, range: line.range) != nil
  }
}
