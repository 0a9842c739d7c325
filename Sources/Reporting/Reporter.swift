/// Makes the report of one run in one output format.
///
/// A reporter receives the files in the order of the report, each as soon as it is checked, so that not all drafts must
/// be kept in memory. The report consists of the texts that its methods return or write, in this order.
package protocol Reporter: Sendable {
  /// Begins the report.
  mutating func begin() -> String

  /// Reports a file that was checked, and the rules that could not be applied to it.
  ///
  /// - Parameter write: Receives the text piece by piece, because the text of a large draft's findings can be too long
  ///   to keep.
  mutating func report<Failure>(_ file: FileReport, to write: (String) throws(Failure) -> Void) throws(Failure)

  /// Reports an error of a file or of the run.
  mutating func report(_ error: ReportedError) -> String

  /// Ends the report.
  mutating func finish(_ summary: Summary) -> String
}

extension Reporter {
  package func begin() -> String { "" }
  package func finish(_ summary: Summary) -> String { "" }
}
