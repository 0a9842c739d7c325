import Diagnostics
import DraftText

/// The entries of a baseline for one draft.
package struct KnownDiagnostics: Sendable {
  /// The outcome of a comparison with current findings.
  package struct Outcome: Hashable, Sendable {
    /// The number of current findings that are known and therefore not reported.
    package let known: Int
    /// The number of known findings that are gone, without findings of rules that could not check the whole draft.
    package let gone: Int
  }

  private let entries: [Baseline.Entry]

  /// Takes the entries of one draft.
  package init(_ entries: [Baseline.Entry]) { self.entries = entries }

  /// Separates new findings from known ones.
  ///
  /// A finding is known when the baseline has both its hashes, or one hash of enough letters: an edit on one side of a
  /// finding does not make it new. An entry stands for as many findings as it counts.
  ///
  /// - Parameters:
  ///   - aboutWhole: The rules whose findings have no place of their own.
  ///   - isJudged: Whether a rule has checked the whole draft. For other rules, no finding counts as gone.
  func newDiagnostics(
    among findings: [Diagnostic], in source: SourceText, aboutWhole: Set<RuleID>, isJudged: (RuleID) -> Bool
  ) -> (new: [Diagnostic], outcome: Outcome) {
    let prints = findings.map { RatedFingerprint($0, in: source, isAboutWhole: aboutWhole.contains($0.ruleID)) }
    let (known, left) = entries(of: prints)
    let gone = zip(entries, left).filter { isJudged($0.0.fingerprint.rule) }.reduce(0) { $0 + $1.1 }
    return (
      zip(findings, known).filter { $0.1 == nil }.map(\.0), Outcome(known: known.count { $0 != nil }, gone: gone)
    )
  }

  /// Returns the index of the entry for each of `prints`, nil for a new finding, and the findings left in each entry.
  package func entries(of prints: [RatedFingerprint]) -> (known: [Int?], left: [Int]) {
    var left = entries.map(\.count)
    var known = [Int?](repeating: nil, count: prints.count)
    func take(_ entry: (RatedFingerprint) -> Int?) {
      for (index, print) in prints.enumerated() where known[index] == nil {
        guard let entry = entry(print) else { continue }
        left[entry] -= 1
        known[index] = entry
      }
    }
    var alike = EntryQueues(of: entries.map(\.fingerprint))
    take { alike.first($0.fingerprint, in: left) }
    var before = EntryQueues(of: entries.map { [$0.fingerprint.rule.name, $0.fingerprint.before] })
    var after = EntryQueues(of: entries.map { [$0.fingerprint.rule.name, $0.fingerprint.after] })
    take { print in
      let rule = print.fingerprint.rule.name
      return [
        print.isBeforeDistinctive ? before.first([rule, print.fingerprint.before], in: left) : nil,
        print.isAfterDistinctive ? after.first([rule, print.fingerprint.after], in: left) : nil,
      ].compactMap { $0 }.min()
    }
    return (known, left)
  }
}

/// The indices of entries by a common key, each list in order.
private struct EntryQueues<Key: Hashable> {
  private var waiting: [Key: ArraySlice<Int>]

  /// Groups the indices of `keys` by key.
  init(of keys: [Key]) { waiting = Dictionary(grouping: keys.indices) { keys[$0] }.mapValues { $0[...] } }

  /// Returns the first entry for `key` that has findings left. An entry without any is removed for good.
  mutating func first(_ key: Key, in left: [Int]) -> Int? {
    while let entry = waiting[key]?.first {
      if left[entry] > 0 { return entry }
      waiting[key]?.removeFirst()
    }
    return nil
  }
}
