import Diagnostics
import Reporting
import SystemPackage

/// What a report looks like and where it goes.
struct ReportTarget {
  let format: ReportFormat
  let style: ReportStyle
  /// The file to write; nil for standard output.
  let file: FilePath?
  /// What is said of the run.
  let run: RunDescription
}

/// A report that is being written. Every method throws what ``RunFailure/unwritable(_:_:in:)`` says when writing fails.
struct RunningReport: ~Copyable {
  private(set) var summary = Summary()
  private let target: ReportTarget
  private var reporter: any Reporter
  private var output: ReportOutput
  private let progress: ProgressLine?

  /// Begins a report.
  ///
  /// - Parameter progress: What is told of each file that has been reported, and makes room for the report.
  init(_ target: ReportTarget, progress: ProgressLine? = nil) throws {
    self.target = target
    self.progress = progress
    reporter = target.format.reporter(target.style, target.run)
    do throws(Errno) {
      var output =
        try target.file.map { (path) throws(Errno) in try ReportOutput(path, progress) } ?? ReportOutput(progress)
      try output.write(reporter.begin())
      self.output = output
    } catch {
      throw target.failure(error)
    }
  }

  /// Reports a checked file.
  mutating func add(_ file: FileReport) throws {
    summary.add(file)
    try write(reporter.report(file))
    for failure in file.failures { try tell(failure) }
    progress?.advance()
  }

  /// Reports a file that could not be checked.
  mutating func add(_ error: ReportedError) throws {
    summary.add(error)
    try write(reporter.report(error))
    try tell(error)
    progress?.advance()
  }

  /// Says on standard error what the format has no place for.
  private mutating func tell(_ error: ReportedError) throws {
    guard !target.format.holdsErrors else { return }
    do throws(Errno) {
      try output.flush()
    } catch {
      throw target.failure(error)
    }
    StandardStream.writeError(error.line(in: target.style.language))
  }

  /// Ends the report.
  mutating func finish() throws {
    try write(reporter.finish(summary))
    do throws(Errno) {
      try output.finish()
    } catch {
      throw target.failure(error)
    }
  }

  private mutating func write(_ text: String) throws {
    do throws(Errno) {
      try output.write(text)
    } catch {
      throw target.failure(error)
    }
  }
}

extension ReportTarget {
  fileprivate func failure(_ errno: Errno) -> any Error {
    RunFailure.unwritable(file?.string ?? "<stdout>", errno, in: style.language)
  }
}
