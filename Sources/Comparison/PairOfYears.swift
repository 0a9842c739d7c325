import DraftOutline

/// The years that two drafts are about.
package struct PairOfYears: Sendable, Hashable {
  /// The year of the older draft.
  package let older: Int
  /// The year of the newer draft, which is later.
  package let newer: Int

  /// Finds the years in the drafts; nil unless they show that the second draft is about a later year.
  init?(_ older: ComparedDraft, _ newer: ComparedDraft) {
    guard let before = older.document.year, let now = Self.year(of: newer, after: before, older) else { return nil }
    self.older = before
    self.newer = now
  }

  /// Returns the year of `draft`: of title and headings if it is later than `before`, else of the lead-in or the date.
  private static func year(of draft: ComparedDraft, after before: Int, _ older: ComparedDraft) -> Int? {
    if let year = draft.document.year, year > before { return year }
    let leadIn = draft.document.leadIn.lazy.compactMap { DraftYear.first(in: draft.text($0.range)) }.first
    if let leadIn, leadIn > before { return leadIn }
    guard let earlier = older.year(of: older.document.date), let later = draft.year(of: draft.document.date),
      later > earlier
    else { return nil }
    return before + later - earlier
  }
}

extension ComparedDraft {
  /// Returns the year in a line with a date.
  func year(of date: Paragraph?) -> Int? { date.flatMap { DraftYear.first(in: text($0.range)) } }
}
