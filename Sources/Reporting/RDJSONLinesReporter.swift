import Diagnostics

/// rdjsonl: the Reviewdog Diagnostic Format with one diagnostic a line.
struct RDJSONLinesReporter: Reporter {
  let language: Language

  func report<Failure>(_ file: FileReport, to write: (String) throws(Failure) -> Void) throws(Failure) {
    for diagnostic in file.diagnostics { try write(json(RDFReport.Diagnostic(diagnostic, in: file, language)) + "\n") }
    for failure in file.failures { try write(report(failure)) }
  }

  func report(_ error: ReportedError) -> String { json(RDFReport.Diagnostic(error, language)) + "\n" }

  func finish(_ summary: Summary) -> String { "" }
}
