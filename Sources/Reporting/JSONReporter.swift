import Diagnostics
import DraftText
import Linting

/// JSON, version 1. Lines and columns count from 1, columns in code points; offsets are UTF-8 bytes.
struct JSONReporter: Reporter {
  let language: Language
  private(set) var stream = JSONStream()
  private(set) var files: [JSON] = []
  /// The applied changes; nil if the run does not list them.
  private(set) var changes: [JSON]?
  private(set) var errors: [JSON] = []
  /// The skipped files.
  private(set) var skipped: [JSON] = []

  mutating func begin() -> String {
    stream.beginObject() + stream.member("version", .number(JSONVersion1.number))
      + stream.member("tool", JSONVersion1.tool)
      + stream.beginArray("diagnostics")
  }

  mutating func report<Failure>(_ file: FileReport, to write: (String) throws(Failure) -> Void) throws(Failure) {
    files.append(.object(JSONVersion1.file(file)))
    if let made = file.changes {
      if changes == nil { changes = [] }
      changes?.append(contentsOf: made.lazy.map { .object(JSONVersion1.change($0, in: file)) })
    }
    for failure in file.failures { errors.append(.object(JSONVersion1.error(failure, language))) }
    for diagnostic in file.diagnostics {
      try write(stream.element(.object(JSONVersion1.diagnostic(diagnostic, in: file, language))))
    }
  }

  mutating func report(_ error: ReportedError) -> String {
    let object = JSON.object(JSONVersion1.error(error, language))
    if error.isSkipped { skipped.append(object) } else { errors.append(object) }
    return ""
  }

  mutating func finish(_ summary: Summary) -> String {
    stream.endArray() + (changes.map { stream.array("fixed", $0) } ?? "") + stream.array("files", files)
      + stream.array("errors", errors) + (skipped.isEmpty ? "" : stream.array("unread", skipped))
      + stream.member("summary", .object(JSONVersion1.summary(summary))) + stream.endObject() + "\n"
  }
}
