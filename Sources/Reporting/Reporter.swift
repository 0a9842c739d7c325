import Diagnostics
import Platform
import RuleEngine

/// Makes the report of one run in one output format.
///
/// A reporter receives the files in the order of the report, each as soon as it is checked, so that not all drafts must be
/// kept in memory. The report consists of the texts that its methods return or write, in this order.
package protocol Reporter: Sendable {
  /// Begins the report.
  mutating func begin() -> String

  /// Reports a file that was checked, and the rules that could not be applied to it.
  ///
  /// - Parameter write: Receives the text piece by piece, because the text of a large draft's findings can be too long to keep.
  mutating func report<Failure>(_ file: FileReport, to write: (String) throws(Failure) -> Void) throws(Failure)

  /// Reports an error of a file or of the run.
  mutating func report(_ error: ReportedError) -> String

  /// Ends the report.
  mutating func finish(_ summary: Summary) -> String
}

extension Reporter {
  package func begin() -> String { "" }
}

/// How a report for people looks.
package struct ReportStyle: Hashable, Sendable {
  /// The language of the messages.
  package let language: Language
  /// Whether it is coloured with terminal codes.
  package let isColored: Bool
  /// The most columns of a line of an excerpt.
  package let width: Int

  /// The widths that a report can have.
  private static let widths = 20...1000

  /// Makes a style. A `width` below 20 becomes 20, and one above 1000 becomes 1000.
  package init(language: Language, isColored: Bool = false, width: Int = 100) {
    self.language = language
    self.isColored = isColored
    self.width = min(max(width, Self.widths.lowerBound), Self.widths.upperBound)
  }
}

/// The formats of a report.
///
/// To add a format, add a case here, a reporter in its own file, the case in the switches below, a golden file
/// (`ReportingTests`), a row in ReportFormats.md, and the schema if the format has a published one (`.ci/validators`,
/// `Tests/TestSupport/validate.py`).
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

  /// Returns a reporter of the numbers of findings by rule and by draft; nil if the format has none.
  package func statisticsReporter(_ style: ReportStyle, _ run: RunDescription) -> (any Reporter)? {
    guard self == .text || self == .json else { return nil }
    return StatisticsReporter(asJSON: self == .json, language: style.language, run)
  }

  /// Returns a reporter of the 核稿单 (review sheet) of each draft, as a page to print.
  package static func reviewSheets(_ language: Language, _ run: RunDescription) -> any Reporter {
    HTMLReporter(language: language, run, showing: .sheet)
  }

  /// Returns a reporter of this format.
  ///
  /// - Parameter most: The most findings that a format for people lists; nil for all. Other formats list all.
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
    case .rdjson: RDJSONReporter(language: language)
    case .rdjsonl: RDJSONLinesReporter(language: language)
    }
  }

  /// Whether errors are part of the report. Otherwise they go to standard error.
  package var holdsErrors: Bool { !isForPeople && self != .csv }

  /// Whether the format is plain text that people read on a terminal.
  package var isForPeople: Bool {
    switch self {
    case .text, .concise: true
    case .html, .csv, .markdown, .json, .jsonl, .jsonlDocuments, .sarif, .github, .gitlab, .checkstyle, .junit, .rdjson,
      .rdjsonl:
      false
    }
  }
}

/// The facts about a run that formats for programs contain.
package struct RunDescription: Sendable {
  /// The rules that are applied to drafts.
  package let rules: [RuleMetadata]
  /// The folder that paths are relative to.
  package let paths: PathBase
  /// Returns when the run began, in UTC: `2021-06-30T08:00:00`. A closure, because this reads time zones and few formats need it.
  package let startTime: @Sendable () -> String

  /// Makes a description; `rules` is empty for a run that ended before it had rules.
  package init(rules: [RuleMetadata] = [], paths: PathBase, startTime: @autoclosure @escaping @Sendable () -> String) {
    self.rules = rules
    self.paths = paths
    self.startTime = startTime
  }

  /// Returns a time in UTC in the form of a report: `2021-06-30T08:00:00`.
  ///
  /// - Parameter seconds: The seconds since 1970. If the year has more than sixteen digits, the result is empty.
  package static func time(_ seconds: time_t) -> String {
    var seconds = seconds
    var parts = tm()
    gmtime_r(&seconds, &parts)
    return String(unsafeUninitializedCapacity: 32) { text in
      // A year of four digits takes twenty bytes with the final zero. `strftime` returns 0 if there is not enough room.
      text.withMemoryRebound(to: CChar.self) { strftime($0.baseAddress, $0.count, "%Y-%m-%dT%H:%M:%S", &parts) }
    }
  }
}

/// The version of zhangfa.
package let toolVersion = "0.1.0"
