import Diagnostics
import DraftText

/// Finds new findings in an edited draft by comparison with the findings before the edits.
///
/// A finding is old if it continues an old finding of its rule that is at least as severe: one that was moved to the
/// same place, or else one with the same message and text. Each old finding continues once.
struct DiagnosticComparison {
  /// Where a rule finds something.
  private struct Place: Hashable {
    let rule: RuleID
    let start: Int
  }

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

  /// The old findings by the places to which they were moved.
  private let old: [Place: [(key: Key, severity: Severity)]]

  /// Takes `findings` in `source`, and the places to which `edits` move them. The edits are sorted.
  init(_ source: SourceText, _ findings: [Diagnostic], editedBy edits: [Edit]) {
    let movement = Movement(edits)
    old = Dictionary(grouping: findings) { Place(rule: $0.ruleID, start: movement.offset(of: $0.range.start)) }
      .mapValues { $0.map { (Key($0, in: source), $0.severity) } }
  }

  /// Returns the errors and warnings among `findings` that are new. `source` is the edited text.
  func newFaults(among findings: [Diagnostic], in source: SourceText) -> [Diagnostic] {
    var old = old
    let elsewhere = findings.filter { finding in
      guard finding.severity > .info else { return false }
      let place = Place(rule: finding.ruleID, start: finding.range.start)
      guard let match = old[place]?.firstIndex(where: { $0.severity >= finding.severity }) else { return true }
      old[place]?.remove(at: match)
      return false
    }
    var counts: [Key: [Severity: Int]] = [:]
    for (key, severity) in old.values.joined() { counts[key, default: [:]][severity, default: 0] += 1 }
    return elsewhere.filter { finding in
      let key = Key(finding, in: source)
      let matches = counts[key, default: [:]].filter { $0.key >= finding.severity && $0.value > 0 }
      guard let match = matches.keys.min() else { return true }
      counts[key]?[match]? -= 1
      return false
    }
  }
}
