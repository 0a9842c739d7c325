import DraftOutline

/// The years that two drafts are about.
package struct PairOfYears: Sendable, Hashable {
  /// The year of the older draft.
  package let last: Int
  /// The year of the newer one, which is later.
  package let this: Int

  /// Finds out the years; nil where the drafts do not say that one is about a later year than the other.
  init?(_ last: ComparedDraft, _ this: ComparedDraft) {
    guard let before = last.document.year, let now = Self.year(of: this, after: before, last) else { return nil }
    self.last = before
    self.this = now
  }

  /// The year of `draft`. Where title and headings still have the year `before`, the lead-in tells, or the date under the text.
  private static func year(of draft: ComparedDraft, after before: Int, _ last: ComparedDraft) -> Int? {
    if let year = draft.document.year, year > before { return year }
    let leadIn = draft.document.leadIn.lazy.compactMap { DraftYear.first(in: draft.text($0.range)) }.first
    if let leadIn, leadIn > before { return leadIn }
    guard let earlier = last.year(of: last.document.date), let later = draft.year(of: draft.document.date),
      later > earlier
    else { return nil }
    return before + later - earlier
  }
}

extension ComparedDraft {
  /// The year that a line of a date names.
  func year(of date: Paragraph?) -> Int? { date.flatMap { DraftYear.first(in: text($0.range)) } }
}
