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

  mutating func report(_ file: FileReport) -> String {
    let path = paths.relative(file.path)
    let prints = fingerprints.fingerprints(of: file, at: path)
    let findings = zip(file.diagnostics, prints).map { diagnostic, fingerprint in
      let lines = file.source.lines
      return Issue(
        description: shortened(diagnostic.message.text(in: language)), checkName: diagnostic.ruleID.name,
        fingerprint: fingerprint, severity: .init(diagnostic.severity),
        location: .init(
          path: path, begin: lines.line(at: diagnostic.range.start), end: lines.line(at: diagnostic.range.end)))
    }
    return findings.map { stream.element($0) }.joined() + file.failures.map { report($0) }.joined()
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
