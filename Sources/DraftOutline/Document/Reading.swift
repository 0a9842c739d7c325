import DraftText
import PatternMatching

/// The stages of reading a draft, in order: each uses the ones before it. A ``Document`` keeps what they find.
struct Reading {
  /// The comments that suppress findings, which are blank in the text.
  let comments: [SuppressionComment]
  /// The text with wrapped lines joined and without page numbers of a web site.
  let reflowed: ReflowedText
  let context: OutlineContext
  /// The paragraphs, without residue and table of contents.
  let separated: SeparatedText
  /// The paragraphs divided into front matter, main text and annexes.
  let division: Division
  /// The sections of the main text.
  let body: Body
  let annexes: [Annex]
  let cells: CellLists
  let parts: PartFinder

  /// Reads `text` by `grammar`, up to the sections.
  init(_ text: SourceText, grammar: OutlineGrammar) throws(MatchError) {
    let (comments, remaining) = SuppressionComment.find(in: text.withLineFeeds)
    let written = remaining.withoutLiterals
    let pageNumbers = try PageNumbers(written, grammar: grammar).ranges
    self.comments = comments
    reflowed = try Reflow(written, grammar: grammar).text(without: pageNumbers)
    let context = OutlineContext(reflowed.text, structure: Structure(reflowed), grammar: grammar)
    self.context = context
    separated = try SeparatedText(context, reflowed, pageNumbers: pageNumbers)
    let division = try Division(separated.paragraphs, of: context)
    self.division = division
    body = try Body(division, of: context)
    annexes = try division.annexes.map { lines throws(MatchError) in
      try Annex(lines, headings: division.headings, of: context)
    }
    cells = CellLists(separated.paragraphs, of: context)
    parts = PartFinder(context, division: division, body: body)
  }

  /// Returns the profile with the id `wanted`, or else the one that the draft is recognized as.
  func profile(
    called wanted: String?, among profiles: [Profile]
  ) throws(MatchError) -> (profile: Profile, sign: Profile.Sign) {
    if let named = profiles.first(where: { $0.id == wanted }) { return (named, .chosen) }
    let recognizer = ProfileRecognizer(context.source, division: division, leadIn: body.leadIn, parts: parts)
    return try recognizer.recognize(among: profiles) ?? (.unknown, .none)
  }

  /// Returns the enumerations of the main text and of the annexes.
  func enumerations() throws(MatchError) -> [Enumeration] {
    let annexHeadings = division.headings.inside(separated.paragraphs[division.text.endIndex...])
    let headings = (body.headings + annexHeadings).filter { $0.shape != .inline }
    return try EnumerationFinder(context: context, paragraphs: separated.paragraphs, headings: headings).find()
  }
}
