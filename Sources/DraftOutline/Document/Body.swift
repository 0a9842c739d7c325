import DraftText
import PatternMatching

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

  init(_ division: Division, of context: OutlineContext) throws(MatchError) {
    let text = division.text
    let marked = Array(division.headings.inside(text))
    let bare = BareHeadingFinder(context: context, paragraphs: text, headings: marked).find()
    let all = (marked + bare).sorted { $0.paragraph < $1.paragraph }
    headings = LevelReader(all, in: text, of: context.source).headings
    let afterLastHeading = headings.last.map { $0.paragraph + 1 } ?? text.startIndex
    back = try BackMatter(context, text[afterLastHeading...])
    leadIn = Array(text[..<(headings.first?.paragraph ?? max(text.startIndex, text.endIndex - back.count))])

    var tree = SectionTree(headings: headings, paragraphs: text, of: context.source)
    tree.removeTrailing(back.count)
    try tree.detachClosing { paragraph throws(MatchError) in try context.matches(.closing, paragraph) }
    sections = try tree.sections(LineClassifier(headings, of: context))
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
  init(_ context: OutlineContext, _ paragraphs: ArraySlice<Paragraph>) throws(MatchError) {
    var rest = paragraphs
    while let last = rest.last, try context.matches(.note, last) { rest.removeLast() }
    guard let last = rest.popLast(), try context.matches(.date, last) else { return }
    date = last
    notes = Array(paragraphs[(rest.endIndex + 1)...])
    if let before = rest.last, try context.matches(.signature, before) { signature = before }
  }

  /// The signature and the date.
  var paragraphs: [Paragraph] { [signature, date].compactMap { $0 } }

  /// The number of its paragraphs, including the notes.
  var count: Int { paragraphs.count + notes.count }
}
