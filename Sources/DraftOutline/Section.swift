import DraftText

/// The line, or the beginning of a line, that names a section.
public struct Heading: Hashable, Sendable {
  /// How a heading shares its line with the text under it.
  public enum Layout: String, Sendable {
    /// The heading has the line for itself.
    case ownLine
    /// The heading is the first sentence of a line that goes on.
    case runIn
    /// The line is a numbered statement rather than a heading: a list item.
    case item
  }

  /// The ordinal; nil where a heading has none, as in Markdown.
  public let ordinal: Ordinal?
  /// The heading with its ordinal; with its final mark only if it stands on its own line.
  public let range: TextRange
  /// The heading without its ordinal.
  public let text: TextRange
  /// How it shares its line.
  public let layout: Layout
}

/// A heading and everything under it.
public struct Section: Hashable, Sendable {
  /// What names it.
  public let heading: Heading
  /// How deep it stands: 1 for the outermost.
  public let depth: Int
  /// The paragraphs under the heading before the first subsection; for a run-in heading also the rest of its line.
  public let body: [Paragraph]
  /// The sections in it.
  public let subsections: [Section]
  /// From the heading to the end of the last thing under it.
  public let range: TextRange

  /// The section and all sections in it, in the order of the text.
  public var flattened: [Section] { [self] + subsections.flatMap(\.flattened) }

  /// Whether anything stands under the heading.
  public var isEmpty: Bool { body.isEmpty && subsections.isEmpty }
}
