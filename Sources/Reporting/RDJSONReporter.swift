import Diagnostics

/// rdjson: the Reviewdog Diagnostic Format as one object.
struct RDJSONReporter: Reporter {
  private let language: Language
  private var stream = JSONStream()

  init(language: Language) { self.language = language }

  mutating func begin() -> String {
    stream.beginObject() + stream.member("source", RDFReport.Source()) + stream.beginArray("diagnostics")
  }

  mutating func report(_ file: FileReport) -> String {
    file.diagnostics.map { stream.element(RDFReport.Diagnostic($0, in: file, language)) }.joined()
      + file.failures.map { report($0) }.joined()
  }

  mutating func report(_ error: ReportedError) -> String { stream.element(RDFReport.Diagnostic(error, language)) }

  mutating func finish(_ summary: Summary) -> String { stream.endArray() + stream.endObject() + "\n" }
}
