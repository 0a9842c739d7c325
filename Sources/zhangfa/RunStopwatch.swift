import Diagnostics
import Linting

/// Takes the time of a run: what its drafts cost, and what was done before and beside them.
struct RunStopwatch {
  private var timing = RunTiming()
  private let start = ProcessorTime.ofProcess
  private var reporting = Duration.zero
  /// What this thread had used when it began to report.
  private var beginning = Duration.zero

  /// What this thread does now is reporting.
  mutating func beginReport() { beginning = ProcessorTime.ofThread }

  /// The reporting of a draft that took `draft`, if it was one, or of something else has ended.
  ///
  /// Reporting never waits for anything but the output, so the thread is the one that it began on.
  mutating func endReport(of draft: DraftTiming? = nil) {
    reporting += ProcessorTime.ofThread - beginning
    if let draft { timing.add(draft) }
  }

  /// What the run cost up to now.
  func report(in language: Language) -> TimingReport {
    TimingReport(
      timing: timing, start: start, reporting: reporting, total: ProcessorTime.ofProcess, language: language)
  }
}
