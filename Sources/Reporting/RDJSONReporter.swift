import Diagnostics

/// rdjson: the Reviewdog Diagnostic Format as one object.
struct RDJSONReporter: Reporter {
  private let language: Language
  private var stream = JSONStream()

  init(language: Language) { self.language = language }

  mutating func begin() -> String {
    stream.beginObject() + stream.member("source", RDFReport.Source()) + stream.beginArray("diagnostics")
  }

  mutating func report<Failure>(_ file: FileReport, to write: (String) throws(Failure) -> Void) throws(Failure) {
    for diagnostic in file.diagnostics {
      try write(stream.element(RDFReport.Diagnostic(diagnostic, in: file, language)))
    }
    for failure in file.failures { try write(report(failure)) }
  }

  mutating func report(_ error: ReportedError) -> String { stream.element(RDFReport.Diagnostic(error, language)) }

  mutating func finish(_ summary: Summary) -> String { stream.endArray() + stream.endObject() + "\n" }
}
