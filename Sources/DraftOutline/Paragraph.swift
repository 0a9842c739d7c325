import DraftText

/// A line of a draft that says something: not blank, and no residue.
public struct Paragraph: Hashable, Sendable {
  /// The line without the white space around it.
  public let range: TextRange
}
