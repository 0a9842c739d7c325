import DraftOutline
import DraftText
import PatternMatching

extension Document {
  /// The date line of the document; where a list of attachments follows the text, the one below that list.
  func dateLine() throws(MatchError) -> Paragraph? {
    if let date { return date }
    return try endOfAttachmentList().map { annexes[0].leadIn[$0] }
  }

  /// The line of who signs, in the same places.
  func author() throws(MatchError) -> Paragraph? {
    if let signature { return signature }
    guard date == nil, let index = try endOfAttachmentList(), index > 0 else { return nil }
    return annexes[0].leadIn[index - 1]
  }

  /// Where in the lead-in of the first annex, the list of attachments, a date stands.
  private func endOfAttachmentList() throws(MatchError) -> Int? {
    guard let list = annexes.first, list.sections.isEmpty else { return nil }
    for (index, line) in list.leadIn.enumerated() where try grammar.date.firstMatch(in: source, range: line.range) != nil {
      return index
    }
    return nil
  }
}
