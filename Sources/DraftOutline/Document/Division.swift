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

  init(_ paragraphs: [Paragraph], of context: OutlineContext) throws(MatchError) {
    front = try FrontMatter(context, paragraphs)
    let found = try HeadingFinder(context: context).findWithReasons(in: paragraphs)
    headings = Array(found.headings.inside(paragraphs[front.end...]))
    setAside = Dictionary(found.setAside.map { (paragraphs[$0], $1) }) { first, _ in first }
    let starts = try AnnexFinder(context: context, paragraphs: paragraphs, headings: headings).find()
    let borders = starts + [paragraphs.count]
    text = paragraphs[front.end..<borders[0]]
    annexes = zip(borders, borders.dropFirst()).map { paragraphs[$0..<$1] }
  }
}
