import Diagnostics
import DraftText
import Linting

/// JSON, version 1. Lines and columns count from 1, columns in code points; offsets are UTF-8 bytes.
struct JSONReporter: Reporter {
  private let language: Language
  private var stream = JSONStream()
  private var files: [JSON] = []
  /// The applied changes; nil if the run does not list them.
  private var changes: [JSON]?
  private var errors: [JSON] = []
  /// The skipped files.
  private var skipped: [JSON] = []

  init(language: Language) { self.language = language }

  mutating func begin() -> String {
    stream.beginObject() + stream.member("version", .number(Version1.number)) + stream.member("tool", Version1.tool)
      + stream.beginArray("diagnostics")
  }

  mutating func report<Failure>(_ file: FileReport, to write: (String) throws(Failure) -> Void) throws(Failure) {
    files.append(.object(Version1.file(file)))
    if let made = file.changes {
      if changes == nil { changes = [] }
      changes?.append(contentsOf: made.lazy.map { .object(Version1.change($0, in: file)) })
    }
    for failure in file.failures { errors.append(.object(Version1.error(failure, language))) }
    for diagnostic in file.diagnostics {
      try write(stream.element(.object(Version1.diagnostic(diagnostic, in: file, language))))
    }
  }

  mutating func report(_ error: ReportedError) -> String {
    let object = JSON.object(Version1.error(error, language))
    if error.isSkipped { skipped.append(object) } else { errors.append(object) }
    return ""
  }

  mutating func finish(_ summary: Summary) -> String {
    stream.endArray() + (changes.map { stream.array("fixed", $0) } ?? "") + stream.array("files", files)
      + stream.array("errors", errors) + (skipped.isEmpty ? "" : stream.array("unread", skipped))
      + stream.member("summary", .object(Version1.summary(summary))) + stream.endObject() + "\n"
  }
}

/// The objects of ``JSONReporter``, one per line, each with its `type`. The first is `start`, with version and tool. A `file`
/// follows for each file, then its `fixed` changes, `diagnostic`s and `error`s. The last object is `summary`.
struct JSONLinesReporter: Reporter {
  let language: Language

  func begin() -> String { line("start", ["version": .number(Version1.number), "tool": Version1.tool]) }

  func report<Failure>(_ file: FileReport, to write: (String) throws(Failure) -> Void) throws(Failure) {
    try write(line("file", Version1.file(file)))
    for change in file.changes ?? [] { try write(line("fixed", Version1.change(change, in: file))) }
    for diagnostic in file.diagnostics {
      try write(line("diagnostic", Version1.diagnostic(diagnostic, in: file, language)))
    }
    for failure in file.failures { try write(report(failure)) }
  }

  func report(_ error: ReportedError) -> String {
    line(error.isSkipped ? "unread" : "error", Version1.error(error, language))
  }

  func finish(_ summary: Summary) -> String { line("summary", Version1.summary(summary)) }

  private func line(_ type: String, _ members: [String: JSON]) -> String {
    json(JSON.object(members.merging(["type": .string(type)]) { $1 })) + "\n"
  }
}

/// One object per line for each document: the members of `file` in ``JSONLinesReporter``, the findings and the errors. There is
/// no start and no summary: each line is complete, for programs that handle many documents.
struct JSONDocumentsReporter: Reporter {
  let language: Language

  func report<Failure>(_ file: FileReport, to write: (String) throws(Failure) -> Void) throws(Failure) {
    try write(line(Version1.document(file, language)))
  }

  func report(_ error: ReportedError) -> String {
    line(["path": .string(error.path), "error": .string(error.message[language])])
  }

  func finish(_ summary: Summary) -> String { "" }

  private func line(_ members: [String: JSON]) -> String { json(JSON.object(members)) + "\n" }
}

/// The answer to one document of a stream, as a line of ``ReportFormat/jsonlDocuments``.
package struct DocumentAnswer {
  private let members: [String: JSON]

  /// Makes an answer with the findings of a document.
  package init(id: JSON, _ file: FileReport, in language: Language) {
    members = Version1.document(file, language).merging(["id": id]) { $1 }
  }

  /// Makes an answer with an error.
  ///
  /// - Parameter id: The id of the document; null if it is unknown.
  package init(id: JSON, error: String) { members = ["id": id, "error": .string(error)] }

  /// The line, with its line end.
  package var line: String { json(JSON.object(members)) + "\n" }
}

