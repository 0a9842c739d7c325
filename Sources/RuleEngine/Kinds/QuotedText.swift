import DraftOutline
import DraftText

/// What a draft puts in quotation marks, which are words of others.
///
/// It is looked for when it is first asked for, once for all lists of the draft.
final class QuotedText {
  private static let partners: [Unicode.Scalar: Unicode.Scalar] = ["“": "”", "「": "」", "『": "』", "《": "》"]

  private let source: SourceText
  /// In order, without overlap.
  private lazy var ranges = Self.ranges(in: source)

  init(in document: Document) { source = document.source }

  /// Whether `offset` stands in quotation marks, or on a line that Markdown marks as a quotation.
  func holds(_ offset: Int) -> Bool {
    let index = ranges.partitioningIndex { $0.end > offset }
    if index < ranges.count, ranges[index].contains(offset) { return true }
    let line = source.lines.range(ofLine: source.lines.line(at: offset))
    return source.utf8[line.start..<offset].contains(UInt8(ascii: ">"))
  }

  /// From each opening mark to the closing one; what is in it is not looked at. Without a closing one, to the end.
  private static func ranges(in source: SourceText) -> [TextRange] {
    var ranges: [TextRange] = []
    var open: (start: Int, closing: Unicode.Scalar)?
    var offset = 0
    for scalar in source[source.range].unicodeScalars {
      if let (start, closing) = open, scalar == closing {
        ranges.append(TextRange(start, offset))
        open = nil
      } else if open == nil, let closing = partners[scalar] {
        open = (offset, closing)
      }
      offset += UTF8.width(scalar)
    }
    if let open { ranges.append(TextRange(open.start, source.utf8.count)) }
    return ranges
  }
}
