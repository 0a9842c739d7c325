import DraftText
import PatternMatching

/// The division of a draft's paragraphs into front matter, main text and annexes.
struct Division {
  let front: FrontMatter
  /// The main text; its indices are those of the array of all paragraphs.
  let text: ArraySlice<Paragraph>
  let annexes: [ArraySlice<Paragraph>]
  /// The headings of the main text and of the annexes that have an ordinal or a mark.
  let headings: [HeadingCandidate]
  /// The reasons why lines that begin like headings are not headings.
  let setAside: [Paragraph: LineSign]

  init(_ paragraphs: [Paragraph], of draft: Draft) throws(MatchError) {
    front = try FrontMatter(draft, paragraphs)
    let found = try HeadingFinder(draft: draft).findWithReasons(in: paragraphs)
    headings = Array(found.headings.inside(paragraphs[front.end...]))
    setAside = Dictionary(found.setAside.map { (paragraphs[$0], $1) }) { first, _ in first }
    let starts = try AnnexFinder(draft: draft, paragraphs: paragraphs, headings: headings).find()
    let borders = starts + [paragraphs.count]
    text = paragraphs[front.end..<borders[0]]
    annexes = zip(borders, borders.dropFirst()).map { paragraphs[$0..<$1] }
  }
}

/// The main text, split into lead-in, sections, closing words and signature.
struct Body {
  /// The paragraphs before the first heading.
  let leadIn: [Paragraph]
  let sections: [Section]
  /// The closing words after the last section.
  let closing: [Paragraph]
  let back: BackMatter
  /// All headings, including those without a mark, each with its depth.
  let headings: [HeadingCandidate]

  init(_ division: Division, of draft: Draft) throws(MatchError) {
    let text = division.text
    let marked = Array(division.headings.inside(text))
    let bare = BareHeadingFinder(draft: draft, paragraphs: text, headings: marked).find()
    headings = (marked + bare).sorted { $0.paragraph < $1.paragraph }
    LevelReader(headings: headings, source: draft.source).assignDepths(in: text)
    let afterLastHeading = headings.last.map { $0.paragraph + 1 } ?? text.startIndex
    back = try BackMatter(draft, text[afterLastHeading...])
    leadIn = Array(text[..<(headings.first?.paragraph ?? max(text.startIndex, text.endIndex - back.count))])

    var tree = SectionTree(headings: headings, paragraphs: text)
    tree.removeTrailing(back.count)
    try tree.detachClosing { paragraph throws(MatchError) in try draft.matches(.closing, paragraph) }
    sections = try tree.sections(LineJudge(headings, of: draft))
    closing = tree.trailing + back.notes
  }
}

/// The signature, the date and the notes after the main text.
struct BackMatter {
  private(set) var signature: Paragraph?
  private(set) var date: Paragraph?
  /// The notes under the date: whom to contact, who gets a copy, whether the draft may be published.
  private(set) var notes: [Paragraph] = []

  /// Reads the back matter at the end of `paragraphs`.
  init(_ draft: Draft, _ paragraphs: ArraySlice<Paragraph>) throws(MatchError) {
    var rest = paragraphs
    while let last = rest.last, try draft.matches(.note, last) { rest.removeLast() }
    guard let last = rest.popLast(), try draft.matches(.date, last) else { return }
    date = last
    notes = Array(paragraphs[(rest.endIndex + 1)...])
    if let before = rest.last, try draft.matches(.signature, before) { signature = before }
  }

  /// The signature and the date.
  var paragraphs: [Paragraph] { [signature, date].compactMap { $0 } }

  /// The number of its paragraphs, including the notes.
  var count: Int { paragraphs.count + notes.count }
}

/// An attachment, or a second document quoted in full, that follows the document and has its own numbering.
public struct Annex: Hashable, Sendable {
  /// The first line: 附件1, or the title of the second document.
  public let title: Paragraph
  /// The paragraphs between the title and the first heading.
  public let leadIn: [Paragraph]
  /// Its level-1 sections.
  public let sections: [Section]
}

extension Annex {
  /// Reads the annex that consists of `paragraphs`, with those of `headings` that are inside them.
  init(_ paragraphs: ArraySlice<Paragraph>, headings: [HeadingCandidate], of draft: Draft) throws(MatchError) {
    let own = Array(headings.inside(paragraphs))
    LevelReader(headings: own, source: draft.source).assignDepths(in: paragraphs)
    let text = paragraphs.dropFirst()
    title = paragraphs[paragraphs.startIndex]
    leadIn = Array(text.prefix(upTo: max(own.first?.paragraph ?? text.endIndex, text.startIndex)))
    sections = try SectionTree(headings: own, paragraphs: paragraphs)
      .sections(LineJudge(own, of: draft))
  }
}

/// Finds where annexes begin.
struct AnnexFinder {
  /// The largest distance from the title of an annex to its first heading, in paragraphs.
  private static let longestLeadIn = 6

  let draft: Draft
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
        next.paragraph - index <= Self.longestLeadIn, !draft.structure.kinds(of: paragraphs[index]).isCell
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
    for match in try draft.matches(.annex) {
      guard let index = paragraphs.index(at: match.range.start), match.range.overlaps(paragraphs[index].range),
        marked.last != index
      else { continue }
      marked.append(index)
    }
    return marked
  }

  private func isTitle(_ line: Paragraph) throws(MatchError) -> Bool {
    guard try draft.mayBeTitle(line) else { return false }
    return try draft.grammar.patterns[.title]?.firstMatch(in: draft.source, range: line.range) != nil
  }
}
