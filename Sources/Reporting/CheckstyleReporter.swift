import Diagnostics
import DraftText

/// The XML of Checkstyle. Lines and columns count from 1, columns in code points.
struct CheckstyleReporter: Reporter {
  let language: Language

  /// Returns the beginning of the file. Readers expect a version of Checkstyle; version 8.0 has everything that is used
  /// here.
  func begin() -> String { xmlDeclaration + "<checkstyle version=\"8.0\">\n" }

  func report<Failure>(_ file: FileReport, to write: (String) throws(Failure) -> Void) throws(Failure) {
    guard !file.diagnostics.isEmpty || !file.failures.isEmpty else { return try write("  <\(tag(file.path))/>\n") }
    try write("  <\(tag(file.path))>\n")
    for diagnostic in file.diagnostics {
      let position = file.source.lines.position(at: diagnostic.range.start)
      try write(
        error(
          line: position.line, column: position.column, diagnostic.severity,
          file.message(of: diagnostic, in: language), diagnostic.ruleID))
    }
    for failure in file.failures { try write(error(failure)) }
    try write("  </file>\n")
  }

  func report(_ error: ReportedError) -> String {
    "  <\(tag(error.path))>\n" + self.error(error) + "  </file>\n"
  }

  func finish(_ summary: Summary) -> String { "</checkstyle>\n" }

  private func tag(_ path: String) -> String { xmlTag("file", ["name": path]) }

  private func error(_ error: ReportedError) -> String {
    self.error(
      line: error.position?.line ?? 1, column: error.position?.column, error.isSkipped ? .info : .error,
      error.message[language], error.rule)
  }

  private func error(line: Int, column: Int?, _ severity: Severity, _ message: String, _ rule: RuleID?) -> String {
    let tag = xmlTag(
      "error",
      [
        "line": "\(line)", "column": column.map(String.init), "severity": severity.rawValue, "message": message,
        "source": rule.map { "zhangfa.\($0)" } ?? "zhangfa",
      ])
    return "    <\(tag)/>\n"
  }
}
