import Diagnostics
import DraftText

/// Tells what is new in a draft that was edited from what was found there before.
///
/// A finding is an old one when it is of the same rule, no more severe, and stands where an old one has come to stand, or
/// says the same of the same words.
struct FindingComparison {
  private struct Saying: Hashable {
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
  private let sayings: [Saying: Int]

  /// Remembers `findings` in `source`, where they come to stand after `edits`, which are sorted.
  init(_ source: SourceText, _ findings: [Diagnostic], editedBy edits: [Edit]) {
    let movement = Movement(edits)
    old = Dictionary(grouping: findings, by: \.ruleID).mapValues { findings in
      findings.map { (movement.place(of: $0.range), $0.severity) }.sorted { $0.place < $1.place }
    }
    sayings = findings.reduce(into: [:]) { $0[Saying($1, in: source), default: 0] += 1 }
  }

  /// The errors and warnings among `findings`, made in the edited `source`, that are new.
  func faults(gainedBy findings: [Diagnostic], of source: SourceText) -> [Diagnostic] {
    var sayings = sayings
    return findings.filter { finding in
      guard finding.severity > .info, !isInOldPlace(finding) else { return false }
      let saying = Saying(finding, in: source)
      guard let count = sayings[saying], count > 0 else { return true }
      sayings[saying] = count - 1
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
