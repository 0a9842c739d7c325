import Diagnostics
import Linting
import Reporting

/// A check with all questions answered: what to check, by what, and where to say what was found.
struct CheckRun {
  /// A draft, and what is done with it.
  struct Job: Sendable {
    let input: DraftInput
    let checker: DraftChecker
  }

  let jobs: [Job]
  /// Which fixes the run applies, or would.
  let limit: Fix.Applicability
  let target: ReportTarget
  let failOn: FailThreshold
  /// Whether it is told what the run cost.
  let isTimed: Bool

  /// Checks all inputs, several at a time, and reports them in their order.
  func run() throws -> ExitStatus {
    let progress = ProgressLine.ofRun(
      total: jobs.count, toFile: target.destination.isFile, language: target.style.language)
    var report = try RunningReport(target, fixesUpTo: limit, progress: progress)
    var timing = isTimed ? RunStopwatch() : nil
    try forEachOutcome { outcome in
      timing?.beginReport()
      defer { timing?.endReport(of: outcome.timing) }
      if !outcome.output.isEmpty { progress?.erase() }
      try StandardStream.writeOutput(outcome.output)
      if let file = outcome.file { try report.add(file) }
      for error in outcome.errors { try report.add(error) }
      progress?.advance()
    }
    timing?.beginReport()
    try report.finish()
    timing?.endReport()
    if let timing { StandardStream.writeError("\n" + timing.report(in: target.style.language).text) }
    if report.summary.failures > 0 { return .failed }
    return failOn.isReached(by: report.summary.worst) ? .findings : .clean
  }

  /// Shows what fixing would change, on standard output, and what goes wrong on standard error.
  func showDifferences() throws -> ExitStatus {
    let language = target.style.language
    var fixed = 0
    var files = 0
    var hasFailed = false
    try forEachOutcome { outcome in
      try StandardStream.writeOutput(outcome.output)
      for error in outcome.errors { StandardStream.writeError(error.line(in: language)) }
      fixed += outcome.fixed
      files += outcome.fixed > 0 ? 1 : 0
      hasFailed = hasFailed || !outcome.errors.isEmpty
    }
    StandardStream.writeError(Summary.preview(fixed: fixed, files: files)[language] + "\n")
    if hasFailed { return .failed }
    return fixed > 0 ? .findings : .clean
  }

  private func forEachOutcome(_ body: (DraftChecker.Outcome) throws -> Void) throws {
    try forEachInOrder(jobs, { $0.checker.check($0.input) }, body: body)
  }
}
