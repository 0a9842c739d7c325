/// The formats that a report can have. To add one: a case, its reporter in a file of its own, a line in each switch.
package enum ReportFormat: String, CaseIterable, Sendable {
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

  /// Starts a report.
  package func reporter(_ style: ReportStyle, _ run: RunDescription) -> any Reporter {
    let language = style.language
    return switch self {
    case .text: TextReporter(style)
    case .concise: ConciseReporter(language: language)
    case .json: JSONReporter(language: language)
    case .jsonl: JSONLinesReporter(language: language)
    case .sarif: SARIFReporter(language: language, run)
    }
  }

  /// Whether errors are part of the report; where not, they are told beside it, on standard error.
  package var holdsErrors: Bool {
    switch self {
    case .text, .concise: false
    case .json, .jsonl, .sarif: true
    }
  }
}
