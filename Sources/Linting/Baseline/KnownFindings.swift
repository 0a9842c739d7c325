import Diagnostics
import DraftText

/// The findings of one draft that a baseline holds.
package struct KnownFindings: Sendable {
  /// A mark, and how many findings have it.
  package struct Entry: Hashable, Sendable {
    package let mark: FindingMark
    package let count: Int
  }

  /// What became of them.
  package struct Outcome: Hashable, Sendable {
    /// How many findings are known and therefore not reported.
    package let known: Int
    /// How many of the baseline are no longer found, of those that could have been.
    package let gone: Int
    /// For each entry how many of it are gone.
    package let goneOfEntries: [Int]
  }

  private let entries: [Entry]

  /// Takes the entries of one draft.
  package init(_ entries: [Entry]) { self.entries = entries }

  /// Tells new findings from known ones.
  ///
  /// A finding is known when both its hashes are in the baseline, or one that tells enough: an edit on one side of it does
  /// not make it new. An entry stands for as many findings as it counts.
  ///
  /// - Parameters:
  ///   - aboutWhole: The rules whose findings have no place of their own.
  ///   - isJudged: Whether a rule was held against the draft to the end; of others nobody knows what is gone.
  func sift(
    _ findings: [Diagnostic], in source: SourceText, aboutWhole: Set<RuleID>, isJudged: (RuleID) -> Bool
  ) -> (new: [Diagnostic], outcome: Outcome) {
    let marks = findings.map { WeighedMark($0, in: source, isAboutWhole: aboutWhole.contains($0.ruleID)) }
    var left = entries.map(\.count)
    var isKnown = [Bool](repeating: false, count: findings.count)
    let ofRule = Dictionary(grouping: entries.indices) { entries[$0].mark.rule }
    func take(_ isSame: (FindingMark, WeighedMark) -> Bool) {
      for (index, mark) in marks.enumerated() where !isKnown[index] {
        let entry = ofRule[mark.mark.rule]?.first { left[$0] > 0 && isSame(entries[$0].mark, mark) }
        guard let entry else { continue }
        left[entry] -= 1
        isKnown[index] = true
      }
    }
    take { $0 == $1.mark }
    take { $1.isBeforeTelling && $0.before == $1.mark.before || $1.isAfterTelling && $0.after == $1.mark.after }
    let gone = zip(entries, left).map { isJudged($0.mark.rule) ? $1 : 0 }
    return (
      zip(findings, isKnown).filter { !$0.1 }.map(\.0),
      Outcome(known: isKnown.count { $0 }, gone: gone.reduce(0, +), goneOfEntries: gone)
    )
  }
}
