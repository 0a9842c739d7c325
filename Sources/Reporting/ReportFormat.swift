import Diagnostics

/// The formats of a report.
///
/// Extending.md says what belongs to a new format.
public enum ReportFormat: String, CaseIterable, Sendable {
  /// For people: excerpts, related places, fixes, a summary.
  case text
  /// One line for each finding.
  case concise
  /// A page to read and to print: for each draft a review sheet, its outline, its text and its findings.
  case html
  /// A table for WPS and Excel.
  case csv
  /// Tables in Markdown, for the summary of a job.
  case markdown
  /// JSON, version 1.
  case json
  /// The objects of ``json``, one per line.
  case jsonl
  /// JSON, one object per line for each document, with all its findings.
  case jsonlDocuments = "jsonl-documents"
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
  /// The Reviewdog Diagnostic Format with one diagnostic per line.
  case rdjsonl

  /// Whether the numbers of findings can be reported in this format.
  package var hasStatistics: Bool {
    switch self {
    case .text, .json: true
    case .concise, .html, .csv, .markdown, .jsonl, .jsonlDocuments, .sarif, .github, .gitlab, .checkstyle, .junit,
      .rdjson, .rdjsonl:
      false
    }
  }

  /// Returns a reporter of the numbers of findings by rule and by draft; nil if the format has none.
  package func statisticsReporter(_ style: ReportStyle, _ run: RunDescription) -> (any Reporter)? {
    guard hasStatistics else { return nil }
    return StatisticsReporter(asJSON: self == .json, language: style.language, run)
  }

  /// Returns a reporter of the 核稿单 (review sheet) of each draft, as a page to print.
  package static func reviewSheets(_ language: Language, _ run: RunDescription) -> any Reporter {
    HTMLReporter(language: language, run, isSheetOnly: true)
  }

  /// Returns a reporter of this format.
  ///
  /// - Parameter maxFindings: The most findings that a format for terminals lists; nil for all. Other formats list all.
  package func reporter(_ style: ReportStyle, _ run: RunDescription, listing maxFindings: Int? = nil) -> any Reporter {
    let reporter = reporter(style, run)
    guard let maxFindings, isTerminalText else { return reporter }
    return ShortenedReporter(reporter, listing: maxFindings, style.language)
  }

  private func reporter(_ style: ReportStyle, _ run: RunDescription) -> any Reporter {
    let language = style.language
    return switch self {
    case .text: TextReporter(style: style)
    case .concise: ConciseReporter(language: language)
    case .html: HTMLReporter(language: language, run)
    case .csv: CSVReporter(language: language)
    case .markdown: MarkdownReporter(language: language)
    case .json: JSONReporter(language: language)
    case .jsonl: JSONLinesReporter(language: language)
    case .jsonlDocuments: JSONDocumentsReporter(language: language)
    case .sarif: SARIFReporter(language: language, run)
    case .github: GitHubReporter(language: language, paths: run.paths)
    case .gitlab: GitLabReporter(language: language, paths: run.paths)
    case .checkstyle: CheckstyleReporter(language: language)
    case .junit: JUnitReporter(language: language, startTime: run.startTime())
    case .rdjson: RDJSONReporter(language: language, stream: JSONStream())
    case .rdjsonl: RDJSONReporter(language: language)
    }
  }

  /// Whether errors are part of the report. Otherwise they go to standard error.
  package var holdsErrors: Bool { kind == .complete }

  /// Whether the format is plain text that people read on a terminal.
  package var isTerminalText: Bool { kind == .terminalText }

  /// What a format is for. Only a complete report contains errors.
  private enum Kind { case terminalText, table, complete }

  private var kind: Kind {
    switch self {
    case .text, .concise: .terminalText
    case .csv: .table
    case .html, .markdown, .json, .jsonl, .jsonlDocuments, .sarif, .github, .gitlab, .checkstyle, .junit, .rdjson,
      .rdjsonl:
      .complete
    }
  }
}
