import DraftText

/// Finds words for a place that a search in Word finds: the text of the place, with some text on either side.
///
/// A search finds text that authors wrote, in one paragraph. It does not find list labels, and does not reach across
/// tabs, line breaks, pictures and text that a reviewer deleted.
struct QuotationFinder {
  /// The most code points on either side, and of the place itself.
  private static let (beside, inside) = (10, 30)
  /// How far to look on either side, in bytes: more than these code points take.
  private static let reach = 256

  private let source: SourceText
  private let labels: [TextRange]
  private let deletions: [Int]

  init(_ source: SourceText) {
    self.source = source
    labels = source.structure.filter { $0.kind == .label }.map(\.range)
    deletions = source.provenance.review.deletions
  }

  /// Returns the words; nil where there is no text.
  func quotation(of range: TextRange) -> String? {
    let piece = piece(around: range)
    let end = min(max(range.end, piece.start), piece.end)
    let start = min(max(range.start, piece.start), end)
    let before = source[TextRange(piece.start, start)].unicodeScalars.suffix(Self.beside)
    let found = source[TextRange(start, end)].unicodeScalars
    // Where the text of the place is cut, the text after it does not follow.
    let isWhole = found.count <= Self.inside
    let after = source[TextRange(end, piece.end)].unicodeScalars.prefix(isWhole ? Self.beside : 0)
    var words = String.UnicodeScalarView(Array(before) + Array(found.prefix(Self.inside)) + Array(after))
    while words.first?.properties.isWhitespace == true { words.removeFirst() }
    while words.last?.properties.isWhitespace == true { words.removeLast() }
    return words.isEmpty ? nil : String(words)
  }

  /// Returns the stretch around the start of `range` that a search can find. Only near text is looked at: a paragraph
  /// can be as long as a book.
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

  /// Returns the first character in a stretch that no search reaches across.
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
