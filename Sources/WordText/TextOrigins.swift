import DraftText

/// The element that a piece of text came from.
package struct TextOrigin: Hashable, Sendable {
  /// Its number among the elements of the main part, in the order in which they begin, from 1.
  package let element: Int
  /// How many bytes of its text stand before the piece and are no text of the draft.
  package let skipped: Int
}

/// Which element of the main part of a Word document each piece of its text came from.
///
/// Labels of lists and pictures have no origin, nor has what ends a line.
package struct TextOrigins: Sendable {
  /// The pieces in the order of the text.
  package private(set) var pieces: [(range: TextRange, origin: TextOrigin)] = []
  /// For each line the number of its paragraph's element.
  package internal(set) var paragraphs: [Int] = []

  /// Adds those of a paragraph whose text begins at `offset`.
  mutating func add(_ paragraph: BodyParagraph, at offset: Int) {
    for (range, origin) in paragraph.origins {
      pieces.append((TextRange(range.lowerBound + offset, range.upperBound + offset), origin))
    }
  }
}

extension Range<Int> {
  /// The range so much further on.
  package func shifted(by distance: Int) -> Range<Int> { (lowerBound + distance)..<(upperBound + distance) }
}
