import DraftText
import WordText

/// Finds the places of a draft's text in the main part of its document.
struct Locator {
  /// The place in the document for a comment on a range of the text.
  enum CommentPlace: Equatable {
    case range(UnitPosition, UnitPosition)
    /// An empty paragraph.
    case paragraph(Int)
  }

  /// A piece of the text in a unit of the document.
  struct Piece {
    let range: TextRange
    let unit: Int
    /// The child of the unit that contains the text; nil if the unit is never split.
    let child: Int?
    /// The number of bytes of the child's text before the piece.
    let skipped: Int
  }

  let source: SourceText
  /// The bytes of the main part.
  let part: [UInt8]
  let map: BodyMap
  private let origins: TextOrigins

  init(_ source: SourceText, _ origins: TextOrigins, _ part: [UInt8], _ map: BodyMap) {
    self.source = source
    self.part = part
    self.origins = origins
    self.map = map
  }

  /// Returns the place of the text of `range` that is in the document, or of the whole paragraph if no text of it is
  /// there.
  ///
  /// Nil if the document has no paragraph.
  func commentPlace(for range: TextRange) -> CommentPlace? {
    let wanted = range.isEmpty ? widened(range.start) : range
    let pieces = pieces(in: wanted)
    guard let first = pieces.first, let last = pieces.last else { return paragraphPlace(at: range.start) }
    let start = position(in: first, at: max(wanted.start, first.range.start), isEnd: false)
    let end = position(in: last, at: min(wanted.end, last.range.end), isEnd: true)
    return .range(start, start < end ? end : map.end(of: start.unit))
  }

  /// Returns the pieces that overlap with `range`, as far as they are in paragraphs of the document.
  func pieces(in range: TextRange) -> [Piece] {
    let all = origins.pieces
    var index = all.partitioningIndex { $0.range.end > range.start }
    var pieces: [Piece] = []
    while index < all.count, all[index].range.start < range.end {
      let (range, origin) = all[index]
      if let unit = map.unit(of: origin.element) {
        let child = map.child(origin.element, of: unit)
        pieces.append(Piece(range: range, unit: unit, child: child, skipped: origin.skipped))
      }
      index += 1
    }
    return pieces
  }

  /// Returns the position in `piece` of `offset` in the text.
  func position(in piece: Piece, at offset: Int, isEnd: Bool) -> UnitPosition {
    guard let child = piece.child else { return isEnd ? map.end(of: piece.unit) : map.start(of: piece.unit) }
    guard map.children[child].isText else {
      return UnitPosition(unit: piece.unit, child: isEnd ? child + 1 : child, offset: 0)
    }
    let inner = offset - piece.range.start
    // At an end of the piece, text of the child that is not in the draft is included.
    if inner == 0 { return UnitPosition(unit: piece.unit, child: child, offset: 0) }
    if offset == piece.range.end { return UnitPosition(unit: piece.unit, child: child + 1, offset: 0) }
    return UnitPosition(unit: piece.unit, child: child, offset: piece.skipped + inner)
  }

  /// The index of the paragraph of the line at `offset`; nil if the line is not from the main part.
  func paragraph(at offset: Int) -> Int? {
    let line = source.lines.line(at: offset)
    guard origins.paragraphs.indices.contains(line - 1) else { return nil }
    return map.paragraph(of: origins.paragraphs[line - 1])
  }

  private func paragraphPlace(at offset: Int) -> CommentPlace? {
    guard let paragraph = paragraph(at: offset) ?? map.paragraphs.indices.first else { return nil }
    let units = map.paragraphs[paragraph].units.filter { !map.units[$0].belongsToOwnComment }
    guard let first = units.first, let last = units.last else { return .paragraph(paragraph) }
    return .range(map.start(of: first), map.end(of: last))
  }

  /// The range of the character behind `offset`, or of the one before it at the end of a line.
  private func widened(_ offset: Int) -> TextRange {
    let line = source.lines.range(ofLine: source.lines.line(at: offset))
    if offset < line.end { return source.onScalarBorders(offset, offset + 1) }
    return offset > line.start ? source.onScalarBorders(offset - 1, offset) : TextRange(offset, offset)
  }
}
