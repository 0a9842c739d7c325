import Diagnostics
import DraftText
import RuleEngine

/// What becomes of the findings of all rules before they are reported: one fault, one finding.
struct FindingResolution: Sendable {
  /// The rules of each group, the one whose findings win first.
  private let groups: [[RuleID]]

  /// Knows the groups and ranks of `rules`.
  init(_ rules: [RuleMetadata]) {
    let members = Dictionary(grouping: rules.filter { $0.group != nil }) { $0.group }
    groups = members.values.filter { $0.count > 1 }.map { rules in
      rules.sorted { (-$0.rank, $0.id) < (-$1.rank, $1.id) }.map(\.id)
    }
  }

  /// The findings that stay, in the order of the text, those at one place by rule.
  func resolve(_ findings: [Diagnostic]) -> [Diagnostic] {
    var seen: Set<Place> = []
    var kept = findings.filter { seen.insert(Place(rule: $0.ruleID, range: $0.range, message: $0.message)).inserted }
    for group in groups { kept = withoutOutranked(kept, in: group) }
    return kept.sorted { ($0.range, $0.ruleID) < ($1.range, $1.ruleID) }
  }

  private struct Place: Hashable {
    let rule: RuleID
    let range: TextRange
    let message: Message
  }

  private func withoutOutranked(_ findings: [Diagnostic], in group: [RuleID]) -> [Diagnostic] {
    let rankOfRule = Dictionary(uniqueKeysWithValues: zip(group, 0...))
    var byRank = [[Diagnostic]](repeating: [], count: group.count)
    var others: [Diagnostic] = []
    for finding in findings {
      if let rank = rankOfRule[finding.ruleID] { byRank[rank].append(finding) } else { others.append(finding) }
    }
    var taken = DisjointRanges()
    var kept: [Diagnostic] = []
    for ofOneRule in byRank {
      let free = ofOneRule.filter { !taken.overlaps($0.range) }
      kept += free
      taken.formUnion(free.map(\.range))
    }
    return others + kept
  }
}

/// Places of a text that are taken: ranges in order, none overlapping another.
struct DisjointRanges {
  private var ranges: [TextRange] = []

  /// Whether `range` has a byte in common with any of the ranges.
  func overlaps(_ range: TextRange) -> Bool {
    let index = ranges.partitioningIndex { $0.end > range.start }
    return index < ranges.count && ranges[index].overlaps(range)
  }

  /// Adds `new`, which may overlap each other.
  mutating func formUnion(_ new: [TextRange]) {
    guard !new.isEmpty else { return }
    var merged: [TextRange] = []
    for range in (ranges + new).sorted() {
      if let last = merged.last, range.start < last.end {
        merged[merged.count - 1] = TextRange(last.start, max(last.end, range.end))
      } else {
        merged.append(range)
      }
    }
    ranges = merged
  }
}
