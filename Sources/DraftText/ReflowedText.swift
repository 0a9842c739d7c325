/// A text whose lines were put together, or broken, as they were meant: what is read in place of the draft itself.
///
/// It differs from the original in white space and line ends alone, and every place of it has its place there.
package struct ReflowedText: Sendable {
  /// The text as it was meant.
  package let text: SourceText
  /// The text as it was written.
  package let original: SourceText
  /// Where the pieces that both texts share begin: here, and in the original. In order; the first begins both.
  private let pieces: [(start: Int, original: Int)]

  /// Takes `original` as it is.
  package init(_ original: SourceText) {
    text = original
    self.original = original
    pieces = [(0, 0)]
  }

  /// Replaces white space of `original`.
  ///
  /// - Parameter edits: In order, without overlap; a replacement is white space or nothing.
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

  /// The place in the original of `range` of the text, on scalar borders.
  package func original(of range: TextRange) -> TextRange {
    guard !isIdentical else { return range }
    // White space may stand in place of some that takes more bytes, and an offset into it for none of these.
    let start = offset(of: range.start)
    // The end is that of the last byte, so that what was taken out after it stays out.
    let end = range.isEmpty ? start : max(start, offset(of: range.end - 1, further: 1))
    let place = original.onScalarBorders(start, end)
    return range.isEmpty ? TextRange(place.start, place.start) : place
  }

  /// The place in the original of `offset` of the text, and so many bytes `further`.
  private func offset(of offset: Int, further: Int = 0) -> Int {
    let index = pieces.partitioningIndex { $0.start > offset }
    let piece = pieces[index - 1]
    // White space that was put in has the place of what follows it.
    let next = index < pieces.count ? pieces[index].original : original.utf8.count
    return min(piece.original + offset - piece.start + further, next)
  }
}
