import Diagnostics
import DraftText
import Linting
import Reporting
import SystemPackage

/// The format of a report and its destination.
struct ReportTarget {
  let format: ReportFormat
  /// Whether the report contains only the numbers of findings.
  let isStatistics: Bool
  /// The most findings that a report on a terminal lists; nil for all.
  let maxFindings: Int?
  let style: ReportStyle
  let destination: ReportOutput.Destination
  /// The description of the run.
  let run: RunDescription
}

/// A report that is being written.
struct RunningReport: ~Copyable {
  private(set) var summary: Summary
  private let target: ReportTarget
  private var reporter: any Reporter
  private var output: ReportOutput

  /// Begins a report.
  ///
  /// - Parameters:
  ///   - limit: The least safe fixes that the run applies, or would apply.
  ///   - progress: The progress line, which is erased before the report is written.
  init(_ target: ReportTarget, fixesUpTo limit: Fix.Applicability = .safe, progress: ProgressLine? = nil) throws {
    self.target = target
    summary = Summary(fixesUpTo: limit)
    let statistics = target.isStatistics ? target.format.statisticsReporter(target.style, target.run) : nil
    var reporter = statistics ?? target.format.reporter(target.style, target.run, listing: target.maxFindings)
    var output = try ReportOutput(target.destination, progress)
    try output.write(reporter.begin())
    self.reporter = reporter
    self.output = output
  }

  /// Reports a checked file.
  mutating func add(_ file: FileReport) throws {
    summary.add(file)
    // A copy, because the reporter and `put` cannot both change this value at the same time.
    var reporter = reporter
    defer { self.reporter = reporter }
    try reporter.report(file) { text in try put(text) }
    for failure in file.failures { try notify(failure) }
  }

  /// Reports a file that could not be checked.
  mutating func add(_ error: ReportedError) throws {
    summary.add(error)
    try put(reporter.report(error))
    try notify(error)
  }

  /// Writes a message about another written file to standard error.
  mutating func notify(_ message: LocalizedText) throws {
    try output.flush()
    Notice.notify(message, in: target.style.language)
  }

  /// Writes an error to standard error if the format does not contain errors.
  private mutating func notify(_ error: ReportedError) throws {
    guard !target.format.holdsErrors else { return }
    try output.flush()
    StandardStream.writeError(error.line(in: target.style.language))
  }

  /// Ends the report.
  mutating func finish() throws {
    try put(reporter.finish(summary))
    try output.finish()
  }

  /// Adds whole lines. In text and concise, commands to CI runners are made ineffective.
  private mutating func put(_ text: String) throws {
    try output.write(target.format.isTerminalText ? withoutRunnerCommands(text) : text)
  }
}

/// A stream or a file to write to. A file appears completely or not at all. Text is buffered and written in large
/// pieces.
///
/// Every method throws the error of ``Failure/unwritable(_:_:)``.
struct ReportOutput: ~Copyable {
  /// Where text can go.
  enum Destination {
    case stream(FileDescriptor, name: String)
    case file(FilePath)

    static let standardOutput = Destination.stream(.standardOutput, name: "<stdout>")
    static let standardError = Destination.stream(.standardError, name: "<stderr>")

    var isFile: Bool {
      if case .file = self { true } else { false }
    }
  }

  private static let capacity = 64 << 10

  private let name: String
  private let descriptor: FileDescriptor
  private let file: PendingFile?
  private var buffer: [UInt8] = []
  /// The progress line, which is erased before something is written.
  private let progress: ProgressLine?

  /// Begins to write.
  init(_ destination: Destination, _ progress: ProgressLine? = nil) throws {
    self.progress = progress
    switch destination {
    case .stream(let stream, let name): (self.name, descriptor, file) = (name, stream, nil)
    case .file(let path):
      do throws(WritingFault) {
        let file = try PendingFile(path)
        (name, descriptor, self.file) = (path.string, file.descriptor, file)
      } catch {
        throw Failure.unwritable(path.string, error)
      }
    }
  }

  /// Adds `text`.
  mutating func write(_ text: String) throws {
    buffer += text.utf8
    if buffer.count >= Self.capacity { try flush() }
  }

  /// Writes the rest of the buffer, and gives a file its name.
  mutating func finish() throws {
    try flush()
    do throws(WritingFault) {
      try file?.commit()
    } catch {
      throw Failure.unwritable(name, error)
    }
  }

  /// Writes the buffer, so that it precedes everything that is written elsewhere later.
  mutating func flush() throws {
    progress?.erase()
    guard !buffer.isEmpty else { return }
    do throws(Errno) {
      try descriptor.writeEverything(buffer)
    } catch {
      throw Failure.unwritable(name, .system(error))
    }
    buffer.removeAll(keepingCapacity: true)
  }
}
