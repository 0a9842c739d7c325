import Diagnostics

/// JSON, version 1. Lines and columns count from 1, columns in code points; offsets are bytes of the text in UTF-8.
struct JSONReporter: Reporter {
  private let language: Language
  private var stream = JSONStream()
  private var files: [JSONReport.File] = []
  private var errors: [JSONReport.Failure] = []

  init(language: Language) { self.language = language }

  mutating func begin() -> String {
    stream.beginObject() + stream.member("version", JSONReport.version) + stream.member("tool", JSONReport.Tool())
      + stream.beginArray("diagnostics")
  }

  mutating func report(_ file: FileReport) -> String {
    files.append(JSONReport.File(file))
    for failure in file.failures { errors.append(JSONReport.Failure(failure, language)) }
    return file.diagnostics.map { stream.element(JSONReport.Diagnostic($0, in: file, language)) }.joined()
  }

  mutating func report(_ error: ReportedError) -> String {
    errors.append(JSONReport.Failure(error, language))
    return ""
  }

  mutating func finish(_ summary: Summary) -> String {
    stream.endArray() + stream.array("files", files) + stream.array("errors", errors)
      + stream.member("summary", JSONReport.Summary(summary)) + stream.endObject() + "\n"
  }
}
