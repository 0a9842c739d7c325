import Diagnostics
import DraftText

/// What it cost to check one draft.
package struct DraftTiming: Sendable {
  /// The length of the text, in UTF-8 bytes.
  package let bytes: Int
  /// The steps, each with the processor time that it took.
  package let laps: [(step: Stopwatch.Step, time: Duration)]
  /// How many findings of each rule are reported.
  package let findings: [RuleID: Int]

  /// Puts together what is known of a draft.
  package init(bytes: Int, laps: [(step: Stopwatch.Step, time: Duration)], findings: [RuleID: Int]) {
    self.bytes = bytes
    self.laps = laps
    self.findings = findings
  }

  /// What `stopwatch` showed when `result` was found in `source`.
  package init(_ stopwatch: Stopwatch, _ result: Linter.Result, in source: SourceText) {
    let findings = result.diagnostics.reduce(into: [:]) { $0[$1.ruleID, default: 0] += 1 }
    self.init(bytes: source.range.count, laps: stopwatch.laps, findings: findings)
  }
}
