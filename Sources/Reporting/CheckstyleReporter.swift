import Diagnostics
import DraftText

/// The XML of Checkstyle. Lines and columns count from 1, columns in code points.
struct CheckstyleReporter: Reporter {
  let language: Language

  /// Returns the beginning of the file. Readers expect a version of Checkstyle; version 8.0 has everything that is used here.
  func begin() -> String { xmlDeclaration + "<checkstyle version=\"8.0\">\n" }

  func report<Failure>(_ file: FileReport, to write: (String) throws(Failure) -> Void) throws(Failure) {
    let element = element(file.path)
    guard !file.diagnostics.isEmpty || !file.failures.isEmpty else { return try write(element.rendered(level: 1)) }
    try write(element.opening(level: 1))
    for diagnostic in file.diagnostics {
      let position = file.source.lines.position(at: diagnostic.range.start)
      let error = error(
        line: position.line, column: position.column, diagnostic.severity,
        file.message(of: diagnostic, in: language), diagnostic.ruleID)
      try write(error.rendered(level: 2))
    }
    for failure in file.failures { try write(error(failure).rendered(level: 2)) }
    try write(element.closing(level: 1))
  }

  func report(_ error: ReportedError) -> String { element(error.path, [self.error(error)]).rendered(level: 1) }

  func finish(_ summary: Summary) -> String { "</checkstyle>\n" }

  private func element(_ path: String, _ errors: [XMLElement] = []) -> XMLElement {
    XMLElement("file", [("name", path)], errors)
  }

  private func error(_ error: ReportedError) -> XMLElement {
    self.error(
      line: error.position?.line ?? 1, column: error.position?.column, error.isSkipped ? .info : .error,
      error.message[language], error.rule)
  }

  private func error(line: Int, column: Int?, _ severity: Severity, _ message: String, _ rule: RuleID?) -> XMLElement {
    XMLElement(
      "error",
      [("line", "\(line)")] + (column.map { [("column", "\($0)")] } ?? []) + [
        ("severity", severity.rawValue), ("message", message), ("source", rule.map { "zhangfa.\($0)" } ?? "zhangfa"),
      ])
  }
}
