import Diagnostics
import Linting
import Reporting

/// A check with all questions answered: what to check, by what, and where to say what was found.
struct CheckRun {
  let inputs: [DraftInput]
  let linter: Linter
  let target: ReportTarget
  let failOn: FailThreshold

  /// What became of one input.
  private struct Outcome: Sendable {
    var file: FileReport?
    var errors: [ReportedError] = []
  }

  /// Checks all inputs, several at a time, and reports them in their order.
  func run() async throws -> ExitStatus {
    var report = try RunningReport(target)
    let linter = linter
    try await forEachInOrder(inputs) {
      Self.check($0, by: linter)
    } body: { outcome in
      if let file = outcome.file { try report.add(file) }
      for error in outcome.errors { try report.add(error) }
    }
    try report.finish()
    return status(report.summary)
  }

  private func status(_ summary: Summary) -> ExitStatus {
    if summary.failures > 0 { return .failed }
    return failOn.isReached(by: summary.worst) ? .findings : .clean
  }

  private static func check(_ input: DraftInput, by linter: Linter) -> Outcome {
    let path = input.path.string
    do throws(DraftError) {
      let source = try input.read()
      let result = try linter.lint(source)
      return Outcome(
        file: FileReport(path: path, source: source, result: result),
        errors: result.failures.map { ReportedError(path: path, message: $0.message, rule: $0.ruleID) })
    } catch {
      return Outcome(errors: [ReportedError(path: path, message: error.message)])
    }
  }
}
