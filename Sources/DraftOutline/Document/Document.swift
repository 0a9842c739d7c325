import DraftText
import PatternMatching

/// The structure of a draft, which the rules check.
package struct Document: Sendable {
  /// The text to which all ranges refer, with the mapping of its ranges to the original draft.
  package let reflowed: ReflowedText
  /// The comments that suppress findings; they are not part of the text.
  package let suppressionComments: [SuppressionComment]
  /// The residue, in the order of the text, without overlap.
  package let residue: [Residue]
  private let residueRanges: DisjointRanges
  /// All paragraphs, headings included, in the order of the text.
  package let paragraphs: [Paragraph]
  /// The cells of sample rows, which show how to fill in a table.
  private let specimens: DisjointRanges
  /// The ranges for others to fill in: forms, questionnaires, model contracts.
  package let forms: DisjointRanges
  /// The entries of the table of contents; empty if there is none.
  package let contents: [Paragraph]
  /// The lines of the title, including the lines under the name of the document; empty if there are none.
  package let title: [Paragraph]
  /// The number of title lines that name the document; the lines after them state the speaker and the date.
  package let nameCount: Int
  /// The lines around the title that state the source of the text; they are not part of the title.
  let bylines: [Paragraph]
  /// The reasons why lines that begin like headings are not headings.
  let setAside: [Paragraph: LineSign]
  /// The form of address, `各位领导、同志们：`.
  package let salutation: Paragraph?
  /// The paragraphs between the title or the salutation and the first heading.
  package let leadIn: [Paragraph]
  /// The level-1 sections.
  package let sections: [Section]
  /// The level-1 sections of the document and of each annex.
  package let sectionGroups: [[Section]]
  /// All sections, outer before inner, in the order of the text, those of annexes included.
  package let allSections: [Section]
  /// All lists of consecutively numbered sections, in the order of the text.
  package let sectionLists: [SectionList]
  /// The closing words after the last section.
  package let closing: [Paragraph]
  /// The attachments and further documents that follow the document, each with its own numbering.
  package let annexes: [Annex]
  /// The line with the signature.
  package let signature: Paragraph?
  /// The date below or above the text.
  package let date: Paragraph?
  /// The enumerations, in the order of their first item.
  package let enumerations: [Enumeration]
  /// The kind of document, as recognized or as the user chose.
  package let profile: Profile
  /// The sign by which the profile was recognized.
  package let profileSign: Profile.Sign
  /// The parts of the profile that were found, in the order of the profile.
  package let parts: [FoundPart]
  /// The year that the draft reports on; nil if the draft names none.
  package let year: Int?
  /// The correct names of the office that issues the draft; empty if none were given.
  package let authorNames: [String]
  /// The grammar by which the draft was read.
  package let grammar: OutlineGrammar

  /// The text to which all ranges refer.
  package var source: SourceText { reflowed.text }

  /// Whether the text at `range` belongs to a sample row of a table.
  package func isSpecimen(_ range: TextRange) -> Bool { specimens.contain(range) }

  /// Whether the text at `range` is for others to fill in.
  package func isForm(_ range: TextRange) -> Bool { forms.contain(range) }

  /// Whether all of the text at `range` is residue.
  package func isResidue(_ range: TextRange) -> Bool { residueRanges.contain(range) }
}

extension Document {
  /// Reads a draft by `grammar` as one of `profiles`.
  ///
  /// - Parameters:
  ///   - profile: The id of the profile to use; nil to recognize it.
  ///   - authorNames: The correct names of the office that issues the draft.
  /// - Throws: The error of a pattern that PCRE2 cannot match, or of a draft with too many headings or ordinals.
  package init(
    _ text: SourceText, grammar: OutlineGrammar, profiles: [Profile], profile wanted: String? = nil,
    authorNames: [String] = []
  ) throws(MatchError) {
    let reading = try Reading(text, grammar: grammar)
    let (separated, division, body) = (reading.separated, reading.division, reading.body)
    let (profile, sign) = try reading.profile(called: wanted, among: profiles)

    suppressionComments = reading.comments
    reflowed = reading.reflowed
    residue = separated.residue
    residueRanges = DisjointRanges(residue.map(\.range))
    contents = separated.contents
    paragraphs = separated.paragraphs
    title = division.front.title
    nameCount = division.front.name.count
    bylines = division.front.bylines
    setAside = division.setAside
    salutation = division.front.salutation
    leadIn = body.leadIn
    sections = body.sections
    closing = body.closing
    annexes = reading.annexes
    sectionGroups = [body.sections] + reading.annexes.map(\.sections)
    allSections = sectionGroups.flatMap { $0.flatMap(\.flattened) }
    sectionLists = SectionList.lists(of: sectionGroups + (try reading.cells.lists()))
    specimens = DisjointRanges(try reading.cells.specimens())
    forms = DisjointRanges(try reading.context.matches(.form).map(\.range))
    signature = body.back.signature
    date = body.back.date ?? division.front.date
    enumerations = try reading.enumerations()
    self.profile = profile
    profileSign = sign
    parts = try reading.parts.find(for: profile)
    year = reading.parts.year
    self.authorNames = authorNames
    self.grammar = grammar
  }
}
