import ArgumentParser
import Diagnostics
import DraftText
import Linting
import RuleEngine
import SystemPackage

/// `zhangfa baseline`: writes down what is found now, so that later checks report only what is new.
struct WriteBaseline: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "baseline",
    abstract: "Writes down what is found now, for “check --baseline” to report only what is new.",
    discussion: """
      What the file holds of drafts that are not among the paths stays, as long as these are there. It holds hashes, no \
      words of the drafts.
      """)

  @Argument(
    help: ArgumentHelp("Drafts, or folders to look for them in. Default: the current folder.", valueName: "path"))
  var paths: [String] = []

  @Option(name: .shortAndLong, help: ArgumentHelp("The file to write.", valueName: "file"))
  var output = Baseline.defaultPath.string

  @Flag(help: "Add nothing, and take out what is no longer found.")
  var prune = false

  @OptionGroup var kind: ProfileOption
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if paths.contains("-") { throw ValidationError("a baseline is of files, not of standard input") }
  }

  func run() throws {
    try common.run(write)
  }

  private func write(_ setup: Setup) throws {
    let language = setup.language
    var linters = setup.linters(profile: kind.profile)
    let inputs = try DraftInput.inputs(
      paths: paths, stdinFilename: nil, filesFrom: nil, passingOver: setup.exclusions(), language: language)
    // Two runs that read, check and write at the same time would lose what one of them has found.
    let lock = try writing { () throws(WritingFault) in
      try PendingFile.lockFolder(of: FilePath(native: output)) { Notice.waiting(in: language) }
    }
    defer { try? lock.close() }
    let old = try Baseline(named: output, mayBeMissing: !prune)
    var update = BaselineUpdate(old)
    var jobs: [(input: DraftInput, linter: Linter)] = []
    for input in inputs { jobs.append((input, try linters.linter(for: input.path))) }
    forEachInOrder(jobs) { job in
      BaselineUpdate.Finding(job.input, by: job.linter, known: old.findings(of: job.input.path))
    } body: { finding in
      update.add(finding)
      for error in finding.errors { StandardStream.writeError(error.line(in: language)) }
    }
    let new = update.baseline(isPruning: prune)
    if !prune || new.entries != old.entries {
      try writing { () throws(WritingFault) in
        var file = try ReportOutput(FilePath(native: output))
        try file.write(new.text)
        try file.finish()
      }
    }
    try StandardStream.writeOutput(summary(old, new)[language] + "\n")
    if update.hasFailed { throw ExitStatus.failed }
  }

  /// Says of which file a fault is.
  private func writing<Value>(_ body: () throws(WritingFault) -> Value) throws -> Value {
    do throws(WritingFault) {
      return try body()
    } catch {
      throw RunFailure.unwritable(output, error)
    }
  }

  private func summary(_ old: Baseline, _ new: Baseline) -> LocalizedText {
    if prune {
      return LocalizedText(
        zh: "\(output)：清理 \(old.count - new.count) 处，余 \(new.count) 处",
        en: "\(output): \(old.count - new.count) removed, \(new.count) left")
    }
    let (findings, drafts) = (new.count == 1 ? "finding" : "findings", new.draftCount == 1 ? "draft" : "drafts")
    return LocalizedText(
      zh: "\(output)：\(new.draftCount) 个文件，存量 \(new.count) 处",
      en: "\(output): \(new.count) \(findings) in \(new.draftCount) \(drafts)")
  }
}

extension Baseline {
  /// Reads the baseline at `path`.
  ///
  /// - Parameter mayBeMissing: Whether no file is a baseline without findings.
  init(named path: String, mayBeMissing: Bool = false) throws {
    let file = FilePath(native: path)
    let working = try Environment.workingFolder()
    if mayBeMissing, (try? file.stat())?.type != .regular {
      self.init(at: file, workingFolder: working)
    } else {
      try self.init(reading: file, workingFolder: working)
    }
  }
}
