import DraftText
import PatternMatching

/// How the paragraphs of a draft divide: what stands before the text, the text, and the annexes.
struct Division {
  let front: FrontMatter
  /// The text proper; its indices are those of all paragraphs.
  let text: ArraySlice<Paragraph>
  let annexes: [ArraySlice<Paragraph>]
  /// The headings of text and annexes that have a mark.
  let headings: [HeadingCandidate]
  /// Why lines that begin as headings do are none.
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

/// The text proper, taken apart into lead-in, sections, closing words and signature.
struct Body {
  /// What stands before the first heading.
  let leadIn: [Paragraph]
  let sections: [Section]
  /// The closing words after the last section.
  let closing: [Paragraph]
  let back: BackMatter
  /// All headings, those without a mark included, each at its depth.
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

/// What stands after the text proper: who signs, and when.
struct BackMatter {
  private(set) var signature: Paragraph?
  private(set) var date: Paragraph?
  /// What is noted under the date: who may be asked, who gets a copy, whether it may be published.
  private(set) var notes: [Paragraph] = []

  /// Looks at the end of `paragraphs`.
  init(_ draft: Draft, _ paragraphs: ArraySlice<Paragraph>) throws(MatchError) {
    var rest = paragraphs
    while let last = rest.last, try draft.matches(.note, last) { rest.removeLast() }
    guard let last = rest.popLast(), try draft.matches(.date, last) else { return }
    date = last
    notes = Array(paragraphs[(rest.endIndex + 1)...])
    if let before = rest.last, try draft.matches(.signature, before) { signature = before }
  }

  /// Who signs, and when.
  var paragraphs: [Paragraph] { [signature, date].compactMap { $0 } }

  /// How many paragraphs it takes.
  var count: Int { paragraphs.count + notes.count }
}

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
  /// A title stands at most this many paragraphs before the first heading of what it names.
  private static let longestLeadIn = 6

  let draft: Draft
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

  /// Whether the heading that follows belongs to an annex that has begun already.
  private func isCovered(_ index: Int, by starts: [Int]) -> Bool {
    guard let last = starts.last else { return false }
    let next = headings.partitioningIndex { $0.paragraph > last }
    return !(next < headings.count && headings[next].paragraph < index)
  }

  /// The indices of the paragraphs that a pattern marks as the beginning of an annex, in order.
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
