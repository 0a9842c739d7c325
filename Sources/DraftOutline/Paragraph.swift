import DraftText

/// A line of a draft that says something: not blank, and no residue.
public struct Paragraph: Hashable, Sendable {
  /// The line without the white space around it.
  public let range: TextRange
}

extension SourceText {
  /// The paragraph with the indent of its line, so that `^` in a pattern means the same in every paragraph.
  package func line(of paragraph: Paragraph) -> TextRange {
    TextRange(lines.range(ofLine: lines.line(at: paragraph.range.start)).start, paragraph.range.end)
  }

  /// Where the words of `paragraph` begin: behind the marks by which Markdown makes a heading, an item or bold text of it.
  package func startOfWords(in paragraph: Paragraph) -> Int {
    let text = utf8[paragraph.range.start..<paragraph.range.end]
    let isBullet = text.starts(with: "- ".utf8) || text.starts(with: "+ ".utf8)
    return (isBullet ? text.dropFirst() : text).firstIndex { !Self.marks.contains($0) } ?? paragraph.range.end
  }

  private static let marks = Set("#*> \t".utf8)
}
