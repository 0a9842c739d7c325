import DraftOutline
import DraftText
import PatternMatching

extension Document {
  /// The date line of the document, with its indent; where a list of attachments follows the text, the one below it.
  func dateLine() throws(MatchError) -> TextRange? {
    if let date { return line(of: date) }
    return try endOfAttachmentList().map { line(of: annexes[0].leadIn[$0]) }
  }

  /// The line of who signs, in the same places.
  func authorLine() throws(MatchError) -> TextRange? {
    if let signature { return line(of: signature) }
    guard date == nil, let index = try endOfAttachmentList(), index > 0 else { return nil }
    return line(of: annexes[0].leadIn[index - 1])
  }

  private func line(of paragraph: Paragraph) -> TextRange {
    TextRange(source.lines.range(ofLine: source.lines.line(at: paragraph.range.start)).start, paragraph.range.end)
  }

  /// Where in the lead-in of the first annex, the list of attachments, a date stands.
  private func endOfAttachmentList() throws(MatchError) -> Int? {
    guard let list = annexes.first, list.sections.isEmpty else { return nil }
    for (index, paragraph) in list.leadIn.enumerated() {
      if try grammar.patterns[.date]?.firstMatch(in: source, range: line(of: paragraph)) != nil { return index }
    }
    return nil
  }
}
