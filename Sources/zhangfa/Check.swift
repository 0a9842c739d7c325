import ArgumentParser
import Diagnostics
import DraftText
import Linting
import Reporting
import RuleEngine
import SystemPackage

/// `zhangfa check`: reports what is wrong with drafts.
struct Check: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Checks drafts and reports what is wrong with them.")

  @Argument(
    help: ArgumentHelp(
      "Drafts, or folders to look for .txt, .md and .docx in; - for standard input. Default: the current folder.",
      valueName: "path"))
  var paths: [String] = []

  @Option(help: ArgumentHelp("What to call standard input in reports.", valueName: "path"))
  var stdinFilename: String?

  @Option(help: ArgumentHelp("A list of further paths, one a line or ended by zero bytes.", valueName: "file"))
  var filesFrom: String?

  @Option(
    help: ArgumentHelp(
      "The format of the report: text and concise are for people, the others for programs.", valueName: "format"))
  var format: ReportFormat = .text

  @Option(name: .shortAndLong, help: ArgumentHelp("Write the report to a file.", valueName: "file"))
  var output: String?

  @Option(help: "The least severity that makes the exit status 1.")
  var failOn: FailThreshold = .error

  @Option(help: ArgumentHelp("Use only these rules or categories of rules. May be repeated.", valueName: "id,…"))
  var select: [String] = []

  @Option(help: ArgumentHelp("Do not use these rules or categories of rules. May be repeated.", valueName: "id,…"))
  var ignore: [String] = []

  @Option(help: ArgumentHelp("Report only what is not in this list of known findings.", valueName: "file"))
  var baseline: String?

  @Option(help: "Whether the report is coloured; auto: on a terminal, and without NO_COLOR.")
  var color: ColorChoice = .auto

  @OptionGroup var kind: ProfileOption
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if stdinFilename != nil && !paths.contains("-") {
      throw ValidationError("--stdin-filename needs - among the paths")
    }
    if filesFrom == "-" && paths.contains("-") {
      throw ValidationError("standard input cannot be both a draft and the list of --files-from")
    }
  }

  func run() async throws {
    let run: CheckRun
    do throws(RunFailure) {
      run = try checkRun()
    } catch {
      guard format.holdsErrors, !error.ruleFileErrors.isEmpty else { throw error }
      try report(error.ruleFileErrors)
      throw ExitStatus.failed
    }
    let status = try await run.run()
    if status != .clean { throw status }
  }

  private func checkRun() throws(RunFailure) -> CheckRun {
    let ruleSet = try common.ruleSet()
    let linter = try kind.linter(ruleSet, selection(ruleSet), in: common.language)
    let inputs = try DraftInput.inputs(
      paths: paths, stdinFilename: stdinFilename, filesFrom: filesFrom, language: common.language)
    return CheckRun(
      inputs: inputs, linter: linter, target: target(linter.ruleMetadata), failOn: failOn,
      baseline: try baseline.map { path throws(RunFailure) in try Baseline(named: path, in: common.language) })
  }

  private func selection(_ ruleSet: RuleSet) throws(RunFailure) -> RuleSelection {
    do throws(UnknownNameError) {
      return try RuleSelection(
        selected: names(select), ignored: names(ignore), known: ruleSet.rules.map(\.metadata.id))
    } catch {
      throw RunFailure(error.message, in: common.language)
    }
  }

  /// - Parameter rules: The rules that drafts are held against.
  private func target(_ rules: [RuleMetadata]) -> ReportTarget {
    let toFile = output != nil
    let style = ReportStyle(
      language: common.language, isColored: color.isColored(toFile: toFile), width: Environment.columns(toFile: toFile))
    let run = RunDescription(rules: rules, paths: Environment.pathBase, startTime: Environment.startTime)
    return ReportTarget(format: format, style: style, file: output.map { FilePath($0) }, run: run)
  }

  private func names(_ lists: [String]) -> [String] {
    lists.flatMap { $0.split(separator: ",").map { String($0.filter { $0 != " " }) } }.filter { !$0.isEmpty }
  }

  /// A report that is nothing but the faults of the rule files, for formats that hold errors.
  private func report(_ faults: [RuleFileError]) throws {
    var report = try RunningReport(target([]))
    for fault in faults {
      let position = LinePosition(line: fault.line, column: fault.column)
      try report.add(
        ReportedError(path: fault.path, position: position, message: fault.message, isConfiguration: true))
    }
    try report.finish()
  }
}

extension ReportFormat: ExpressibleByArgument {}

/// `--fail-on`.
enum FailThreshold: String, ExpressibleByArgument, CaseIterable {
  case error, warning, info, never

  /// Whether a run whose worst finding is `worst` has failed.
  func isReached(by worst: Severity?) -> Bool {
    guard let worst, let least = Severity(rawValue: rawValue) else { return false }
    return worst >= least
  }
}

/// `--color`.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never

  func isColored(toFile: Bool) -> Bool {
    switch self {
    case .auto: !toFile && Environment.wantsColor
    case .always: true
    case .never: false
    }
  }
}
