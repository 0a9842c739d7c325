import Diagnostics
import DraftText

/// Workflow commands of GitHub Actions, one annotation per line:
/// `::error file=…,line=…,endLine=…,col=…,endColumn=…,title=…::…`.
///
/// Lines and columns count from 1, columns in code points. GitHub accepts columns only for a range within one line.
struct GitHubReporter: Reporter {
  let language: Language
  let paths: PathBase

  func report<Failure>(_ file: FileReport, to write: (String) throws(Failure) -> Void) throws(Failure) {
    for diagnostic in file.diagnostics { try write(annotation(diagnostic, in: file)) }
    for failure in file.failures { try write(report(failure)) }
  }

  func report(_ error: ReportedError) -> String {
    let place = error.position.map { [("line", "\($0.line)"), ("col", "\($0.column)")] } ?? []
    return annotation(
      error.isSkipped ? .info : .error, error.path, place, title: error.rule?.name ?? "zhangfa",
      error.message[language])
  }

  private func annotation(_ diagnostic: Diagnostic, in file: FileReport) -> String {
    let lines = file.source.lines
    let start = lines.position(at: diagnostic.range.start)
    let end = lines.position(at: diagnostic.range.end)
    var place = [("line", "\(start.line)"), ("endLine", "\(end.line)")]
    if start.line == end.line { place += [("col", "\(start.column)"), ("endColumn", "\(end.column)")] }
    let offer = diagnostic.fix.map { "\n\(Fix.label[language]) \(withoutMiddle($0.offer(in: language)))" } ?? ""
    return annotation(
      diagnostic.severity, file.path, place, title: diagnostic.ruleID.name,
      file.message(of: diagnostic, in: language) + offer)
  }

  private func annotation(
    _ severity: Severity, _ path: String, _ place: [(String, String)], title: String, _ message: String
  ) -> String {
    let properties = [("file", paths.relative(path))] + place + [("title", title)]
    let text = properties.map { "\($0)=\(escapedProperty($1))" }.joined(separator: ",")
    return "::\(severity == .info ? "notice" : severity.rawValue) \(text)::\(escaped(message))\n"
  }
}

/// Returns `text` escaped for a workflow command, without control characters.
private func escaped(_ text: String) -> String {
  printable(text.escaped(["%": "%25", "\r": "%0D", "\n": "%0A"]))
}

private func escapedProperty(_ text: String) -> String {
  escaped(text).escaped([":": "%3A", ",": "%2C"])
}
