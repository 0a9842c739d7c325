/// The formats that a report can have. To add one: a case, its reporter in a file of its own, a line in each switch.
public enum ReportFormat: String, CaseIterable, Sendable {
  /// For people: excerpts, related places, fixes, a summary.
  case text
  /// One line for each finding.
  case concise
  /// JSON, version 1.
  case json
  /// The objects of ``json``, one a line.
  case jsonl
  /// SARIF 2.1.0.
  case sarif
  /// Annotations of GitHub Actions.
  case github
  /// Code Quality of GitLab.
  case gitlab
  /// The XML of Checkstyle.
  case checkstyle
  /// The XML of JUnit.
  case junit
  /// The Reviewdog Diagnostic Format as one object.
  case rdjson
  /// The Reviewdog Diagnostic Format, one diagnostic a line.
  case rdjsonl

  /// Starts a report.
  ///
  /// - Parameter most: How many findings a report for people lists; nil for all. One for programs lists all.
  package func reporter(_ style: ReportStyle, _ run: RunDescription, listing most: Int? = nil) -> any Reporter {
    let reporter = reporter(style, run)
    guard let most, isForPeople else { return reporter }
    return ShortenedReporter(reporter, listing: most, style.language)
  }

  private func reporter(_ style: ReportStyle, _ run: RunDescription) -> any Reporter {
    let language = style.language
    return switch self {
    case .text: TextReporter(style)
    case .concise: ConciseReporter(language: language)
    case .json: JSONReporter(language: language)
    case .jsonl: JSONLinesReporter(language: language)
    case .sarif: SARIFReporter(language: language, run)
    case .github: GitHubReporter(language: language, paths: run.paths)
    case .gitlab: GitLabReporter(language: language, paths: run.paths)
    case .checkstyle: CheckstyleReporter(language: language)
    case .junit: JUnitReporter(language: language, startTime: run.startTime())
    case .rdjson: RDJSONReporter(language: language)
    case .rdjsonl: RDJSONLinesReporter(language: language)
    }
  }

  /// Whether errors are part of the report; where not, they are told beside it, on standard error.
  package var holdsErrors: Bool { !isForPeople }

  /// Whether people read it rather than programs.
  package var isForPeople: Bool {
    switch self {
    case .text, .concise: true
    default: false
    }
  }
}
