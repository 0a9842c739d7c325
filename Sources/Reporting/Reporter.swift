import Diagnostics
import Platform
import RuleEngine

/// One output format at work on one run.
///
/// A reporter is told of files in the order in which they are to be reported, and of each as soon as it was checked, so
/// that nobody has to keep all drafts. What its methods say belongs at the end of what they said before.
package protocol Reporter: Sendable {
  /// Begins the report.
  mutating func begin() -> String

  /// Reports a file that was checked, and the rules that could not be held against it.
  ///
  /// - Parameter write: Takes what is said finding by finding: a large draft has so many that nobody should keep their text.
  mutating func report<Failure>(_ file: FileReport, to write: (String) throws(Failure) -> Void) throws(Failure)

  /// Reports something that could not be checked at all.
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
  /// The columns that a line of an excerpt may take.
  package let width: Int

  /// The widths that a report can have.
  private static let widths = 20...1000

  /// Makes a style; a `width` below 20 or above 1000 becomes that.
  package init(language: Language, isColored: Bool = false, width: Int = 100) {
    self.language = language
    self.isColored = isColored
    self.width = min(max(width, Self.widths.lowerBound), Self.widths.upperBound)
  }
}

/// The formats that a report can have.
///
/// To add one: a case here, its reporter in a file of its own, its place in the switches below, its golden
/// (`ReportingTests`), its row in ReportFormats.md, and where the format is published its schema (`.ci/validators`,
/// `Tests/TestSupport/validate.py`).
public enum ReportFormat: String, CaseIterable, Sendable {
  /// For people: excerpts, related places, fixes, a summary.
  case text
  /// One line for each finding.
  case concise
  /// A page to read and to print: a sheet for each draft, its outline and text, and what was found.
  case html
  /// A table for WPS and Excel.
  case csv
  /// Tables in Markdown, for the summary of a job.
  case markdown
  /// JSON, version 1.
  case json
  /// The objects of ``json``, one a line.
  case jsonl
  /// JSON, one object a line for each document, with all that is found in it.
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
  /// The Reviewdog Diagnostic Format, one diagnostic a line.
  case rdjsonl

  /// Starts a report of how much was found, by rule and by draft; nil where the format has none.
  package func statisticsReporter(_ style: ReportStyle, _ run: RunDescription) -> (any Reporter)? {
    guard self == .text || self == .json else { return nil }
    return StatisticsReporter(asJSON: self == .json, language: style.language, run)
  }

  /// Starts the 核稿单 of each draft, as a page to print.
  package static func reviewSheets(_ language: Language, _ run: RunDescription) -> any Reporter {
    HTMLReporter(language: language, run, showing: .sheet)
  }

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

  /// Whether errors are part of the report; where not, they are told beside it, on standard error.
  package var holdsErrors: Bool { !isForPeople && self != .csv }

  /// Whether people read it rather than programs.
  package var isForPeople: Bool {
    switch self {
    case .text, .concise: true
    case .html, .csv, .markdown, .json, .jsonl, .jsonlDocuments, .sarif, .github, .gitlab, .checkstyle, .junit, .rdjson,
      .rdjsonl:
      false
    }
  }
}

/// What formats for machines say of the run itself.
package struct RunDescription: Sendable {
  /// The rules that drafts are held against.
  package let rules: [RuleMetadata]
  /// What paths are relative to.
  package let paths: PathBase
  /// Tells when the run began, in UTC: `2021-06-30T08:00:00`. To know that, time zones are read, which few formats need.
  package let startTime: @Sendable () -> String

  /// Describes a run; without rules, one that never came to hold drafts against any.
  package init(rules: [RuleMetadata] = [], paths: PathBase, startTime: @autoclosure @escaping @Sendable () -> String) {
    self.rules = rules
    self.paths = paths
    self.startTime = startTime
  }

  /// A time in UTC as a report has it: `2021-06-30T08:00:00`.
  ///
  /// - Parameter seconds: Since 1970; from a year of up to sixteen digits.
  package static func time(_ seconds: time_t) -> String {
    var seconds = seconds
    var parts = tm()
    gmtime_r(&seconds, &parts)
    return String(unsafeUninitializedCapacity: 32) { text in
      // Twenty bytes with the zero where the year has four digits; more than there is room for gives nothing.
      text.withMemoryRebound(to: CChar.self) { strftime($0.baseAddress, $0.count, "%Y-%m-%dT%H:%M:%S", &parts) }
    }
  }
}

/// The version of zhangfa.
package let toolVersion = "0.1.0"
