import ArgumentParser
import Diagnostics
import DraftText
import Linting
import Reporting
import RuleEngine
import RuleFiles
import SystemPackage
import ZhangfaCore

/// `zhangfa check`: reports what is wrong with drafts.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Check drafts and report what is wrong with them.")

  @OptionGroup var inputs: InputOptions
  @OptionGroup var reporting: ReportOptions

  @Option(
    help: """
      Exit with status 1 if a finding has at least this severity; with --diff, if such a finding would be fixed. \
      (default: error; info with --diff)
      """
  )
  var failOn: FailThreshold?

  @OptionGroup var choice: ChoiceOptions

  @Option(
    help: ArgumentHelp(
      "Print the settings for this draft and where each one comes from, and check nothing.", valueName: "draft"),
    completion: .drafts)
  var printConfig: String?

  @OptionGroup var news: NewsOptions

  @Flag(help: "Print the processor time of each step and each rule to standard error, the most expensive rule first.")
  var timing = false

  @Option(help: "Colour the report; auto: only on a terminal, and only if NO_COLOR is not set.")
  var color: ColorChoice = .auto

  @OptionGroup var fixes: FixOptions
  @OptionGroup var copies: CopyOptions
  @OptionGroup var profileOption: ProfileOption
  @OptionGroup var common: CommonOptions

  func validate() throws {
    let readsDraft = inputs.readsStandardInput
    let writesDrafts = fixes.fix || fixes.diff || copies.isWanted
    try refuse(
      inputs.stdinFormat == .jsonl && !isPlainStream,
      "--stdin-format jsonl takes all documents from standard input and answers in --format jsonl-documents alone")
    try refuse(fixes.diff && reporting.output != nil, "--diff makes no report that --output could take")
    try refuse(timing && writesDrafts, "--timing measures a check, not --fix, --diff or --annotate")
    try refuse(
      news.since != nil && (writesDrafts || timing || readsDraft),
      "--since reports on files; it goes with none of --fix, --diff, --annotate, --timing and -")
    try refuse(copies.isWanted && fixes.diff, "--diff writes nothing that --annotate could mark up")
    try refuse(
      copies.annotate && fixes.unsafeFixes && !fixes.fix && !copies.trackChanges,
      "--annotate with --unsafe-fixes needs --fix or --track-changes")
    try refuse(
      fixes.fix && !copies.isWanted && reporting.outputIsFolder,
      "--fix needs the name of a file in --output, not a folder")
    try refuse(copies.isWanted && readsDraft, "--annotate marks up files, not standard input")
  }

  /// Whether no option is given that a stream of documents does not have.
  private var isPlainStream: Bool {
    let others: [Bool] = [
      !inputs.paths.isEmpty, inputs.filesFrom != nil, fixes.fix, fixes.diff, copies.isWanted, timing,
      reporting.statistics, news.baseline != nil, reporting.output != nil, news.since != nil, printConfig != nil,
      failOn != nil, reporting.maxFindings != nil, !choice.exclude.isEmpty, choice.forceExclude, inputs.noGitignore,
    ]
    return reporting.format == .jsonlDocuments && !others.contains(true)
  }

  func run() throws {
    var drafts: [DraftInput]?
    var hasBegun = false
    do {
      try common.run { setup in
        let linters = setup.linters(
          selecting: choice.select.names, ignoring: choice.ignore.names, profile: profileOption.profile)
        if inputs.stdinFormat == .jsonl { return try DocumentStream(linters, in: setup.language).run() }
        if let draft = printConfig {
          let report = try SettingsReport(of: FilePath(native: draft), linters, in: setup.language)
          return try StandardStream.writeOutput(report.text)
        }
        let found = try self.drafts(setup)
        drafts = found
        try refuseToReplaceDrafts(found)
        let run = try checkRun(of: found, linters, setup.language)
        hasBegun = true
        let status = try fixes.diff ? run.showDifferences() : run.run()
        if status != .clean { throw status }
      } refusing: { error, language in
        guard reporting.format.holdsErrors, !hasBegun, printConfig == nil, let error = error as? RuleSetError else {
          return false
        }
        try report(error.errors, in: language)
        return true
      }
    } catch {
      if fixes.fix, !hasBegun, printConfig == nil { try? echoStandardInput(drafts) }
      throw error
    }
  }

  private func drafts(_ setup: Setup) throws -> [DraftInput] {
    let patterns = try choice.patterns
    let drafts = try inputs.drafts(setup, excluding: patterns)
    guard choice.forceExclude else { return drafts }
    return drafts.fromHook(
      excluding: ExcludedDrafts(setup.finder), patterns,
      keepsStandardInput: fixes.fix || inputs.stdinFilename == nil)
  }

  /// Writes standard input unchanged to standard output: a filter must not lose its input, even if the run fails.
  private func echoStandardInput(_ drafts: [DraftInput]?) throws {
    guard inputs.readsStandardInput else { return }
    let bytes = try drafts?.lazy.compactMap(\.standardInput).first ?? FileContents.read(.standardInput)
    try StandardStream.writeOutput(bytes)
  }

  /// Throws an error if the report would replace a draft.
  private func refuseToReplaceDrafts(_ drafts: [DraftInput]) throws {
    guard let place = reportFile?.resolvingSymlinks() else { return }
    for draft in drafts.compactMap(\.filePath) where draft.resolvingSymlinks() == place {
      throw Failure(zh: "报告会覆盖稿件 \(draft)", en: "the report would replace the draft \(draft)")
    }
  }

  /// The file that the report goes to; nil for a standard stream.
  private var reportFile: FilePath? {
    reporting.output == "-" || writesCopies ? nil : reporting.outputPath
  }

  /// Whether the run writes annotated or fixed copies of Word documents. `--output` then names the copies.
  private var writesCopies: Bool {
    copies.isWanted || fixes.fix && reporting.outputPath?.isWordDocument ?? false
  }

  private func checkRun(of drafts: [DraftInput], _ linters: LinterProvider, _ language: Language) throws -> CheckRun {
    var linters = linters
    let known = try news.baseline.map { try Baseline(named: $0) }
    let places = try copyPlaces(for: drafts, in: language)
    let revision = news.since.map { Revision($0) }
    let jobs = try drafts.map { draft in
      let linter = try linters.linter(for: draft.path).excluding(known?.known(in: draft.path))
      return CheckRun.Job(input: draft, work: work(of: linter, to: places[draft.path], since: revision))
    }
    let rules = try linters.ruleMetadata()
    return CheckRun(
      jobs: jobs, limit: fixes.limit, target: target(rules, in: language),
      failOn: failOn ?? (fixes.diff ? .info : .error),
      failsOnGone: news.baselineStrict, isTimed: timing, isFilter: fixes.fix && !fixes.diff)
  }

  /// Returns the work on a draft.
  ///
  /// - Parameters:
  ///   - place: The place of its copy; nil for a draft without a copy.
  ///   - revision: The commit of `--since`.
  private func work(of linter: Linter, to place: CopyPlace?, since revision: Revision?) -> DraftWork {
    let (limit, isListing, isTimed) = (fixes.limit, !fixes.quiet, timing)
    if let place {
      let review = copies.review(linter, fixes, in: commentLanguage)
      return { (draft) throws(DraftError) in try review.writeCopy(of: draft, to: place, isListing: isListing) }
    }
    if fixes.diff {
      let asText = Environment.outputIsTerminal
      return { (draft) throws(DraftError) in try linter.compare(draft, upTo: limit, asText: asText) }
    }
    // If copies are written, the drafts are not changed.
    if fixes.fix, !copies.isWanted {
      return { (draft) throws(DraftError) in try linter.fix(draft, upTo: limit, isListing: isListing) }
    }
    return { (draft) throws(DraftError) in try linter.report(draft, since: revision, isTimed: isTimed) }
  }

  /// The language of comments. They are part of a Chinese document, so they are in English only with `--lang en`.
  private var commentLanguage: Language { common.languageChoice == .en ? .en : .zh }

  private func copyPlaces(for drafts: [DraftInput], in language: Language) throws -> [FilePath: CopyPlace] {
    guard writesCopies else { return [:] }
    // Skipped files are no drafts.
    let paths = drafts.compactMap(\.filePath)
    for path in paths where DraftFormat.convertibleExtensions.contains(path.lowercasedExtension ?? "") {
      Notice.notify(
        LocalizedText(
          zh: "\(path) 不是 .docx，没有核稿副本；请另存为 .docx",
          en: "\(path) is no .docx and gets no copy: save it as .docx"), in: language)
    }
    return try CopyPlace.places(
      of: paths, under: inputs.paths.map { FilePath(native: $0) }, output: reporting.outputPath)
  }

  /// - Parameter rules: The rules that are applied to drafts.
  private func target(_ rules: [RuleMetadata], in language: Language) -> ReportTarget {
    let toFile = reportFile != nil
    // The fixed draft is written to standard output, so the report must not be.
    let destination = fixes.fix && inputs.readsStandardInput ? ReportOutput.Destination.standardError : .standardOutput
    let style = ReportStyle(
      language: language, isColored: color.isColored(toFile: toFile), width: Environment.columns(toFile: toFile))
    let run = RunDescription(rules: rules, paths: Environment.pathBase, startTime: Environment.startTime)
    return ReportTarget(
      format: reporting.format, isStatistics: reporting.statistics, maxFindings: reporting.maxFindings, style: style,
      destination: reportFile.map { .file($0) } ?? destination, run: run)
  }

  /// Writes a report that contains only faults of rule files, configurations or a baseline, for formats that contain
  /// errors.
  private func report(_ faults: [RuleFileError], in language: Language) throws {
    var report = try RunningReport(target([], in: language))
    for fault in faults {
      let position = LinePosition(line: fault.line, column: fault.column)
      try report.add(
        ReportedError(path: fault.path, position: position, message: fault.message, isConfiguration: true))
    }
    try report.finish()
  }
}
