import DraftText

/// The line, or the beginning of a line, that names a section or opens an item of a list.
public struct Heading: Hashable, Sendable {
  /// The ordinal; nil where a heading has none, as in Markdown.
  public internal(set) var ordinal: Ordinal?
  /// The heading with its ordinal; with its final mark only if it stands on its own line.
  public internal(set) var range: TextRange
  /// The heading without its ordinal; empty where the ordinal stands alone.
  public internal(set) var text: TextRange
  /// What the line was taken for.
  public internal(set) var reading = LineReading(.heading, .guess)

  /// Whether the line is a heading, be it one that runs into its text, and no item of a list.
  public var isHeading: Bool { reading.role == .heading || reading.role == .runIn }

  /// Whether the format counts it, so that nobody can have typed a wrong number.
  package var isCountedByFormat: Bool {
    reading.signs.contains(.automaticNumber) || reading.signs.contains(.knownItem)
  }
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
