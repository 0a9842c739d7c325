import Diagnostics
import Linting
import Reporting

/// A check with all questions answered: what to check, by what, and where to say what was found.
struct CheckRun {
  let inputs: [DraftInput]
  let linter: Linter
  let target: ReportTarget
  let failOn: FailThreshold
  /// What need not be reported again.
  var baseline: Baseline?

  /// Checks all inputs, several at a time, and reports them in their order.
  func run() async throws -> ExitStatus {
    var report = try RunningReport(target)
    let (linter, baseline) = (linter, baseline)
    try await forEachInOrder(inputs) {
      Self.check($0, by: linter.sparing(baseline?.findings(of: $0.path)))
    } body: { outcome in
      switch outcome {
      case .success(let file): try report.add(file)
      case .failure(let error): try report.add(error)
      }
    }
    try report.finish()
    return status(report.summary)
  }

  private func status(_ summary: Summary) -> ExitStatus {
    if summary.failures > 0 { return .failed }
    return failOn.isReached(by: summary.worst) ? .findings : .clean
  }

  private static func check(_ input: DraftInput, by linter: Linter) -> Result<FileReport, ReportedError> {
    let path = input.path.string
    do throws(DraftError) {
      let source = try input.read()
      return .success(FileReport(path: path, source: source, result: try linter.lint(source)))
    } catch {
      return .failure(ReportedError(path: path, message: error.message))
    }
  }
}
