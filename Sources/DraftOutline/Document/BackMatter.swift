import DraftText
import PatternMatching

/// The signature, the date and the notes after the main text.
struct BackMatter {
  private(set) var signature: Paragraph?
  private(set) var date: Paragraph?
  /// The notes under the date: whom to contact, who gets a copy, whether the draft may be published.
  private(set) var notes: [Paragraph] = []

  /// Reads the back matter at the end of `paragraphs`.
  init(_ draft: Draft, _ paragraphs: ArraySlice<Paragraph>) throws(MatchError) {
    var rest = paragraphs
    while let last = rest.last, try draft.matches(.note, last) { rest.removeLast() }
    guard let last = rest.popLast(), try draft.matches(.date, last) else { return }
    date = last
    notes = Array(paragraphs[(rest.endIndex + 1)...])
    if let before = rest.last, try draft.matches(.signature, before) { signature = before }
  }

  /// The signature and the date.
  var paragraphs: [Paragraph] { [signature, date].compactMap { $0 } }

  /// The number of its paragraphs, including the notes.
  var count: Int { paragraphs.count + notes.count }
}
