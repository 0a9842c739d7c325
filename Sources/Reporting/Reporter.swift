import Diagnostics

/// One output format at work on one run.
///
/// A reporter is told of files in the order in which they are to be reported, and of each as soon as it was checked, so
/// that nobody has to keep all drafts. What its methods return belongs at the end of what they returned before.
package protocol Reporter: Sendable {
  /// Reports a file that was checked.
  mutating func report(_ file: FileReport) -> String

  /// Reports something that could not be checked.
  mutating func report(_ error: ReportedError) -> String

  /// Ends the report.
  mutating func finish(_ summary: Summary) -> String
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

/// The formats that a report can have. To add one: a case, its reporter in a file of its own, a line in each switch.
package enum ReportFormat: String, CaseIterable, Sendable {
  /// For people: excerpts, related places, fixes, a summary.
  case text
  /// One line for each finding.
  case concise
  /// JSON, version 1.
  case json

  /// Starts a report.
  package func reporter(_ style: ReportStyle) -> any Reporter {
    switch self {
    case .text: TextReporter(style)
    case .concise: ConciseReporter(language: style.language)
    case .json: JSONReporter(language: style.language)
    }
  }

  /// Whether errors are part of the report; where not, they are told beside it, on standard error.
  package var holdsErrors: Bool {
    switch self {
    case .text, .concise: false
    case .json: true
    }
  }
}
