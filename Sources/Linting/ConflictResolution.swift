import Diagnostics
import DraftText
import RuleEngine

/// Removes repeated findings, and findings that another rule of their group outranks: one fault, one finding.
struct ConflictResolution: Sendable {
  /// A rule of a group. The rule with the lowest order wins.
  private struct Member {
    let group: Int
    let order: Int
  }

  private let members: [RuleID: Member]
  /// The number of rules of each group.
  private let sizes: [Int]

  /// Takes the groups and ranks of `rules`.
  init(_ rules: [RuleMetadata]) {
    let groups = Dictionary(grouping: rules.filter { $0.group != nil }) { $0.group }.values.filter { $0.count > 1 }
    var members: [RuleID: Member] = [:]
    for (group, rules) in groups.enumerated() {
      for (order, rule) in rules.sorted(by: { (-$0.rank, $0.id) < (-$1.rank, $1.id) }).enumerated() {
        members[rule.id] = Member(group: group, order: order)
      }
    }
    self.members = members
    sizes = groups.map(\.count)
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
    var found = sizes.map { [[Int]](repeating: [], count: $0) }
    for (index, finding) in findings.enumerated() {
      if let member = members[finding.ruleID] { found[member.group][member.order].append(index) }
    }
    var outranked: Set<Int> = []
    for byOrder in found {
      var taken = DisjointRanges()
      for indices in byOrder {
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
