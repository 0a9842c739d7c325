import DraftText
import PatternMatching

/// A draft as zhangfa understands it: what rules are held against.
public struct Document: Sendable {
  /// The text, in which all ranges lie, and where they lie in the draft as it was written.
  package let reflowed: ReflowedText
  /// The comments that tell zhangfa to be silent, which are no part of the text.
  public let silencing: [SilencingComment]
  /// What was set aside, in the order of the text, without overlap.
  public let residue: [Residue]
  /// All paragraphs, headings included, in the order of the text.
  public let paragraphs: [Paragraph]
  /// The cells of tables that show how to fill them in, in the order of the text.
  package let specimens: [TextRange]
  /// What others fill in, in the order of the text: forms, questionnaires, model contracts.
  package let forms: [TextRange]
  /// The entries of a table of contents; empty where there is none.
  public let contents: [Paragraph]
  /// The lines that name the document; empty where there are none.
  public let title: [Paragraph]
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
  public let genre: Genre
  /// What told the genre.
  public let genreSign: Genre.Sign
  /// The parts of the genre that were found, in the order of the genre.
  public let parts: [FoundPart]
  /// The year that it is about, as far as the draft says so.
  public let year: Int?
  /// How the body that the draft comes from is properly called, as far as somebody has said so.
  package let authorNames: [String]
  /// The grammar by which it was read.
  public let grammar: OutlineGrammar

  /// The text, in which all ranges lie.
  public var source: SourceText { reflowed.text }

  /// Whether what stands at `range` shows how to fill in a table.
  package func isSpecimen(_ range: TextRange) -> Bool { specimens.hold(range) }

  /// Whether what stands at `range` belongs to what others fill in.
  package func isForm(_ range: TextRange) -> Bool { forms.hold(range) }

  /// Whether what stands at `range` is no part of the draft, but residue and nothing else.
  package func isResidue(_ range: TextRange) -> Bool {
    let index = residue.partitioningIndex { $0.range.end > range.start }
    return index < residue.count && residue[index].range.contains(range)
  }
}

extension [TextRange] {
  /// Whether one of these, which are in order and apart, holds `range`.
  fileprivate func hold(_ range: TextRange) -> Bool {
    let index = partitioningIndex { $0.end > range.start }
    return index < count && self[index].contains(range)
  }
}
