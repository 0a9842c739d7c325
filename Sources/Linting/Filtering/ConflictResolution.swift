import Diagnostics
import DraftText
import RuleEngine

/// Removes repeated findings, and findings that another rule of their group outranks: one fault, one finding.
struct ConflictResolution: Sendable {
  /// The rules of each group, the winning rule first.
  private let groups: [[RuleID]]

  /// Takes the groups and ranks of `rules`.
  init(_ rules: [RuleMetadata]) {
    let groups = Dictionary(grouping: rules.filter { $0.group != nil }, by: \.group).values
    self.groups = groups.filter { $0.count > 1 }.map { rules in
      rules.sorted { (-$0.rank, $0.id) < (-$1.rank, $1.id) }.map(\.id)
    }
  }

  /// Returns the findings that stay, in the order of the text; findings at one place are sorted by rule.
  func resolve(_ findings: [Diagnostic]) -> [Diagnostic] {
    let single = withoutRepeated(findings.sortedByPlace)
    let outranked = outranked(in: single)
    return outranked.isEmpty ? single : single.indices.filter { !outranked.contains($0) }.map { single[$0] }
  }

  /// Removes findings that repeat the place, rule and message of another. `findings` are sorted.
  private func withoutRepeated(_ findings: [Diagnostic]) -> [Diagnostic] {
    var kept: [Diagnostic] = []
    kept.reserveCapacity(findings.count)
    for finding in findings {
      let isRepeated = kept.reversed().prefix { $0.range == finding.range && $0.ruleID == finding.ruleID }.contains {
        $0.message == finding.message
      }
      if !isRepeated { kept.append(finding) }
    }
    return kept
  }

  /// Returns the indices of findings that overlap a finding of a winning rule of their group.
  private func outranked(in findings: [Diagnostic]) -> Set<Int> {
    let found = Dictionary(grouping: findings.indices) { findings[$0].ruleID }
    var outranked: Set<Int> = []
    for rules in groups {
      var taken = DisjointRanges()
      for indices in rules.compactMap({ found[$0] }) {
        let (losing, winning) = indices.partitioned { taken.overlaps(findings[$0].range) }
        outranked.formUnion(losing)
        taken.formUnion(winning.map { findings[$0].range })
      }
    }
    return outranked
  }
}

extension Array {
  /// Returns the elements that satisfy `isFirst`, and the others, both in order.
  fileprivate func partitioned(by isFirst: (Element) -> Bool) -> (first: [Element], second: [Element]) {
    var parts: (first: [Element], second: [Element]) = ([], [])
    for element in self {
      if isFirst(element) { parts.first.append(element) } else { parts.second.append(element) }
    }
    return parts
  }
}
