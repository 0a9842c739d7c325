import Diagnostics
import DraftText

/// A Code Quality report of GitLab: an array of findings.
struct GitLabReporter: Reporter {
  private let language: Language
  private let paths: PathBase
  private var stream = JSONStream()
  private var fingerprints = Fingerprints()

  init(language: Language, paths: PathBase) {
    self.language = language
    self.paths = paths
  }

  mutating func begin() -> String { stream.beginArray() }

  mutating func report<Failure>(_ file: FileReport, to write: (String) throws(Failure) -> Void) throws(Failure) {
    let path = paths.relative(file.path)
    let lines = file.source.lines
    var prints = fingerprints.begin(file, at: path)
    for diagnostic in file.diagnostics {
      let issue = Issue(
        description: shortened(diagnostic.message.text(in: language)), checkName: diagnostic.ruleID.name,
        fingerprint: prints.next(diagnostic), severity: .init(diagnostic.severity),
        location: .init(
          path: path, begin: lines.line(at: diagnostic.range.start), end: lines.line(at: diagnostic.range.end)))
      try write(stream.element(issue))
    }
    for failure in file.failures { try write(report(failure)) }
  }

  mutating func report(_ error: ReportedError) -> String {
    let path = paths.relative(error.path)
    let line = error.position?.line ?? 1
    return stream.element(
      Issue(
        description: error.message[language], checkName: error.rule?.name ?? "zhangfa",
        fingerprint: fingerprints.fingerprint(of: error, at: path), severity: .blocker,
        location: .init(path: path, begin: line, end: line)))
  }

  mutating func finish(_ summary: Summary) -> String { stream.endArray() + "\n" }
}

private struct Issue: Encodable {
  enum Severity: String, Encodable {
    /// What could not be checked is a blocker.
    case info, minor, major, blocker

    init(_ severity: Diagnostics.Severity) {
      switch severity {
      case .error: self = .major
      case .warning: self = .minor
      case .info: self = .info
      }
    }
  }

  struct Location: Encodable {
    struct Lines: Encodable {
      let begin, end: Int
    }

    let path: String
    let lines: Lines

    init(path: String, begin: Int, end: Int) {
      self.path = path
      lines = Lines(begin: begin, end: end)
    }
  }

  private enum CodingKeys: String, CodingKey {
    case description, fingerprint, severity, location
    case checkName = "check_name"
  }

  let description, checkName, fingerprint: String
  let severity: Severity
  let location: Location
}
