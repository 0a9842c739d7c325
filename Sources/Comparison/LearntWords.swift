/// The names of an office, and words of it that only look like blanks.
package struct LearntWords: Sendable {
  /// A name or a word that one document has may be a slip.
  private static let fewest = 2
  /// A document with more kinds of blanks than this was never finished.
  private static let mostBlanks = 2

  /// Who signs, and who speaks in titles.
  package let names: [LearntCount]
  /// What looks like a blank in several finished documents.
  package let accepted: [LearntCount]

  /// Learns from `drafts`.
  package init(_ drafts: [PastDraft]) {
    let spoken = drafts.flatMap { draft in
      Set([draft.signature, LearntTitle(draft.title).issuer].compactMap(\.self).filter { LearntTitle.isBody($0) })
    }
    names = spoken.counted.filter { $0.count >= Self.fewest }
    let finished = drafts.map { Set($0.blanks) }.filter { $0.count <= Self.mostBlanks }
    accepted = finished.flatMap(\.self).counted.filter { $0.count >= Self.fewest }
  }
}
