import DraftText
import PatternMatching

/// The text proper, taken apart into lead-in, sections, closing words and signature.
struct Body {
  /// What stands before the first heading.
  let leadIn: [Paragraph]
  let sections: [Section]
  /// The closing words after the last section.
  let closing: [Paragraph]
  let back: BackMatter
  /// All headings, those without a mark included, each at its depth.
  let headings: [HeadingFinder.Found]

  init(_ division: Division, of source: SourceText, grammar: OutlineGrammar, structure: Structure) throws(MatchError) {
    let text = division.text
    let marked = division.headingsOfText
    let bare = BareHeadingFinder(source: source, paragraphs: text, headings: marked, structure: structure).find()
    headings = LevelReader(
      (marked + bare).sorted { $0.paragraph < $1.paragraph }, paragraphs: text, in: source
    ).read()
    let afterLastHeading = headings.last.map { $0.paragraph + 1 } ?? text.startIndex
    back = try BackMatter(source: source, grammar: grammar, paragraphs: Array(text[afterLastHeading...]))
    leadIn = Array(text[..<(headings.first?.paragraph ?? max(text.startIndex, text.endIndex - back.count))])

    var tree = SectionTree(headings: headings, paragraphs: text)
    tree.removeTrailing(back.count)
    try tree.detachClosing { paragraph throws(MatchError) in
      try grammar.closing.firstMatch(in: source, range: source.line(of: paragraph)) != nil
    }
    sections = try tree.sections(LineJudge(headings, source: source, grammar: grammar))
    closing = tree.trailing + back.notes
  }
}
