import Diagnostics

/// JSON, version 1. Lines and columns count from 1, columns in code points; offsets are bytes of the text in UTF-8.
struct JSONReporter: Reporter {
  private let language: Language
  private var stream = JSONStream()
  private var files: [JSONReport.File] = []
  /// The changes that were made; nil where nobody wants to know.
  private var changes: [JSONReport.Change]?
  private var errors: [JSONReport.Failure] = []

  init(language: Language) { self.language = language }

  mutating func begin() -> String {
    stream.beginObject() + stream.member("version", JSONReport.version) + stream.member("tool", JSONReport.Tool())
      + stream.beginArray("diagnostics")
  }

  mutating func report<Failure>(_ file: FileReport, to write: (String) throws(Failure) -> Void) throws(Failure) {
    files.append(JSONReport.File(file))
    if let made = file.changes { changes = (changes ?? []) + made.map { JSONReport.Change($0, in: file) } }
    for failure in file.failures { errors.append(JSONReport.Failure(failure, language)) }
    for diagnostic in file.diagnostics {
      try write(stream.element(JSONReport.Diagnostic(diagnostic, in: file, language)))
    }
  }

  mutating func report(_ error: ReportedError) -> String {
    errors.append(JSONReport.Failure(error, language))
    return ""
  }

  mutating func finish(_ summary: Summary) -> String {
    stream.endArray() + (changes.map { stream.array("fixed", $0) } ?? "") + stream.array("files", files)
      + stream.array("errors", errors)
      + stream.member("summary", JSONReport.Summary(summary)) + stream.endObject() + "\n"
  }
}
