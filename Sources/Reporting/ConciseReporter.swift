import Diagnostics
import DraftText

/// One line for each finding: `path:line:column: severity: message [rule]`.
///
/// The severity is the same word in every language, so that editors and scripts know it.
struct ConciseReporter: Reporter {
  let language: Language

  func report(_ file: FileReport) -> String { file.diagnostics.map { line($0, in: file) + "\n" }.joined() }

  func report(_ error: ReportedError) -> String { "" }

  func finish(_ summary: Summary) -> String { "" }

  /// One finding, without a line end.
  func line(_ diagnostic: Diagnostic, in file: FileReport) -> String {
    let position = file.source.lines.position(at: diagnostic.range.start)
    let message = printable(shortened(diagnostic.message.text(in: language)))
    return
      "\(printable(file.path)):\(position.line):\(position.column): \(diagnostic.severity.rawValue): \(message) [\(printable(diagnostic.ruleID.name))]"
  }
}
