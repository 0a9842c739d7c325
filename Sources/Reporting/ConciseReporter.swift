import Diagnostics
import DraftText
import Linting

/// One line for each finding, `path:line:column: severity: message [rule]`, after one line for each applied change.
///
/// The severity is the same word in every language, so that editors and scripts know it.
struct ConciseReporter: Reporter {
  let language: Language

  func report<Failure>(_ file: FileReport, to write: (String) throws(Failure) -> Void) throws(Failure) {
    let style = ReportStyle(language: language)
    for change in file.changes ?? [] { try write(change.line(path: file.path, style) + "\n") }
    for diagnostic in file.diagnostics { try write(line(diagnostic, in: file) + "\n") }
  }

  func report(_ error: ReportedError) -> String { "" }

  /// Returns the line of one finding, without its line end.
  func line(_ diagnostic: Diagnostic, in file: FileReport) -> String {
    let place = file.source.place(of: diagnostic.range, path: file.path)
    let message = printable(file.message(of: diagnostic, in: language))
    let rule = printable(diagnostic.ruleID.name)
    return "\(place): \(diagnostic.severity.rawValue): \(message) [\(rule)]"
  }
}

extension Fix {
  /// Returns all edits merged into one, for formats in which a fix is a single edit; nil if there are none.
  func asSingleEdit(in source: SourceText) -> Edit? {
    guard let first = edits.first, let last = edits.last else { return nil }
    var text = ""
    var offset = first.range.start
    for edit in edits {
      text += source[TextRange(offset, edit.range.start)] + edit.replacement
      offset = edit.range.end
    }
    return Edit(TextRange(first.range.start, last.range.end), text)
  }
}
