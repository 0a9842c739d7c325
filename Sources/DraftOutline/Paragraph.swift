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
}
