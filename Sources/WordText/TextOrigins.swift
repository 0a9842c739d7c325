import DraftText

/// The element that a piece of text came from.
package struct TextOrigin: Hashable, Sendable {
  /// Its number among the elements of the main part, in the order in which they begin, from 1.
  package let element: Int
  /// The number of bytes of the element's text that stand before the piece and are not text of the draft.
  package let skipped: Int
}

/// The elements of the main part of a Word document from which the pieces of its text came.
///
/// List labels, pictures and line ends have no origin.
package struct TextOrigins: Sendable {
  /// The pieces in the order of the text.
  package private(set) var pieces: [(range: TextRange, origin: TextOrigin)] = []
  /// For each line, the number of the element of its paragraph.
  package internal(set) var paragraphs: [Int] = []

  /// Adds the origins of a paragraph whose text begins at `offset`.
  mutating func add(_ paragraph: BodyParagraph, at offset: Int) {
    for (range, origin) in paragraph.origins {
      pieces.append((TextRange(range.lowerBound + offset, range.upperBound + offset), origin))
    }
  }
}

extension Range<Int> {
  /// The range moved `distance` forward.
  package func shifted(by distance: Int) -> Range<Int> { (lowerBound + distance)..<(upperBound + distance) }
}
