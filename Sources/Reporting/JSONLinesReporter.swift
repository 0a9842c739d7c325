import Diagnostics

/// The objects of ``JSONReporter``, one per line, each with its `type`. The first is `start`, with version and tool. A
/// `file` follows for each file, then its `fixed` changes, `diagnostic`s and `error`s. The last object is `summary`.
struct JSONLinesReporter: Reporter {
  let language: Language

  func begin() -> String { line("start", ["version": .number(JSONVersion1.number), "tool": JSONVersion1.tool]) }

  func report<Failure>(_ file: FileReport, to write: (String) throws(Failure) -> Void) throws(Failure) {
    try write(line("file", JSONVersion1.file(file)))
    for change in file.changes ?? [] { try write(line("fixed", JSONVersion1.change(change, in: file))) }
    for diagnostic in file.diagnostics {
      try write(line("diagnostic", JSONVersion1.diagnostic(diagnostic, in: file, language)))
    }
    for failure in file.failures { try write(report(failure)) }
  }

  func report(_ error: ReportedError) -> String {
    line(error.isSkipped ? "unread" : "error", JSONVersion1.error(error, language))
  }

  func finish(_ summary: Summary) -> String { line("summary", JSONVersion1.summary(summary)) }

  private func line(_ type: String, _ members: [String: JSON]) -> String {
    json(JSON.object(members.merging(["type": .string(type)]) { $1 })) + "\n"
  }
}
