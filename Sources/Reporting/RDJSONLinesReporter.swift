import Diagnostics

/// rdjsonl: the Reviewdog Diagnostic Format with one diagnostic a line.
struct RDJSONLinesReporter: Reporter {
  let language: Language

  func report(_ file: FileReport) -> String {
    file.diagnostics.map { json(RDFReport.Diagnostic($0, in: file, language)) + "\n" }.joined()
      + file.failures.map(report).joined()
  }

  func report(_ error: ReportedError) -> String { json(RDFReport.Diagnostic(error, language)) + "\n" }

  func finish(_ summary: Summary) -> String { "" }
}