/// Makes the members of the objects of version 1.
enum Version1 {
  static let number = 1
  static let tool: JSON = ["name": "zhangfa", "version": .string(toolVersion)]

  static func file(_ file: FileReport) -> [String: JSON] {
    var members: [String: JSON] = [
      "path": .string(file.path), "profile": .string(file.profile), "encoding": .string(file.source.encoding.rawValue),
    ]
    members["converter"] = file.source.provenance.converter.map { .string($0.rawValue) }
    return members
  }

  /// Returns a document with its findings and with the rules that could not be applied to it.
  static func document(_ file: FileReport, _ language: Language) -> [String: JSON] {
    func withoutPath(_ members: [String: JSON]) -> JSON { .object(members.filter { $0.key != "path" }) }
    var members = Self.file(file)
    members["diagnostics"] = .array(file.diagnostics.map { withoutPath(diagnostic($0, in: file, language)) })
    members["errors"] = file.failures.json { withoutPath(error($0, language)) }
    return members
  }

  static func diagnostic(
    _ diagnostic: Diagnostic, in file: FileReport, _ language: Language
  ) -> [String: JSON] {
    let source = file.source
    var members: [String: JSON] = [
      "path": .string(file.path), "rule": .string(diagnostic.ruleID.name),
      "severity": .string(diagnostic.severity.rawValue), "message": .string(diagnostic.message.text(in: language)),
      "text": .string(source[diagnostic.range]), "range": range(diagnostic.range, in: source),
      "related": .array(
        diagnostic.related.map {
          ["message": .string($0.message.text(in: language)), "range": range($0.range, in: source)]
        }),
    ]
    members["location"] = file.location(of: diagnostic).map(location)
    members["fix"] = diagnostic.fix.map { fix in
      [
        "title": .string(fix.title.text(in: language)), "applicability": .string(fix.applicability.rawValue),
        "edits": .array(
          fix.edits.map { ["range": range($0.range, in: source), "replacement": .string($0.replacement)] }),
      ]
    }
    return members
  }

  private static func location(_ location: Location) -> JSON {
    [
      "margin": location.margin.map { .string($0.rawValue) }, "heading": location.heading.map(JSON.string),
      "table": location.cell.map { .number($0.table) }, "row": location.cell.map { .number($0.row) },
      "column": location.cell.map { .number($0.column) }, "quotation": location.quotation.map(JSON.string),
    ]
  }

  /// Returns an applied change. Its position refers to the fixed text.
  static func change(_ change: AppliedChange, in file: FileReport) -> [String: JSON] {
    [
      "path": .string(file.path), "rule": .string(change.ruleID.name), "line": .number(change.position.line),
      "column": .number(change.position.column), "before": .string(change.before), "after": .string(change.after),
    ]
  }

  static func error(_ error: ReportedError, _ language: Language) -> [String: JSON] {
    var members: [String: JSON] = ["path": .string(error.path), "message": .string(error.message[language])]
    members["line"] = error.position.map { .number($0.line) }
    members["column"] = error.position.map { .number($0.column) }
    members["rule"] = error.rule.map { .string($0.name) }
    return members
  }

  /// Returns the counts. Those of known and gone findings are there only with a baseline.
  static func summary(_ summary: Summary) -> [String: JSON] {
    var members: [String: JSON] = ["files": .number(summary.files)]
    for severity in Severity.allCases { members[severity.rawValue] = .number(summary[severity]) }
    members["known"] = summary.baseline.map { .number($0.known) }
    members["gone"] = summary.baseline.map { .number($0.gone) }
    return members
  }

  private static func range(_ range: TextRange, in text: SourceText) -> JSON {
    ["start": place(range.start, in: text), "end": place(range.end, in: text)]
  }

  private static func place(_ offset: Int, in text: SourceText) -> JSON {
    let position = text.lines.position(at: offset)
    return ["line": .number(position.line), "column": .number(position.column), "offset": .number(offset)]
  }
}
