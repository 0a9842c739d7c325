import Diagnostics
import DraftText

/// One line for each finding: `path:line:column: severity: message [rule]`; before them one for each change that was made.
///
/// The severity is the same word in every language, so that editors and scripts know it.
struct ConciseReporter: Reporter {
  let language: Language

  func report<Failure>(_ file: FileReport, to write: (String) throws(Failure) -> Void) throws(Failure) {
    let path = printable(file.path)
    for change in file.changes ?? [] { try write(change.line(path: path, in: language) + "\n") }
    for diagnostic in file.diagnostics { try write(line(diagnostic, in: file, called: path) + "\n") }
  }

  func report(_ error: ReportedError) -> String { "" }

  func finish(_ summary: Summary) -> String { "" }

  /// One finding, without a line end.
  func line(_ diagnostic: Diagnostic, in file: FileReport) -> String {
    line(diagnostic, in: file, called: printable(file.path))
  }

  private func line(_ diagnostic: Diagnostic, in file: FileReport, called path: String) -> String {
    let position = file.source.lines.position(at: diagnostic.range.start)
    let message = printable(shortened(diagnostic.message.text(in: language)))
    let rule = printable(diagnostic.ruleID.name)
    return "\(path):\(position.line):\(position.column): \(diagnostic.severity.rawValue): \(message) [\(rule)]"
  }
}
