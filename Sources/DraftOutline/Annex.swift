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
  /// Reads the annex that `paragraphs` are, by those of `headings`, in the order of the text, that stand in them.
  init(
    _ paragraphs: ArraySlice<Paragraph>, headings: [HeadingFinder.Found], in source: SourceText, grammar: OutlineGrammar
  ) throws(MatchError) {
    let first = headings.partitioningIndex { $0.paragraph >= paragraphs.startIndex }
    let last = headings.partitioningIndex { $0.paragraph >= paragraphs.endIndex }
    let own = LevelReader(Array(headings[first..<last]), paragraphs: paragraphs, in: source).read()
    let end = own.first?.paragraph ?? paragraphs.endIndex
    title = paragraphs[paragraphs.startIndex]
    leadIn = Array(paragraphs[(paragraphs.startIndex + 1)..<max(end, paragraphs.startIndex + 1)])
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
  let headings: [HeadingFinder.Found]

  /// The indices of the paragraphs with which annexes begin, in order.
  func find() throws(MatchError) -> [Int] {
    guard let outermost = headings.first else { return [] }
    let marks = try markedLines()
    var starts: [Int] = []
    var heading = headings[...]
    for index in paragraphs.indices.dropFirst(outermost.paragraph + 1) {
      while let first = heading.first, first.paragraph < index { heading.removeFirst() }
      guard let next = heading.first, next.paragraph > index, next.heading.ordinal?.value == 1,
        next.paragraph - index <= Self.longestLeadIn, !structure.kinds(of: paragraphs[index]).contains(where: \.isCell)
      else { continue }
      let mark = marks.partitioningIndex { $0 >= index }
      let isMarked = marks[mark...].first == index && marks[(mark + 1)...].first.map { $0 < next.paragraph } != true
      let isRestart = next.rank <= outermost.rank
      var begins = isMarked
      if !begins, isRestart, !isCovered(index, by: starts) { begins = try isTitle(paragraphs[index]) }
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
    guard let pattern = grammar.annex else { return [] }
    var index = 0
    var marked: [Int] = []
    for match in try pattern.matches(in: source) {
      while index < paragraphs.count, paragraphs[index].range.end <= match.range.start { index += 1 }
      if index < paragraphs.count, match.range.overlaps(paragraphs[index].range), marked.last != index {
        marked.append(index)
      }
    }
    return marked
  }

  private func isTitle(_ line: Paragraph) throws(MatchError) -> Bool {
    guard try FrontMatter.mayBeTitle(line, in: source, grammar) else { return false }
    return try grammar.title.firstMatch(in: source, range: line.range) != nil
  }
}
