import PatternMatching
import DraftText

/// How the paragraphs of a draft divide: what stands before the text, the text, and the annexes.
struct Division {
  let front: FrontMatter
  /// The text proper; its indices are those of all paragraphs.
  let text: ArraySlice<Paragraph>
  let annexes: [ArraySlice<Paragraph>]
  /// The headings of text and annexes that have a mark.
  let headings: [HeadingFinder.Found]

  init(
    _ paragraphs: [Paragraph], of source: SourceText, grammar: OutlineGrammar, structure: Structure
  ) throws(MatchError) {
    let front = try FrontMatter(source: source, grammar: grammar, paragraphs: paragraphs)
    let headings = try HeadingFinder(source: source, grammar: grammar, structure: structure).find(in: paragraphs)
      .filter { $0.paragraph >= front.end }
    let starts = try AnnexFinder(
      source: source, grammar: grammar, structure: structure, paragraphs: paragraphs, headings: headings
    ).find()
    let borders = starts + [paragraphs.count]
    self.front = front
    self.headings = headings
    text = paragraphs[front.end..<borders[0]]
    annexes = zip(borders, borders.dropFirst()).map { paragraphs[$0..<$1] }
  }

  var headingsOfText: [HeadingFinder.Found] { headings.filter { text.indices.contains($0.paragraph) } }

  var headingsOfAnnexes: [HeadingFinder.Found] { headings.filter { !text.indices.contains($0.paragraph) } }
}
