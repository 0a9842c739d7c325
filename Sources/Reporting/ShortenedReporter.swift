import Diagnostics
import DraftText

/// Lists the first findings of a run with another reporter, and counts the rest. The summary still counts all findings,
/// and all changes are listed.
struct ShortenedReporter: Reporter, Bilingual {
  private var reporter: any Reporter
  /// How many more findings can be listed.
  private var left: Int
  /// How many findings were not listed.
  private var unlisted = 0
  let language: Language

  /// - Parameter maxFindings: The most findings that are listed in the whole run.
  init(_ reporter: any Reporter, listing maxFindings: Int, _ language: Language) {
    self.reporter = reporter
    self.language = language
    left = maxFindings
  }

  mutating func begin() -> String { reporter.begin() }

  mutating func report<Failure>(_ file: FileReport, to write: (String) throws(Failure) -> Void) throws(Failure) {
    let listed = min(left, file.diagnostics.count)
    left -= listed
    unlisted += file.diagnostics.count - listed
    // A file whose findings are not listed must not be reported like a file without findings.
    guard listed > 0 || file.diagnostics.isEmpty || file.changes?.isEmpty == false else { return }
    try reporter.report(listed < file.diagnostics.count ? file.listing(listed) : file, to: write)
  }

  mutating func report(_ error: ReportedError) -> String { reporter.report(error) }

  mutating func finish(_ summary: Summary) -> String {
    guard unlisted > 0 else { return reporter.finish(summary) }
    return say("还有 \(unlisted) 处未列出", "\(unlisted) more not listed") + "\n" + reporter.finish(summary)
  }
}
