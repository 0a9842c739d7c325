import Diagnostics
import DraftText

/// The findings of one draft that a baseline holds.
package struct KnownDiagnostics: Sendable {
  /// What became of them.
  package struct Outcome: Hashable, Sendable {
    /// How many findings are known and therefore not reported.
    package let known: Int
    /// How many of the baseline are no longer found, of those that could have been.
    package let gone: Int
    /// For each entry how many of it are gone.
    package let goneOfEntries: [Int]
  }

  private let entries: [Baseline.Entry]

  /// Takes the entries of one draft.
  package init(_ entries: [Baseline.Entry]) { self.entries = entries }

  /// Tells new findings from known ones.
  ///
  /// A finding is known when both its hashes are in the baseline, or one that tells enough: an edit on one side of it does
  /// not make it new. An entry stands for as many findings as it counts.
  ///
  /// - Parameters:
  ///   - aboutWhole: The rules whose findings have no place of their own.
  ///   - isJudged: Whether a rule was held against the draft to the end; of others nobody knows what is gone.
  func newDiagnostics(
    among findings: [Diagnostic], in source: SourceText, aboutWhole: Set<RuleID>, isJudged: (RuleID) -> Bool
  ) -> (new: [Diagnostic], outcome: Outcome) {
    let prints = findings.map { WeighedFingerprint($0, in: source, isAboutWhole: aboutWhole.contains($0.ruleID)) }
    let (known, left) = entries(of: prints)
    let gone = zip(entries, left).map { isJudged($0.fingerprint.rule) ? $1 : 0 }
    return (
      zip(findings, known).filter { $0.1 == nil }.map(\.0),
      Outcome(known: known.count { $0 != nil }, gone: gone.reduce(0, +), goneOfEntries: gone)
    )
  }

  /// For each of `prints` the index of the entry that it is, nil for a new one; and how much of each entry is left.
  package func entries(of prints: [WeighedFingerprint]) -> (known: [Int?], left: [Int]) {
    var left = entries.map(\.count)
    var known = [Int?](repeating: nil, count: prints.count)
    func take(_ entry: (WeighedFingerprint) -> Int?) {
      for (index, print) in prints.enumerated() where known[index] == nil {
        guard let entry = entry(print) else { continue }
        left[entry] -= 1
        known[index] = entry
      }
    }
    var alike = Queues(of: entries.map(\.fingerprint))
    take { alike.first($0.fingerprint, in: left) }
    var before = Queues(of: entries.map { [$0.fingerprint.rule.name, $0.fingerprint.before] })
    var after = Queues(of: entries.map { [$0.fingerprint.rule.name, $0.fingerprint.after] })
    take { print in
      let rule = print.fingerprint.rule.name
      return [
        print.isBeforeTelling ? before.first([rule, print.fingerprint.before], in: left) : nil,
        print.isAfterTelling ? after.first([rule, print.fingerprint.after], in: left) : nil,
      ].compactMap { $0 }.min()
    }
    return (known, left)
  }
}

/// The entries of a baseline by what they have in common, each in its turn.
private struct Queues<Key: Hashable> {
  private var waiting: [Key: ArraySlice<Int>]

  /// Sorts the entries with these keys, by index.
  init(of keys: [Key]) { waiting = Dictionary(grouping: keys.indices) { keys[$0] }.mapValues { $0[...] } }

  /// The first entry with `key` that has any left; an entry that is used up never comes back.
  mutating func first(_ key: Key, in left: [Int]) -> Int? {
    while let entry = waiting[key]?.first {
      if left[entry] > 0 { return entry }
      waiting[key]?.removeFirst()
    }
    return nil
  }
}
