/// The names of an office, and words of the office that look like blanks and are none.
package struct LearnedWords: Sendable {
  /// The fewest documents with a name or a word. In a single document it can be a mistake.
  private static let fewest = 2
  /// The most different blanks of a finished document. A document with more was never finished.
  private static let mostBlanks = 2

  /// The offices that sign documents or stand in titles as the issuer.
  package let names: [LearnedCount]
  /// The words that look like blanks in several finished documents.
  package let accepted: [LearnedCount]

  /// Learns from `drafts`.
  package init(_ drafts: [PastDraft]) {
    let spoken = drafts.flatMap { draft in
      Set([draft.signature, LearnedTitle(draft.title).issuer].compactMap(\.self).filter { LearnedTitle.isOffice($0) })
    }
    names = spoken.counted.filter { $0.count >= Self.fewest }
    let finished = drafts.map { Set($0.blanks) }.filter { $0.count <= Self.mostBlanks }
    accepted = finished.flatMap(\.self).counted.filter { $0.count >= Self.fewest }
  }
}
