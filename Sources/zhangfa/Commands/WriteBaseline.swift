import ArgumentParser
import Diagnostics
import Linting
import Reporting
import RuleEngine
import SystemPackage

/// `zhangfa baseline`: writes the present findings into a file, so that later checks report only new findings.
struct WriteBaseline: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "baseline",
    abstract: "Write the current findings to a file, so that “check --baseline” reports only new findings.",
    discussion: """
      The file keeps its entries for drafts that are not among the paths, unless these drafts no longer exist. It \
      contains hashes, not the words of the drafts.
      """)

  @Argument(
    help: ArgumentHelp("Drafts, or folders to search for drafts. Default: the current folder.", valueName: "path"))
  var paths: [String] = []

  @Option(name: .shortAndLong, help: ArgumentHelp("Write to this file.", valueName: "file"))
  var output = Baseline.defaultPath.string

  @Flag(help: "Add nothing; only remove findings that are no longer found.")
  var prune = false

  @OptionGroup var profileOption: ProfileOption
  @OptionGroup var common: CommonOptions

  func validate() throws { try refuse(paths.contains("-"), "a baseline is of files, not of standard input") }

  func run() throws { try common.run(write) }

  private func write(_ setup: Setup) throws {
    let language = setup.language
    var linters = setup.linters(profile: profileOption.profile)
    let inputs = try DraftInput.inputs(paths: paths, skipping: setup.exclusions(), language: language)
    // Two runs that read, check and write at the same time would lose the findings of one of them.
    let lock = try Result { () throws(WritingFault) in
      try PendingFile.lockFolder(of: FilePath(native: output)) { Notice.waiting(in: language) }
    }.mapError { Failure.unwritable(output, $0) }.get()
    defer { try? lock.close() }
    let old = try Baseline(named: output, mayBeMissing: !prune)
    var updates: [Baseline.Update] = []
    var hasFailed = false
    var jobs: [(input: DraftInput, linter: Linter)] = []
    for input in inputs { jobs.append((input, try linters.linter(for: input.path))) }
    forEachInOrder(jobs) { job in
      BaselinedDraft(job.input, by: job.linter, known: old.known(in: job.input.path))
    } body: { draft in
      updates += [draft.update].compactMap(\.self)
      hasFailed = hasFailed || draft.errors.contains { !$0.isSkipped }
      for error in draft.errors { StandardStream.writeError(error.line(in: language)) }
    }
    var new = old
    if prune { new.prune(by: updates) } else { new.replace(by: updates) }
    new.removeVanished()
    if !prune || new.entries != old.entries {
      var file = try ReportOutput(.file(FilePath(native: output)))
      try file.write(new.text)
      try file.finish()
    }
    try StandardStream.writeOutput(summary(old, new)[language] + "\n")
    if hasFailed { throw ExitStatus.failed }
  }

  private func summary(_ old: Baseline, _ new: Baseline) -> LocalizedText {
    if prune {
      return LocalizedText(
        zh: "\(output)：清理 \(old.count - new.count) 处，余 \(new.count) 处",
        en: "\(output): \(old.count - new.count) removed, \(new.count) left")
    }
    return LocalizedText(
      zh: "\(output)：\(new.draftCount) 个文件，存量 \(new.count) 处",
      en: "\(output): \(counted(new.count, "finding")) in \(counted(new.draftCount, "draft"))")
  }
}

extension Baseline {
  /// Reads the baseline at `path`.
  ///
  /// - Parameter mayBeMissing: Whether a missing file counts as a baseline without findings.
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

/// The findings of one draft, and which findings of the baseline are gone.
private struct BaselinedDraft: Sendable {
  /// The errors of the draft or of some rules. The baseline keeps its old entries for these.
  let errors: [ReportedError]
  /// The update of the baseline; nil if the draft could not be checked.
  let update: Baseline.Update?

  /// Checks a draft whose findings in the baseline are `known`.
  init(_ input: DraftInput, by linter: Linter, known: KnownDiagnostics) {
    let path = input.path
    do throws(DraftError) {
      let all = try linter.lint(input.read())
      let found = all.ratedFingerprints
      update = Baseline.Update(
        of: path, fingerprints: found.map(\.fingerprint), unjudged: Set(all.failures.map(\.ruleID)),
        gone: known.entries(of: found).left)
      errors = all.failures.map { ReportedError(path: path.string, $0) }
    } catch {
      update = nil
      errors = [input.report(error)]
    }
  }
}
