import ArgumentParser
import Diagnostics
import Linting
import Reporting
import SystemPackage

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

/// `--stdin-format`.
enum StdinFormat: String, ExpressibleByArgument, CaseIterable {
  /// Standard input is a draft.
  case draft
  /// Each line of standard input is a document in JSON.
  case jsonl
}

/// What to check.
struct InputOptions: ParsableArguments {
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

  /// Whether standard input is a draft.
  var readsStandardInput: Bool { paths.contains("-") }

  func validate() throws {
    try refuse(stdinFilename != nil && !readsStandardInput, "--stdin-filename needs - among the paths")
    try refuse(
      filesFrom == "-" && readsStandardInput, "standard input cannot be both a draft and the list of --files-from")
  }

  /// Returns the drafts. When folders are searched, what `patterns` match is skipped, too.
  func drafts(_ setup: Setup, excluding patterns: [Glob]) throws -> [DraftInput] {
    try DraftInput.inputs(
      paths: paths, stdinFilename: stdinFilename, filesFrom: filesFrom,
      skipping: setup.exclusions(followingGitignore: !noGitignore, alsoSkipping: patterns), language: setup.language)
  }
}

/// The form of the report and its place.
struct ReportOptions: ParsableArguments {
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

  func validate() throws {
    try refuse(maxFindings.map { $0 < 0 } ?? false, "--max-findings must not be less than 0")
    try refuse(statistics && !format.hasStatistics, "--statistics is text or json")
  }

  /// The path in `--output`.
  var outputPath: FilePath? { output.map { FilePath(native: $0) } }

  /// Whether `--output` names a folder.
  var outputIsFolder: Bool { output?.hasSuffix("/") == true || (try? outputPath?.stat().type) == .directory }
}

extension ReportFormat: ExpressibleByArgument {}

/// Which rules to use, and which drafts to skip.
struct ChoiceOptions: ParsableArguments {
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
      For hooks: skip what the configuration or --exclude excludes even if it is named, and skip documents that are \
      not drafts.
      """)
  var forceExclude = false

  /// The patterns of `--exclude`.
  var patterns: [Glob] {
    get throws {
      try exclude.map { text in
        guard let glob = Glob(text) else {
          throw Failure(zh: "--exclude “\(text)”什么都不指", en: "--exclude “\(text)” can fit nothing")
        }
        return glob
      }
    }
  }
}

/// Which findings are new.
struct NewsOptions: ParsableArguments {
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

  func validate() throws { try refuse(baselineStrict && baseline == nil, "--baseline-strict needs --baseline") }
}

/// `--fix`, `--unsafe-fixes`, `--diff` and `--quiet`.
struct FixOptions: ParsableArguments {
  @Flag(
    help: """
      Apply safe fixes, list the changes and report the remaining findings. Write a draft from standard input to \
      standard output, and its report to standard error.
      """)
  var fix = false

  @Flag(help: "Include fixes that need review in --fix and --diff.")
  var unsafeFixes = false

  @Flag(
    help: """
      Print what --fix would change as a unified diff, and change nothing. Exit with status 1 if there are changes.
      """)
  var diff = false

  @Flag(name: .shortAndLong, help: "Do not list the changes that --fix makes.")
  var quiet = false

  /// The least safe fixes that the run applies, or would apply.
  var limit: Fix.Applicability { unsafeFixes ? .unsafe : .safe }
}

/// `--annotate` and `--track-changes`.
struct CopyOptions: ParsableArguments {
  @Flag(
    help: ArgumentHelp(
      """
      Copy each Word draft, with the findings as comments on the words concerned: draft.docx to draft.核稿.docx in the \
      same folder.
      """,
      discussion: """
        Use --output to write to another file or, for several drafts, to a folder. With --fix, write fixes as tracked \
        changes.
        """)
  )
  var annotate = false

  @Flag(
    help: "Like --annotate, and write safe fixes to the copies as tracked changes; the same as --annotate with --fix.")
  var trackChanges = false

  /// Whether the run writes annotated copies.
  var isWanted: Bool { annotate || trackChanges }

  /// Returns the review that writes copies of Word drafts.
  func review(_ linter: Linter, _ fixes: FixOptions, in language: Language) -> WordReview {
    WordReview(
      linter, fixesUpTo: trackChanges || fixes.fix ? fixes.limit : nil, isTracked: isWanted, comments: isWanted,
      in: language, date: Environment.startTime)
  }
}
