import Diagnostics

/// One line for each finding: `path:line:column: severity: message [rule]`.
///
/// The severity is the same word in every language, so that editors and scripts know it.
struct ConciseReporter: Reporter {
  let language: Language

  func report(_ file: FileReport) -> String {
    let path = printable(file.path)
    return file.diagnostics.map { diagnostic in
      let position = file.source.lines.position(at: diagnostic.range.start)
      let message = printable(shortened(diagnostic.message.text(in: language)))
      return "\(path):\(position.line):\(position.column): \(diagnostic.severity): \(message) [\(diagnostic.ruleID)]\n"
    }.joined()
  }

  func report(_ error: ReportedError) -> String { "" }

  func finish(_ summary: Summary) -> String { "" }
}
