import Diagnostics

/// The objects of ``JSONReporter``, one a line, each with its `type`: `start` with version and tool, for every file a
/// `file` with its `fixed` changes, `diagnostic`s and `error`s after it, and at the end the `summary`.
struct JSONLinesReporter: Reporter {
  let language: Language

  func begin() -> String { line("start", Start()) }

  func report<Failure>(_ file: FileReport, to write: (String) throws(Failure) -> Void) throws(Failure) {
    try write(line("file", JSONReport.File(file)))
    for change in file.changes ?? [] { try write(line("fixed", JSONReport.Change(change, in: file))) }
    for diagnostic in file.diagnostics {
      try write(line("diagnostic", JSONReport.Diagnostic(diagnostic, in: file, language)))
    }
    for failure in file.failures { try write(report(failure)) }
  }

  func report(_ error: ReportedError) -> String { line("error", JSONReport.Failure(error, language)) }

  func finish(_ summary: Summary) -> String { line("summary", JSONReport.Summary(summary)) }

  private func line(_ type: String, _ value: some Encodable) -> String { json(Line(type: type, value: value)) + "\n" }
}

private struct Start: Encodable {
  let version = JSONReport.version
  let tool = JSONReport.Tool()
}

/// An object with one member more, that says what it is.
private struct Line<Value: Encodable>: Encodable {
  let type: String
  let value: Value

  private enum CodingKeys: String, CodingKey {
    case type
  }

  func encode(to encoder: any Encoder) throws {
    try value.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(type, forKey: .type)
  }
}
