import DraftText

/// Finds words by which a place can be searched for in Word: what stands there, with something on either side.
///
/// A search looks at what authors wrote, in one paragraph, and not at the labels of lists, and it does not reach across
/// tabs, line breaks and pictures, nor to the other side of what a reviewer took out.
struct QuotationFinder {
  /// How many code points are taken in on either side, and of a place itself.
  private static let (beside, inside) = (10, 30)
  /// How far is looked on either side, in bytes: more than these take.
  private static let reach = 256

  private let source: SourceText
  private let labels: [TextRange]
  private let deletions: [Int]

  init(_ source: SourceText) {
    self.source = source
    labels = source.structure.filter { $0.kind == .label }.map(\.range)
    deletions = source.provenance.review.deletions
  }

  /// The words; nil where nothing stands.
  func quotation(of range: TextRange) -> String? {
    let piece = piece(around: range)
    let end = min(max(range.end, piece.start), piece.end)
    let start = min(max(range.start, piece.start), end)
    let before = source[TextRange(piece.start, start)].unicodeScalars.suffix(Self.beside)
    let found = source[TextRange(start, end)].unicodeScalars
    // What is cut does not go on on its other side.
    let isWhole = found.count <= Self.inside
    let after = source[TextRange(end, piece.end)].unicodeScalars.prefix(isWhole ? Self.beside : 0)
    var words = String.UnicodeScalarView(Array(before) + Array(found.prefix(Self.inside)) + Array(after))
    while words.first?.properties.isWhitespace == true { words.removeFirst() }
    while words.last?.properties.isWhitespace == true { words.removeLast() }
    return words.isEmpty ? nil : String(words)
  }

  /// The stretch around the beginning of `range` that a search can find. It is looked for near by: a paragraph may be as long
  /// as a book.
  private func piece(around range: TextRange) -> TextRange {
    let line = source.lines.range(ofLine: source.lines.line(at: range.start))
    let label = labels.partitioningIndex { $0.start >= line.start }
    let text = label < labels.count && labels[label].start == line.start ? labels[label].end : line.start
    let place = max(range.start, text)
    let near = source.onScalarBorders(max(text, place - Self.reach), min(line.end, place + Self.reach))
    var (start, end) = (near.start, near.end)
    for gap in deletions[deletions.partitioningIndex { $0 > start }...].prefix(while: { $0 < near.end }) {
      if gap <= place { start = gap } else { end = min(end, gap) }
    }
    while let stop = firstStop(from: start, to: end) {
      if stop.start >= place, stop.start > start { return TextRange(start, stop.start) }
      start = stop.end
    }
    return TextRange(start, end)
  }

  /// The first character in a stretch that no search reaches across.
  private func firstStop(from start: Int, to end: Int) -> TextRange? {
    var offset = start
    while offset < end {
      switch source.utf8[offset] {
      case 0x09: return TextRange(offset, offset + 1)
      case 0xE2 where source.utf8[offset...].starts(with: "\u{2028}".utf8): return TextRange(offset, offset + 3)
      case 0xEF where source.utf8[offset...].starts(with: "\u{FFFC}".utf8): return TextRange(offset, offset + 3)
      default: offset += 1
      }
    }
    return nil
  }
}
