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
///
/// It never changes and is shared, not copied: lists, levels and parts hold the same sections.
public final class Section: Sendable {
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

  init(heading: Heading, depth: Int, body: [Paragraph], subsections: [Section], range: TextRange) {
    self.heading = heading
    self.depth = depth
    self.body = body
    self.subsections = subsections
    self.range = range
  }

  /// The section and all sections in it, in the order of the text.
  public var flattened: [Section] { [self] + subsections.flatMap(\.flattened) }

  /// Whether anything stands under the heading.
  public var isEmpty: Bool { body.isEmpty && subsections.isEmpty }
}

extension Section: Hashable {
  /// Whether both say the same at the same place.
  public static func == (left: Section, right: Section) -> Bool {
    left === right
      || left.heading == right.heading && left.depth == right.depth && left.body == right.body
        && left.subsections == right.subsections && left.range == right.range
  }

  /// Hashes heading and place.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(heading)
    hasher.combine(range)
  }
}
