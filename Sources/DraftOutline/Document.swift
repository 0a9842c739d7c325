import DraftText
import PatternMatching

/// A draft as zhangfa understands it: what rules are held against.
public struct Document: Sendable {
  /// The text, in which all ranges lie, and where they lie in the draft as it was written.
  package let reflowed: ReflowedText
  /// The comments that tell zhangfa to be silent, which are no part of the text.
  public let suppressionComments: [SuppressionComment]
  /// What was set aside, in the order of the text, without overlap.
  public let residue: [Residue]
  private let residueRanges: DisjointRanges
  /// All paragraphs, headings included, in the order of the text.
  public let paragraphs: [Paragraph]
  /// The cells of tables that show how to fill them in.
  private let specimens: DisjointRanges
  /// What others fill in: forms, questionnaires, model contracts.
  package let forms: DisjointRanges
  /// The entries of a table of contents; empty where there is none.
  public let contents: [Paragraph]
  /// The lines that name the document; empty where there are none.
  public let title: [Paragraph]
  /// How many of them say what it is; those under them say who speaks and when.
  package let nameCount: Int
  /// The lines around the title that say where the text comes from, and are no part of it.
  let bylines: [Paragraph]
  /// Why lines that begin as headings do are none.
  let setAside: [Paragraph: LineSign]
  /// The form of address, `各位领导、同志们：`.
  public let salutation: Paragraph?
  /// What stands between title or salutation and the first heading.
  public let leadIn: [Paragraph]
  /// The level-1 sections.
  public let sections: [Section]
  /// The level-1 sections of the document and of each annex.
  public let sectionGroups: [[Section]]
  /// All sections, outer before inner, in the order of the text, those of annexes included.
  public let allSections: [Section]
  /// All lists of sections that count on from each other, in the order of the text.
  package let sectionLists: [SectionList]
  /// The closing words after the last section.
  public let closing: [Paragraph]
  /// What follows the document and counts anew: attachments, a second document.
  public let annexes: [Annex]
  /// Who signs.
  public let signature: Paragraph?
  /// The date under or over the text.
  public let date: Paragraph?
  /// The enumerations, in the order of their first item.
  public let enumerations: [Enumeration]
  /// What kind of document it is taken for.
  public let profile: Profile
  /// What told the profile.
  public let profileSign: Profile.Sign
  /// The parts of the profile that were found, in the order of the profile.
  public let parts: [FoundPart]
  /// The year that it is about, as far as the draft says so.
  public let year: Int?
  /// How the body that the draft comes from is properly called, as far as somebody has said so.
  package let authorNames: [String]
  /// The grammar by which it was read.
  package let grammar: OutlineGrammar

  /// The text, in which all ranges lie.
  public var source: SourceText { reflowed.text }

  /// Whether what stands at `range` shows how to fill in a table.
  package func isSpecimen(_ range: TextRange) -> Bool { specimens.hold(range) }

  /// Whether what stands at `range` belongs to what others fill in.
  package func isForm(_ range: TextRange) -> Bool { forms.hold(range) }

  /// Whether what stands at `range` is no part of the draft, but residue and nothing else.
  package func isResidue(_ range: TextRange) -> Bool { residueRanges.hold(range) }
}

extension Document {
  /// Reads a draft by `grammar` as one of `profiles`.
  ///
  /// - Parameters:
  ///   - profile: The id of the profile to take it for; nil to find out.
  ///   - authorNames: How the body that the draft comes from is properly called.
  /// - Throws: What PCRE2 says when a pattern of the grammar cannot be matched.
  package init(
    _ text: SourceText, grammar: OutlineGrammar, profiles: [Profile], profile wanted: String? = nil,
    authorNames: [String] = []
  ) throws(MatchError) {
    let (comments, remaining) = SuppressionComment.find(in: text.withLineFeeds)
    let written = remaining.withoutLiterals
    let pageNumbers = try PageNumbers(written, grammar: grammar).ranges
    let reflowed = try Reflow(written, grammar: grammar).text(without: pageNumbers)
    let source = reflowed.text
    let draft = Draft(source, structure: Structure(reflowed), grammar: grammar)
    let page = try Page(draft, reflowed, pageNumbers: pageNumbers)
    let division = try Division(page.paragraphs, of: draft)
    let body = try Body(division, of: draft)
    let annexes = try division.annexes.map { lines throws(MatchError) in
      try Annex(lines, headings: division.headings, of: draft)
    }
    let cells = CellLists(page.paragraphs, of: draft)
    let parts = PartFinder(draft, division: division, body: body)
    let recognizer = ProfileRecognizer(source, division: division, leadIn: body.leadIn, parts: parts)
    let (profile, sign) =
      if let named = profiles.first(where: { $0.id == wanted }) {
        (named, Profile.Sign.chosen)
      } else {
        try recognizer.recognize(among: profiles) ?? (
          Profile(id: "general", name: .init(zh: "一般材料", en: "general text"), priority: 0), .none
        )
      }

    suppressionComments = comments
    self.reflowed = reflowed
    residue = page.residue
    residueRanges = DisjointRanges(residue.map(\.range))
    contents = page.contents
    paragraphs = page.paragraphs
    title = division.front.title
    nameCount = division.front.name.count
    bylines = division.front.bylines
    setAside = division.setAside
    salutation = division.front.salutation
    leadIn = body.leadIn
    sections = body.sections
    closing = body.closing
    self.annexes = annexes
    sectionGroups = [body.sections] + annexes.map(\.sections)
    allSections = sectionGroups.flatMap { $0.flatMap(\.flattened) }
    sectionLists = SectionList.lists(of: sectionGroups + (try cells.lists()))
    specimens = DisjointRanges(try cells.specimens())
    forms = DisjointRanges(try draft.matches(.form).map(\.range))
    signature = body.back.signature
    date = body.back.date ?? division.front.date
    let annexHeadings = division.headings.inside(page.paragraphs[division.text.endIndex...])
    enumerations = try EnumerationFinder(
      draft: draft, paragraphs: page.paragraphs,
      headings: (body.headings + annexHeadings).filter { $0.shape != .inline }
    ).find()
    self.profile = profile
    profileSign = sign
    self.parts = try parts.find(for: profile)
    year = parts.year
    self.authorNames = authorNames
    self.grammar = grammar
  }
}
