import Diagnostics
import DraftText
import Linting

/// Makes the members of the objects of version 1.
enum JSONVersion1 {
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
