import Diagnostics

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
