import Diagnostics
import DraftText

/// The XML of Checkstyle. Lines and columns count from 1, columns in code points.
struct CheckstyleReporter: Reporter {
  let language: Language

  /// Readers look for a version of Checkstyle; this one has all that is used.
  func begin() -> String { xmlDeclaration + "<checkstyle version=\"8.0\">\n" }

  func report(_ file: FileReport) -> String {
    let findings = file.diagnostics.map { diagnostic in
      let position = file.source.lines.position(at: diagnostic.range.start)
      return error(
        line: position.line, column: position.column, diagnostic.severity,
        shortened(diagnostic.message.text(in: language)), diagnostic.ruleID)
    }
    return element(file.path, findings + file.failures.map(error))
  }

  func report(_ error: ReportedError) -> String { element(error.path, [self.error(error)]) }

  func finish(_ summary: Summary) -> String { "</checkstyle>\n" }

  private func element(_ path: String, _ errors: [XMLElement]) -> String {
    XMLElement("file", [("name", path)], errors).rendered(level: 1)
  }

  private func error(_ error: ReportedError) -> XMLElement {
    self.error(
      line: error.position?.line ?? 1, column: error.position?.column, .error, error.message[language], error.rule)
  }

  private func error(line: Int, column: Int?, _ severity: Severity, _ message: String, _ rule: RuleID?) -> XMLElement {
    XMLElement(
      "error",
      [("line", "\(line)")] + (column.map { [("column", "\($0)")] } ?? []) + [
        ("severity", severity.rawValue), ("message", message), ("source", rule.map { "zhangfa.\($0)" } ?? "zhangfa"),
      ])
  }
}
