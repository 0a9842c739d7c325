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
}
