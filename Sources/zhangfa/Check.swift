import ArgumentParser
import Diagnostics
import DraftText
import Linting
import Reporting
import RuleEngine
import RuleFiles
import SystemPackage

/// `zhangfa check`: reports what is wrong with drafts.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Check drafts and report what is wrong with them.")

  @Argument(
    help: ArgumentHelp(
      "Drafts, or folders to search for .txt, .md and .docx; - for standard input. Default: the current folder.",
      valueName: "path"), completion: .drafts)
  var paths: [String] = []

  @Option(help: ArgumentHelp("Use this name for standard input in reports.", valueName: "path"), completion: .file())
  var stdinFilename: String?

  @Option(
    help: ArgumentHelp(
      """
      Read standard input as one draft, or as jsonl: one JSON document per line; needs --format jsonl-documents.
      """, valueName: "format"))
  var stdinFormat: StdinFormat = .draft

  @Option(
    help: ArgumentHelp(
      "Read further paths from this file, one per line or each terminated by a zero byte.", valueName: "file"),
    completion: .file())
  var filesFrom: String?

  @Flag(help: "When searching folders, do not skip files that git ignores.")
  var noGitignore = false

  @Option(
    help: ArgumentHelp(
      "Write the report in this format: text, concise, html, csv and markdown are for people, the others for programs.",
      valueName: "format"))
  var format: ReportFormat = .text

  @Flag(help: "Report the number of findings by rule and by draft instead of the findings, as text or json.")
  var statistics = false

  @Option(
    name: .shortAndLong, help: ArgumentHelp("Write the report to this file.", valueName: "file"), completion: .file())
  var output: String?

  @Option(
    help: ArgumentHelp(
      "In text and concise reports, list at most this many findings and count the rest. Other formats list all.",
      valueName: "n"))
  var maxFindings: Int?

  @Option(
    help: """
      Exit with status 1 if a finding has at least this severity; with --diff, if such a finding would be fixed. \
      (default: error; info with --diff)
      """
  )
  var failOn: FailThreshold?

  @Option(
    help: ArgumentHelp("Use only these rules or categories of rules. May be repeated.", valueName: "id,…"),
    completion: .rules)
  var select: [String] = []

  @Option(
    help: ArgumentHelp("Skip these rules or categories of rules. May be repeated.", valueName: "id,…"),
    completion: .rules)
  var ignore: [String] = []

  @Option(
    help: ArgumentHelp(
      """
      When searching folders, skip what matches this pattern, written as in a .gitignore in the current folder. \
      May be repeated.
      """, valueName: "pattern"))
  var exclude: [String] = []

  @Flag(
    help: """
      For hooks: skip what the configuration or --exclude leaves out even if it is named, and skip documents that are \
      not drafts.
      """)
  var forceExclude = false

  @Option(
    help: ArgumentHelp(
      "Print the settings for this draft and where each one comes from, and check nothing.", valueName: "draft"),
    completion: .drafts)
  var printConfig: String?

  @Option(
    help: ArgumentHelp("Report only findings that are not in this file of known findings.", valueName: "file"),
    completion: .file())
  var baseline: String?

  @Flag(help: "Also exit with status 1 if a finding in the --baseline file is no longer found.")
  var baselineStrict = false

  @Option(
    help: ArgumentHelp(
      """
      Report only findings on lines that changed since this commit, and findings about a changed draft as a whole.
      """, valueName: "commit"))
  var since: String?

  @Flag(help: "Print the processor time of each step and each rule to standard error, the most expensive rule first.")
  var timing = false

  @Option(help: "Colour the report; auto: only on a terminal, and only if NO_COLOR is not set.")
  var color: ColorChoice = .auto

  @OptionGroup var fixes: FixOptions
  @OptionGroup var copies: CopyOptions
  @OptionGroup var kind: ProfileOption
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if stdinFormat == .jsonl {
      let others: [Bool] = [
        fixes.fix, fixes.diff, copies.isWanted, timing, statistics, baseline != nil, output != nil, since != nil,
        printConfig != nil, failOn != nil, maxFindings != nil,
      ]
      if !paths.isEmpty || filesFrom != nil || format != .jsonlDocuments || others.contains(true) {
        throw ValidationError(
          "--stdin-format jsonl takes all documents from standard input and answers in --format jsonl-documents alone")
      }
    }
    if stdinFilename != nil && !paths.contains("-") {
      throw ValidationError("--stdin-filename needs - among the paths")
    }
    if filesFrom == "-" && paths.contains("-") {
      throw ValidationError("standard input cannot be both a draft and the list of --files-from")
    }
    if let maxFindings, maxFindings < 0 {
      throw ValidationError("--max-findings must not be less than 0")
    }
    if statistics, ![.text, .json].contains(format) {
      throw ValidationError("--statistics is text or json")
    }
    if fixes.diff && output != nil {
      throw ValidationError("--diff makes no report that --output could take")
    }
    if timing && (fixes.fix || fixes.diff || copies.isWanted) {
      throw ValidationError("--timing measures a check, not --fix, --diff or --annotate")
    }
    if baselineStrict && baseline == nil {
      throw ValidationError("--baseline-strict needs --baseline")
    }
    if since != nil && (fixes.fix || fixes.diff || copies.isWanted || timing || paths.contains("-")) {
      throw ValidationError("--since reports on files; it goes with none of --fix, --diff, --annotate, --timing and -")
    }
    if copies.isWanted && fixes.diff {
      throw ValidationError("--diff writes nothing that --annotate could mark up")
    }
    if copies.annotate && fixes.unsafeFixes && !fixes.fix && !copies.trackChanges {
      throw ValidationError("--annotate with --unsafe-fixes needs --fix or --track-changes")
    }
    if fixes.fix, !copies.isWanted, let output,
      output.hasSuffix("/") || (try? FilePath(native: output).stat().type) == .directory
    {
      throw ValidationError("--fix needs the name of a file in --output, not a folder")
    }
    if copies.isWanted && paths.contains("-") {
      throw ValidationError("--annotate marks up files, not standard input")
    }
  }

  func run() throws {
    var inputs: [DraftInput]?
    var hasBegun = false
    do {
      try common.run { setup in
        if stdinFormat == .jsonl {
          let linters = setup.linters(selecting: select.names, ignoring: ignore.names, profile: kind.profile)
          return try DocumentStream(linters, in: setup.language).run()
        }
        if let draft = printConfig { return try printSettings(of: FilePath(native: draft), setup) }
        let found = try self.inputs(setup)
        inputs = found
        try refuseToReplaceDrafts(found)
        let run = try checkRun(of: found, setup)
        hasBegun = true
        let status = try fixes.diff ? run.showDifferences() : run.run()
        if status != .clean { throw status }
      } refusing: { error in
        guard format.holdsErrors, !hasBegun, printConfig == nil, let error = error as? RuleSetError else {
          return false
        }
        try report(error.errors)
        return true
      }
    } catch {
      if fixes.fix, !hasBegun, printConfig == nil { try? echoStandardInput(inputs) }
      throw error
    }
  }

  /// Writes standard input unchanged to standard output: a filter must not lose its input, even if the run fails.
  private func echoStandardInput(_ inputs: [DraftInput]?) throws {
    guard paths.contains("-") else { return }
    let bytes = try inputs?.lazy.compactMap(\.standardInput).first ?? FileContents.read(.standardInput)
    try StandardStream.writeOutput(bytes)
  }

  /// Throws an error if the report would replace a draft.
  private func refuseToReplaceDrafts(_ inputs: [DraftInput]) throws {
    guard let place = reportFile?.resolvingSymlinks() else { return }
    for draft in inputs.compactMap(\.filePath) where draft.resolvingSymlinks() == place {
      throw RunFailure(zh: "报告会覆盖稿件 \(draft)", en: "the report would replace the draft \(draft)")
    }
  }

  /// The file that the report goes to; nil for a standard stream.
  private var reportFile: FilePath? {
    output == "-" || writesCopies ? nil : output.map { FilePath(native: $0) }
  }

  /// Whether the run writes annotated or fixed copies of Word documents. `--output` then names the copies.
  private var writesCopies: Bool {
    copies.isWanted || fixes.fix && output.map { FilePath(native: $0).isWordDocument } ?? false
  }

  private func checkRun(of inputs: [DraftInput], _ setup: Setup) throws -> CheckRun {
    var linters = setup.linters(selecting: select.names, ignoring: ignore.names, profile: kind.profile)
    let known = try baseline.map { try Baseline(named: $0) }
    let plan = try copyPlan(for: inputs, setup)
    var jobs: [CheckRun.Job] = []
    for input in inputs {
      let linter = try linters.linter(for: input.path).excluding(known?.known(in: input.path))
      let copying = plan?.place(for: input.path).map { CopyWriter(copies.task(linter, fixes, in: commentLanguage), $0) }
      jobs.append(.init(input: input, checker: copying.map(DraftChecker.init) ?? checker(linter)))
    }
    let rules = try linters.ruleMetadata()
    return CheckRun(
      jobs: jobs, limit: fixes.limit, target: target(rules, in: setup.language),
      failOn: failOn ?? (fixes.diff ? .info : .error),
      failsOnGone: baselineStrict, isTimed: timing)
  }

  private func inputs(_ setup: Setup) throws -> [DraftInput] {
    let inputs = try DraftInput.inputs(
      paths: paths, stdinFilename: stdinFilename, filesFrom: filesFrom,
      skipping: setup.exclusions(followingGitignore: !noGitignore, alsoSkipping: try exclusions),
      language: setup.language)
    return forceExclude ? try withoutExcluded(inputs, setup) : inputs
  }

  /// Returns `inputs` without those that a hook does not want to have checked.
  private func withoutExcluded(_ inputs: [DraftInput], _ setup: Setup) throws -> [DraftInput] {
    let excluded = ExcludedDrafts(setup.finder)
    let patterns = try exclusions
    return inputs.filter { input in
      // A filter writes all of its input.
      let isFilter = input.standardInput != nil && (fixes.fix || stdinFilename == nil)
      return isFilter || !excluded.contain(input.path) && !patterns.contains { $0.matches(input.path.string) }
    }.map(\.fromHook)
  }

  /// The patterns of `--exclude`.
  private var exclusions: [Glob] {
    get throws {
      try exclude.map { text in
        guard let glob = Glob(text) else {
          throw RunFailure(zh: "--exclude “\(text)”什么都不指", en: "--exclude “\(text)” can fit nothing")
        }
        return glob
      }
    }
  }

  /// The language of comments. They are part of a Chinese document, so they are in English only with `--lang en`.
  private var commentLanguage: Language { common.languageChoice == .en ? .en : .zh }

  private func copyPlan(for inputs: [DraftInput], _ setup: Setup) throws -> CopyPlan? {
    guard writesCopies else { return nil }
    for input in inputs where DraftFormat.convertibleExtensions.contains(input.path.extension?.lowercased() ?? "") {
      Notice.notify(
        LocalizedText(
          zh: "\(input.path) 不是 .docx，没有核稿副本；请另存为 .docx",
          en: "\(input.path) is no .docx and gets no copy: save it as .docx"), in: setup.language)
    }
    // Skipped files are no drafts.
    let drafts = inputs.compactMap(\.filePath)
    return try CopyPlan(
      drafts, under: paths.map { FilePath(native: $0) },
      output: output.map { FilePath(native: $0) })
  }

  private func checker(_ linter: Linter) -> DraftChecker {
    let fixer = Fixer(linter, upTo: fixes.limit)
    if fixes.diff { return DraftChecker(linter, .compare(fixer, asText: Environment.outputIsTerminal)) }
    if let since { return DraftChecker(linter, .reportChanged(since: Revision(since))) }
    // If copies are written, the drafts are not changed.
    guard fixes.fix, !copies.isWanted else { return DraftChecker(linter, timing ? .measure : .report) }
    return DraftChecker(linter, .fix(fixer, listing: !fixes.quiet))
  }

  /// - Parameter rules: The rules that are applied to drafts.
  private func target(_ rules: [RuleMetadata], in language: Language) -> ReportTarget {
    let toFile = reportFile != nil
    // The fixed draft is written to standard output, so the report must not be.
    let destination = fixes.fix && paths.contains("-") ? ReportOutput.Destination.standardError : .standardOutput
    let style = ReportStyle(
      language: language, isColored: color.isColored(toFile: toFile), width: Environment.columns(toFile: toFile))
    let run = RunDescription(rules: rules, paths: Environment.pathBase, startTime: Environment.startTime)
    return ReportTarget(
      format: format, isStatistics: statistics, maxFindings: maxFindings, style: style,
      destination: reportFile.map { .file($0) } ?? destination, run: run)
  }

  private func printSettings(of draft: FilePath, _ setup: Setup) throws {
    var linters = setup.linters(selecting: select.names, ignoring: ignore.names, profile: kind.profile)
    // Throws if no check could use the settings, so that they are not printed as if they were valid.
    _ = try linters.linter(for: draft)
    let (configuration, settings) = try linters.settings(for: draft)
    let rules = try linters.ruleSet(of: configuration).rules
    let report = SettingsReport(
      path: draft, configuration: configuration, settings: settings, rules: rules, language: setup.language)
    try StandardStream.writeOutput(report.text)
  }

  /// Writes a report that contains only the faults of the rule files, for formats that contain errors.
  private func report(_ faults: [RuleFileError]) throws {
    var report = try RunningReport(target([], in: common.languageChoice.language()))
    for fault in faults {
      let position = LinePosition(line: fault.line, column: fault.column)
      try report.add(
        ReportedError(path: fault.path, position: position, message: fault.message, isConfiguration: true))
    }
    try report.finish()
  }
}

extension ReportFormat: ExpressibleByArgument {}
