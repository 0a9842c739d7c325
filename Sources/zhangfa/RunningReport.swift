import Diagnostics
import DraftText
import Linting
import Reporting
import SystemPackage

/// What a report looks like and where it goes.
struct ReportTarget {
  /// Where a report can go.
  enum Destination {
    case standardOutput
    case standardError
    case file(FilePath)

    var isFile: Bool {
      if case .file = self { true } else { false }
    }
  }

  let format: ReportFormat
  /// How many findings a report for people lists; nil for all.
  let most: Int?
  let style: ReportStyle
  let destination: Destination
  /// What is said of the run.
  let run: RunDescription
}

/// A report that is being written. Every method throws what ``RunFailure/unwritable(_:_:)`` says when writing fails.
struct RunningReport: ~Copyable {
  private(set) var summary: Summary
  private let target: ReportTarget
  private var reporter: any Reporter
  private var output: ReportOutput

  /// Begins a report.
  ///
  /// - Parameters:
  ///   - limit: Which fixes the run applies, or would.
  ///   - progress: What makes room for the report.
  init(_ target: ReportTarget, fixesUpTo limit: Fix.Applicability = .safe, progress: ProgressLine? = nil) throws {
    self.target = target
    summary = Summary(fixesUpTo: limit)
    reporter = target.format.reporter(target.style, target.run, listing: target.most)
    do throws(WritingFault) {
      var output =
        switch target.destination {
        case .standardOutput: ReportOutput(.standardOutput, progress)
        case .standardError: ReportOutput(.standardError, progress)
        case .file(let path): try ReportOutput(path, progress)
        }
      try output.write(reporter.begin())
      self.output = output
    } catch {
      throw target.failure(error)
    }
  }

  /// Reports a checked file.
  mutating func add(_ file: FileReport) throws {
    summary.add(file)
    do throws(WritingFault) {
      // Out of this value for a moment: what it says goes to another part of it.
      var reporter = reporter
      defer { self.reporter = reporter }
      try reporter.report(file) { (text) throws(WritingFault) in try put(text) }
    } catch {
      throw target.failure(error)
    }
    for failure in file.failures { try tell(failure) }
  }

  /// Reports a file that could not be checked.
  mutating func add(_ error: ReportedError) throws {
    summary.add(error)
    try write(reporter.report(error))
    try tell(error)
  }

  /// Says on standard error what the format has no place for.
  private mutating func tell(_ error: ReportedError) throws {
    guard !target.format.holdsErrors else { return }
    do throws(WritingFault) {
      try output.flush()
    } catch {
      throw target.failure(error)
    }
    StandardStream.writeError(error.line(in: target.style.language))
  }

  /// Ends the report.
  mutating func finish() throws {
    try write(reporter.finish(summary))
    do throws(WritingFault) {
      try output.finish()
    } catch {
      throw target.failure(error)
    }
  }

  private mutating func write(_ text: String) throws {
    do throws(WritingFault) {
      try put(text)
    } catch {
      throw target.failure(error)
    }
  }

  /// Adds whole lines. Only a program may be told commands.
  private mutating func put(_ text: String) throws(WritingFault) {
    try output.write(target.format.isForPeople ? withoutRunnerCommands(text) : text)
  }
}

extension ReportTarget {
  fileprivate func failure(_ fault: WritingFault) -> any Error {
    let name =
      switch destination {
      case .standardOutput: "<stdout>"
      case .standardError: "<stderr>"
      case .file(let path): path.string
      }
    return RunFailure.unwritable(name, fault)
  }
}
