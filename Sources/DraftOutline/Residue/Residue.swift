import DraftText

/// Text that was copied into a draft together with its source and is not part of the draft.
package struct Residue: Hashable, Sendable {
  /// The classes of residue, as named in the outline grammar.
  package enum Class: String, CaseIterable, Sendable, Codable {
    /// Lines of the web site or library from which the draft was taken.
    case watermark
    /// Tags, entities and attributes of a web page.
    case html
    /// Markdown in a draft that is not Markdown.
    case markdown
    /// The words of a chat assistant before and after the text it was asked for.
    case assistant
    /// Page numbers and running heads.
    case page
    /// No-break and zero-width characters.
    case invisible
  }

  /// How much of the residue is certain. Certain residue was not written by an author.
  package enum CertainShare: Comparable, Sendable {
    /// All of it can be the author's own.
    case none
    /// Some lines are certainly residue; the others can be the author's own.
    case some
    /// All of it is certainly residue: only a site, a page or a program writes it, or it stands between two such lines.
    case all
  }

  /// The class of the residue.
  package let residueClass: Class
  /// The range of one block: neighbouring lines of one class, or a piece of a line.
  package let range: TextRange
  /// Whether the residue is whole lines, which the outline leaves out.
  package let coversLines: Bool
  /// How much of it is certainly residue.
  package let certainShare: CertainShare
}
