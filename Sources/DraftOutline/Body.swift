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

  init(
    _ paragraphs: [Paragraph], of source: SourceText, grammar: OutlineGrammar, structure: Structure
  ) throws(MatchError) {
    front = try FrontMatter(source: source, grammar: grammar, paragraphs: paragraphs)
    let found = try HeadingFinder(source: source, grammar: grammar, structure: structure).sift(paragraphs)
    headings = Array(found.headings.inside(paragraphs[front.end...]))
    setAside = Dictionary(found.setAside.map { (paragraphs[$0], $1) }) { first, _ in first }
    let starts = try AnnexFinder(
      source: source, grammar: grammar, structure: structure, paragraphs: paragraphs, headings: headings
    ).find()
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

  init(_ division: Division, of source: SourceText, grammar: OutlineGrammar, structure: Structure) throws(MatchError) {
    let text = division.text
    let marked = Array(division.headings.inside(text))
    let bare = BareHeadingFinder(
      source: source, grammar: grammar, structure: structure, paragraphs: text, headings: marked
    ).find()
    headings = (marked + bare).sorted { $0.paragraph < $1.paragraph }
    LevelReader(headings, paragraphs: text, in: source)
    let afterLastHeading = headings.last.map { $0.paragraph + 1 } ?? text.startIndex
    back = try BackMatter(source: source, grammar: grammar, paragraphs: text[afterLastHeading...])
    leadIn = Array(text[..<(headings.first?.paragraph ?? max(text.startIndex, text.endIndex - back.count))])

    var tree = SectionTree(headings: headings, paragraphs: text)
    tree.removeTrailing(back.count)
    try tree.detachClosing { paragraph throws(MatchError) in try grammar.matches(.closing, paragraph, in: source) }
    sections = try tree.sections(LineJudge(headings, source: source, grammar: grammar))
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
  init(source: SourceText, grammar: OutlineGrammar, paragraphs: ArraySlice<Paragraph>) throws(MatchError) {
    var rest = paragraphs
    while let last = rest.last, try grammar.matches(.note, last, in: source) { rest.removeLast() }
    guard let last = rest.popLast(), try grammar.matches(.date, last, in: source) else { return }
    date = last
    notes = Array(paragraphs[(rest.endIndex + 1)...])
    if let before = rest.last, try grammar.matches(.signature, before, in: source) { signature = before }
  }

  /// Who signs, and when.
  var paragraphs: [Paragraph] { [signature, date].compactMap { $0 } }

  /// How many paragraphs it takes.
  var count: Int { paragraphs.count + notes.count }
}
