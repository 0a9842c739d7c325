import DraftText
import PatternMatching

/// A line of a draft that says something: not blank, and no residue.
public struct Paragraph: Hashable, Sendable {
  /// The line without the white space around it.
  public let range: TextRange
}

extension [Paragraph] {
  /// The index of the paragraph that holds `offset`, or of the next behind it; nil behind the last.
  func index(at offset: Int) -> Int? {
    let index = partitioningIndex { $0.range.end > offset }
    return index < count ? index : nil
  }
}

extension Pattern {
  /// Whether it matches in `paragraph`.
  func matches(_ paragraph: Paragraph, in source: SourceText) throws(MatchError) -> Bool {
    try firstMatch(in: source, range: source.line(of: paragraph)) != nil
  }
}

extension SourceText {
  /// The lines that are not blank.
  var paragraphs: [Paragraph] {
    (1...lines.count).compactMap { number in
      let range = trimmed(lines.range(ofLine: number))
      return range.isEmpty ? nil : Paragraph(range: range)
    }
  }

  /// The number of the line on which `paragraph` stands.
  func number(of paragraph: Paragraph) -> Int { lines.line(at: paragraph.range.start) }

  /// The paragraph with the indent of its line, so that `^` in a pattern means the same in every paragraph.
  package func line(of paragraph: Paragraph) -> TextRange {
    TextRange(lines.range(ofLine: number(of: paragraph)).start, paragraph.range.end)
  }

  /// How many code points `paragraph` has.
  func length(of paragraph: Paragraph) -> Int { lines.scalarCount(in: paragraph.range) }

  /// Where the words of `paragraph` begin: behind the marks by which Markdown makes a heading, an item or bold text of it.
  package func startOfWords(in paragraph: Paragraph) -> Int {
    let text = utf8[paragraph.range.start..<paragraph.range.end]
    let isBullet = text.starts(with: "- ".utf8) || text.starts(with: "+ ".utf8)
    return (isBullet ? text.dropFirst() : text).firstIndex { !Self.marks.contains($0) } ?? paragraph.range.end
  }

  private static let marks = Set("#*> \t".utf8)

  /// The last code point of `range`; nil where that is empty.
  func lastScalar(in range: TextRange) -> Unicode.Scalar? {
    String(decoding: utf8[max(range.start, range.end - 4)..<range.end], as: UTF8.self).unicodeScalars.last
  }

  /// Whether one of `marks` stands at the end of `range`.
  func ends(_ range: TextRange, with marks: String) -> Bool {
    lastScalar(in: range).map(marks.unicodeScalars.contains) ?? false
  }

  /// `range` without the white space at its ends: blanks, tabs, U+3000, no-break and zero-width spaces.
  func trimmed(_ range: TextRange) -> TextRange {
    var (start, end) = (range.start, range.end)
    while start < end, let length = utf8.whiteSpaceLength(at: start) { start += length }
    while end > start {
      var before = end - 1
      while before > start, utf8[before] & 0xC0 == 0x80 { before -= 1 }
      guard utf8.whiteSpaceLength(at: before) == end - before else { break }
      end = before
    }
    return TextRange(min(start, end), end)
  }
}

extension [UInt8] {
  /// The number of bytes of the white space at `offset`; nil where there is none.
  fileprivate func whiteSpaceLength(at offset: Int) -> Int? {
    switch self[offset] {
    case 0x20, 0x09...0x0D: 1
    case 0xC2 where self[offset...].starts(with: "\u{A0}".utf8): 2
    case 0xE2 where self[offset...].starts(with: "\u{200B}".utf8): 3
    case 0xE3 where self[offset...].starts(with: "\u{3000}".utf8): 3
    case 0xEF where self[offset...].starts(with: "\u{FEFF}".utf8): 3
    default: nil
    }
  }
}
