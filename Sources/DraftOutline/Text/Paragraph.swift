import DraftText
import PatternMatching

/// A line of a draft that is neither blank nor residue.
package struct Paragraph: Hashable, Sendable {
  /// The line without the white space around it.
  package let range: TextRange
}

extension [Paragraph] {
  /// Returns the index of the paragraph that holds `offset`, or of the next one; nil after the last.
  func index(at offset: Int) -> Int? {
    let index = partitioningIndex { $0.range.end > offset }
    return index < count ? index : nil
  }
}

extension Pattern {
  /// Whether the pattern matches in `paragraph`.
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

  /// Returns the number of the line that holds `paragraph`.
  func number(of paragraph: Paragraph) -> Int { lines.line(at: paragraph.range.start) }

  /// Returns the range of `paragraph` with the indent of its line, so that `^` means the same for every paragraph.
  package func line(of paragraph: Paragraph) -> TextRange {
    TextRange(lines.range(ofLine: number(of: paragraph)).start, paragraph.range.end)
  }

  /// Returns the number of code points of `paragraph`.
  func length(of paragraph: Paragraph) -> Int { lines.scalarCount(in: paragraph.range) }

  /// Returns the start of the words of `paragraph`, after the marks of Markdown for headings, items and bold text.
  package func startOfWords(in paragraph: Paragraph) -> Int {
    let text = utf8[paragraph.range.start..<paragraph.range.end]
    let isBullet = text.starts(with: "- ".utf8) || text.starts(with: "+ ".utf8)
    return (isBullet ? text.dropFirst() : text).firstIndex { !Self.marks.contains($0) } ?? paragraph.range.end
  }

  private static let marks = Set("#*> \t".utf8)
}
