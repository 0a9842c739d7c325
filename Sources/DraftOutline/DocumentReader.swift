import DraftText
import PatternMatching

extension Document {
  /// Reads a draft by `grammar` as one of `genres`.
  ///
  /// - Parameters:
  ///   - genre: The id of the genre to take it for; nil to find out.
  ///   - authorNames: How the body that the draft comes from is properly called.
  /// - Throws: What PCRE2 says when a pattern of the grammar cannot be matched.
  package init(
    _ draft: SourceText, grammar: OutlineGrammar, genres: [Genre], genre wanted: String? = nil,
    authorNames: [String] = []
  ) throws(MatchError) {
    let silencing = SilencingCommentFinder(draft.withLineFeeds)
    let (reflowed, pageNumbers) = try Self.reflowed(silencing.remaining.withoutLiterals, grammar: grammar)
    let source = reflowed.text
    let structure = Structure(reflowed)
    let page = try Page(reflowed, pageNumbers: pageNumbers, grammar: grammar, structure: structure)
    let division = try Division(page.paragraphs, of: source, grammar: grammar, structure: structure)
    let body = try Body(division, of: source, grammar: grammar, structure: structure)
    let front = division.front
    let parts = PartFinder(source: source, division: division, body: body)
    let recognizer = GenreRecognizer(source: source, division: division, leadIn: body.leadIn, parts: parts)
    let (genre, sign) =
      if let named = genres.first(where: { $0.id == wanted }) {
        (named, Genre.Sign.chosen)
      } else {
        try recognizer.recognize(among: genres) ?? (.unknown, .none)
      }

    self.silencing = silencing.comments
    self.reflowed = reflowed
    self.residue = page.residue
    self.contents = page.contents
    self.paragraphs = page.paragraphs
    self.title = front.title
    self.salutation = front.salutation
    self.leadIn = body.leadIn
    self.sections = body.sections
    self.closing = body.closing
    var annexes: [Annex] = []
    for lines in division.annexes {
      annexes.append(try Annex(lines, headings: division.headings, in: source, grammar: grammar))
    }
    self.annexes = annexes
    self.sectionGroups = [body.sections] + annexes.map(\.sections)
    self.allSections = sectionGroups.flatMap { $0.flatMap(\.flattened) }
    let cells = CellLists(page.paragraphs, of: source, grammar: grammar, structure: structure)
    self.sectionLists = SectionList.lists(of: sectionGroups + (try cells.lists()))
    self.specimens = try cells.specimens()
    self.forms = try grammar.form?.matches(in: source).map(\.range) ?? []
    self.signature = body.back.signature
    self.date = body.back.date ?? front.date
    self.enumerations = try EnumerationFinder(source: source, grammar: grammar)
      .find(in: page.paragraphs, headings: (body.headings + division.headingsOfAnnexes).filter { $0.shape != .inline })
    self.genre = genre
    self.genreSign = sign
    self.parts = try parts.find(for: genre)
    self.year = parts.year
    self.authorNames = authorNames
    self.grammar = grammar
  }

  /// The text to read in place of `written`, and the numbers of a site's pages in that.
  private static func reflowed(
    _ written: SourceText, grammar: OutlineGrammar
  ) throws(MatchError) -> (ReflowedText, pageNumbers: [TextRange]) {
    let pageNumbers = try PageNumbers(written, grammar: grammar).ranges
    return (try Reflow(written, grammar: grammar).text(without: pageNumbers), pageNumbers)
  }
}

extension Genre {
  /// Stands in where there are no genres at all.
  fileprivate static let unknown = Genre(
    id: "general", name: .init(zh: "一般材料", en: "general text"), priority: 0,
    recognition: Recognition(title: nil, titleUnless: nil, leadIn: nil, parts: []), requirements: [], parts: [])
}
