import DraftText

/// What is left in a draft from where it was copied, and is no part of it.
public struct Residue: Hashable, Sendable {
  /// The classes of residue, as named in the outline grammar.
  public enum Class: String, CaseIterable, Sendable, Codable {
    /// Lines of the site or library that the draft was taken from.
    case watermark
    /// Tags, entities and attributes of a web page.
    case html
    /// Markdown in a draft that is not Markdown.
    case markdown
    /// What a chat assistant says before and after the text it was asked for.
    case assistant
    /// Page numbers and running heads.
    case page
    /// No-break and zero-width characters.
    case invisible
  }

  /// How sure it is that no author wrote it.
  public enum Certainty: Comparable, Sendable {
    /// It may be the author's own.
    case likely
    /// A line of it is surely residue, the others may be the author's own.
    case inPart
    /// All of it is surely residue: said by nobody but a site, a page or a program, or standing between two such lines.
    case whole
  }

  /// What kind of residue it is.
  public let residueClass: Class
  /// One block: neighbouring lines of one class, or a piece of a line.
  public let range: TextRange
  /// Whether whole lines are meant, which the outline leaves out.
  public let coversLines: Bool
  /// How sure it is.
  public let certainty: Certainty
}
