import DraftText
import PatternMatching

/// A document after the document, whose numbering begins anew: an attachment, or a second text quoted whole.
public struct Annex: Hashable, Sendable {
  /// The line that begins it: 附件1, or the title of the second text.
  public let title: Paragraph
  /// What stands between that line and the first heading.
  public let leadIn: [Paragraph]
  /// Its level-1 sections.
  public let sections: [Section]
}

extension Annex {
  /// Reads the annex that `paragraphs` are, by those of `headings` that stand in them.
  init(
    _ paragraphs: ArraySlice<Paragraph>, headings: [HeadingCandidate], in source: SourceText, grammar: OutlineGrammar
  ) throws(MatchError) {
    let own = Array(headings.inside(paragraphs))
    LevelReader(own, paragraphs: paragraphs, in: source)
    let text = paragraphs.dropFirst()
    title = paragraphs[paragraphs.startIndex]
    leadIn = Array(text.prefix(upTo: max(own.first?.paragraph ?? text.endIndex, text.startIndex)))
    sections = try SectionTree(headings: own, paragraphs: paragraphs)
      .sections(LineJudge(own, source: source, grammar: grammar))
  }
}

/// Finds where annexes begin.
struct AnnexFinder {
  /// A title stands at most this many paragraphs before the first heading of what it names.
  private static let longestLeadIn = 6

  let source: SourceText
  let grammar: OutlineGrammar
  let structure: Structure
  let paragraphs: [Paragraph]
  let headings: [HeadingCandidate]

  /// The indices of the paragraphs with which annexes begin, in order.
  func find() throws(MatchError) -> [Int] {
    guard let outermost = headings.first else { return [] }
    let marks = try markedLines()
    var starts: [Int] = []
    var heading = headings[...]
    for index in paragraphs.indices.dropFirst(outermost.paragraph + 1) {
      while let first = heading.first, first.paragraph < index { heading.removeFirst() }
      guard let next = heading.first, next.paragraph > index, next.value == 1,
        next.paragraph - index <= Self.longestLeadIn, !structure.kinds(of: paragraphs[index]).isCell
      else { continue }
      let mark = marks.partitioningIndex { $0 >= index }
      let isMarked = marks[mark...].first == index && marks[(mark + 1)...].first.map { $0 < next.paragraph } != true
      var begins = isMarked
      if !begins, next.rank <= outermost.rank, !isCovered(index, by: starts) { begins = try isTitle(paragraphs[index]) }
      if begins { starts.append(index) }
    }
    return starts
  }

  /// Whether the heading that follows belongs to an annex that has begun already.
  private func isCovered(_ index: Int, by starts: [Int]) -> Bool {
    guard let last = starts.last else { return false }
    let next = headings.partitioningIndex { $0.paragraph > last }
    return !(next < headings.count && headings[next].paragraph < index)
  }

  /// The indices of the paragraphs that a pattern marks as the beginning of an annex, in order.
  private func markedLines() throws(MatchError) -> [Int] {
    var marked: [Int] = []
    for match in try grammar.pattern(.annex)?.matches(in: source) ?? [] {
      guard let index = paragraphs.index(at: match.range.start), match.range.overlaps(paragraphs[index].range),
        marked.last != index
      else { continue }
      marked.append(index)
    }
    return marked
  }

  private func isTitle(_ line: Paragraph) throws(MatchError) -> Bool {
    guard try grammar.mayBeTitle(line, in: source) else { return false }
    return try grammar.pattern(.title)?.firstMatch(in: source, range: line.range) != nil
  }
}
