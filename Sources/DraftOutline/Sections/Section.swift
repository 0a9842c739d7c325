import DraftText

/// A heading and everything under it.
///
/// The object is immutable and shared, not copied: lists, levels and parts hold the same sections.
package final class Section: Sendable {
  /// The heading of the section.
  package let heading: Heading
  /// The depth: 1 for the outermost.
  package let depth: Int
  /// The paragraphs under the heading before the first subsection; for a run-in heading also the rest of its line.
  package let body: [Paragraph]
  /// The subsections.
  package let subsections: [Section]
  /// The range from the heading to the end of the last text under it.
  package let range: TextRange

  init(heading: Heading, depth: Int, body: [Paragraph], subsections: [Section], range: TextRange) {
    self.heading = heading
    self.depth = depth
    self.body = body
    self.subsections = subsections
    self.range = range
  }

  /// The section and all sections in it, in the order of the text.
  package var flattened: [Section] { [self] + subsections.flatMap(\.flattened) }

  /// Whether anything stands under the heading.
  package var isEmpty: Bool { body.isEmpty && subsections.isEmpty }
}

extension Section: Hashable {
  /// Whether both have the same content at the same place.
  package static func == (left: Section, right: Section) -> Bool {
    left === right
      || left.heading == right.heading && left.depth == right.depth && left.body == right.body
        && left.subsections == right.subsections && left.range == right.range
  }

  /// Hashes the heading and the range.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(heading)
    hasher.combine(range)
  }
}
