import Diagnostics
import DraftText

/// Finds new findings in an edited draft by comparison with the findings before the edits.
///
/// A finding is old where an old finding of its rule, at least as severe, was moved to the same place, or where an old
/// finding had the same rule, message and text.
struct DiagnosticComparison {
  /// What two findings have in common that are the same finding at different places.
  private struct Key: Hashable {
    let rule: RuleID
    let message: String
    let text: String

    init(_ finding: Diagnostic, in source: SourceText) {
      rule = finding.ruleID
      message = finding.message.text(in: .zh)
      text = source[finding.range]
    }
  }

  private let old: [RuleID: [(place: TextRange, severity: Severity)]]
  private let counts: [Key: Int]

  /// Takes `findings` in `source`, and the places to which `edits` move them. The edits are sorted.
  init(_ source: SourceText, _ findings: [Diagnostic], editedBy edits: [Edit]) {
    let movement = Movement(edits)
    old = Dictionary(grouping: findings, by: \.ruleID).mapValues { findings in
      findings.map { (movement.place(of: $0.range), $0.severity) }.sorted { $0.place < $1.place }
    }
    counts = findings.reduce(into: [:]) { $0[Key($1, in: source), default: 0] += 1 }
  }

  /// Returns the errors and warnings among `findings` that are new. `source` is the edited text.
  func newFaults(among findings: [Diagnostic], in source: SourceText) -> [Diagnostic] {
    var counts = counts
    return findings.filter { finding in
      guard finding.severity > .info, !isInOldPlace(finding) else { return false }
      let key = Key(finding, in: source)
      guard let count = counts[key], count > 0 else { return true }
      counts[key] = count - 1
      return false
    }
  }

  private func isInOldPlace(_ finding: Diagnostic) -> Bool {
    guard let places = old[finding.ruleID] else { return false }
    let first = places.partitioningIndex { $0.place.start >= finding.range.start }
    return places[first...].prefix { $0.place.start == finding.range.start }
      .contains { $0.severity >= finding.severity }
  }
}
