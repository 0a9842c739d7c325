import DraftText
import PatternMatching

/// A draft as zhangfa understands it: what rules are held against.
public struct Document: Sendable {
  /// The text, in which all ranges lie.
  public let source: SourceText
  /// What was set aside, in the order of the text, without overlap.
  public let residue: [Residue]
  /// All paragraphs, headings included, in the order of the text.
  public let paragraphs: [Paragraph]
  /// The lines that name the document; empty where there are none.
  public let title: [Paragraph]
  /// The form of address, `各位领导、同志们：`.
  public let salutation: Paragraph?
  /// What stands between title or salutation and the first heading.
  public let leadIn: [Paragraph]
  /// The level-1 sections.
  public let sections: [Section]
  /// The closing words after the last section.
  public let closing: [Paragraph]
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
  /// The grammar by which it was read.
  public let grammar: OutlineGrammar

  /// All sections, outer before inner, in the order of the text.
  public var allSections: [Section] { sections.flatMap(\.flattened) }

  /// Whether what stands at `range` is no part of the draft, but residue and nothing else.
  package func isResidue(_ range: TextRange) -> Bool {
    var low = 0
    var high = residue.count
    while low < high {
      let middle = (low + high) / 2
      if residue[middle].range.end <= range.start { low = middle + 1 } else { high = middle }
    }
    return low < residue.count && residue[low].range.contains(range)
  }
}
