/// A text whose lines were joined or split as the author meant them. It is read in place of the draft itself.
///
/// It differs from the original only in white space and line ends. Every place in it has a place in the original.
package struct ReflowedText: Sendable {
  /// The text as the author meant it.
  package let text: SourceText
  /// The text as the author wrote it.
  package let original: SourceText
  /// The starts of the pieces that both texts share, in ``text`` and in ``original``, in order. The first starts are 0.
  private let pieces: [(start: Int, original: Int)]

  /// Makes a reflowed text that is equal to `original`.
  package init(_ original: SourceText) {
    text = original
    self.original = original
    pieces = [(0, 0)]
  }

  /// Replaces white space of `original`.
  ///
  /// - Parameter edits: Sorted edits without overlap. Each replacement is white space or empty.
  package init(_ original: SourceText, edits: [Edit]) {
    var pieces = [(start: 0, original: 0)]
    var growth = 0
    for edit in edits {
      growth += edit.growth
      pieces.append((edit.range.end + growth, edit.range.end))
    }
    text = original.replacing(edits)
    self.original = original
    self.pieces = pieces
  }

  /// Whether nothing was changed.
  package var isIdentical: Bool { pieces.count == 1 }

  /// Maps `range` of ``text`` to the original, on scalar borders.
  package func original(of range: TextRange) -> TextRange {
    guard !isIdentical else { return range }
    // The original white space can take more bytes than the new one: an offset into it can fall inside a code point.
    let start = offset(of: range.start)
    // The end is one byte behind the last byte of the range, so that white space removed behind the range stays
    // outside.
    let end = range.isEmpty ? start : max(start, offset(of: range.end - 1, further: 1))
    let place = original.onScalarBorders(start, end)
    return range.isEmpty ? TextRange(place.start, place.start) : place
  }

  /// Maps `offset` of ``text`` to the original and moves it `further` bytes forward.
  private func offset(of offset: Int, further: Int = 0) -> Int {
    let index = pieces.partitioningIndex { $0.start > offset }
    let piece = pieces[index - 1]
    // Inserted white space maps to the place of the text behind it.
    let next = index < pieces.count ? pieces[index].original : original.utf8.count
    return min(piece.original + offset - piece.start + further, next)
  }
}
