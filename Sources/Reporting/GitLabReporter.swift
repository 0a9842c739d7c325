import Diagnostics
import DraftText

/// A Code Quality report of GitLab: an array of findings.
struct GitLabReporter: Reporter {
  let language: Language
  let paths: PathBase
  private(set) var stream = JSONStream()
  private(set) var fingerprints = Fingerprints()

  mutating func begin() -> String { stream.beginArray() }

  mutating func report<Failure>(_ file: FileReport, to write: (String) throws(Failure) -> Void) throws(Failure) {
    let path = paths.relative(file.path)
    let lines = file.source.lines
    var fingerprints = fingerprints.begin(file, at: path)
    for diagnostic in file.diagnostics {
      let issue = issue(
        diagnostic.ruleID, file.message(of: diagnostic, in: language), fingerprints.next(diagnostic),
        severity(of: diagnostic), path, lines.line(at: diagnostic.range.start)...lines.line(at: diagnostic.range.end))
      try write(stream.element(issue))
    }
    for failure in file.failures { try write(report(failure)) }
  }

  mutating func report(_ error: ReportedError) -> String {
    let path = paths.relative(error.path)
    let line = error.position?.line ?? 1
    return stream.element(
      // An error is a blocker, unless it only says that a file was skipped.
      issue(
        error.rule, error.message[language], fingerprints.fingerprint(of: error, at: path),
        error.isSkipped ? "info" : "blocker", path, line...line
      )
    )
  }

  mutating func finish(_ summary: Summary) -> String { stream.endArray() + "\n" }

  private func severity(of diagnostic: Diagnostic) -> JSON {
    switch diagnostic.severity {
    case .error: "major"
    case .warning: "minor"
    case .info: "info"
    }
  }

  private func issue(
    _ rule: RuleID?, _ description: String, _ fingerprint: String, _ severity: JSON, _ path: String,
    _ lines: ClosedRange<Int>
  ) -> JSON {
    [
      "description": .string(description), "check_name": .string(rule?.name ?? "zhangfa"),
      "fingerprint": .string(fingerprint), "severity": severity,
      "location": [
        "path": .string(path), "lines": ["begin": .number(lines.lowerBound), "end": .number(lines.upperBound)],
      ],
    ]
  }
}
