@_exported import Diagnostics
@_exported import DraftText
import Linting
import Platform
import Reporting
import Synchronization
import SystemPackage

@_exported import enum Reporting.ReportFormat

/// Checks drafts as the command line does: with the nearest `.zhangfa.yaml`, the shipped rules and the user's own
/// rules.
///
/// Threads can share a checker. It reads configurations and rules once: make another checker when these have changed.
/// All errors are `ExplainedError`s.
public final class Checker: Sendable {
  private let folder: FilePath
  private let linters: Mutex<LinterProvider>

  /// Prepares to check drafts.
  ///
  /// - Parameters:
  ///   - folder: The folder that relative paths start from. It need not exist; a relative one starts from the working
  ///     folder of the process.
  ///   - selected: The ids or categories of the rules to use; empty for all.
  ///   - ignored: The ids or categories of rules not to use.
  ///   - profile: The id of the profile of all drafts; nil to leave it to their configurations.
  public init(
    folder: String = ".", selecting selected: [String] = [], ignoring ignored: [String] = [], profile: String? = nil
  ) {
    // A folder that does not exist has no resolved path, but its configuration is looked for in the folders above it.
    let absolute = (FilePath(".").resolvingSymlinks() ?? "/").pushing(FilePath(folder))
    let folder = absolute.resolvingSymlinks() ?? absolute.lexicallyNormalized()
    self.folder = folder
    linters = Mutex(
      LinterProvider(
        ConfigurationFinder(.nearest, workingFolder: folder),
        // The user has not said that the rules of a repository are trusted.
        RuleTrust(coversAll: false, home: nil, settings: nil),
        selected: selected, ignored: ignored, profile: profile))
  }

  /// Checks a text in memory.
  ///
  /// - Parameters:
  ///   - text: The draft.
  ///   - path: The path of the draft. Its folder selects the configuration, its extension the format. The file need not
  ///     exist.
  public func check(_ text: String, path: String = "draft.txt") throws -> CheckedDraft {
    try check(SourceText(text, format: DraftReader.format(ofText: FilePath(path))), FilePath(path))
  }

  /// Checks the contents of a file that was read elsewhere: text in any encoding, or a Word document. Nothing is
  /// written to disk, so documents that LibreOffice would have to convert are refused.
  ///
  /// - Parameters:
  ///   - bytes: The contents of the file.
  ///   - path: The path of the draft, as for a text.
  public func check(_ bytes: [UInt8], path: String) throws -> CheckedDraft {
    try check(DraftReader.read(bytes, named: FilePath(path), by: nil), FilePath(path))
  }

  /// Checks the file at `path`.
  public func check(file path: String) throws -> CheckedDraft {
    try check(DraftReader.read(folder.pushing(FilePath(path))), FilePath(path))
  }

  /// Applies the fixes of a draft, and checks again until there are none left to apply. No file is written.
  ///
  /// - Parameters:
  ///   - draft: The draft.
  ///   - limit: The least safe fixes to apply.
  public func fix(_ draft: CheckedDraft, upTo limit: Fix.Applicability = .safe) throws -> FixedDraft {
    let path = FilePath(draft.path)
    let result = try Fixer(linter(for: path), upTo: limit).fix(draft.source)
    return FixedDraft(
      draft: CheckedDraft(path: draft.path, result: result.remaining), fixedCount: result.count,
      bytes: try result.bytes(of: draft.source))
  }

  /// Returns a copy of a Word document, with its findings as comments on the words.
  ///
  /// - Parameters:
  ///   - bytes: The document.
  ///   - path: The path of the document.
  ///   - isTracking: Whether safe fixes are made as tracked changes, to be accepted or rejected.
  ///   - language: The language of the comments.
  public func annotatedCopy(
    of bytes: [UInt8], path: String, trackingChanges isTracking: Bool = false, in language: Language = .zh
  ) throws -> [UInt8] {
    let review = WordReview(
      try linter(for: FilePath(path)), fixesUpTo: isTracking ? .safe : nil, isTracked: true, comments: true,
      in: language, date: RunDescription.time(time(nil)))
    return try review.copy(of: bytes).bytes
  }

  /// Returns a report on `drafts` in any of the formats of the command line.
  public func report(
    _ drafts: [CheckedDraft], as format: ReportFormat = .text, in language: Language = .zh
  ) throws -> String {
    report(drafts, format.reporter(ReportStyle(language: language), try run()))
  }

  /// Returns the 核稿单 (review sheet) of each draft, as a page to print.
  public func reviewSheets(_ drafts: [CheckedDraft], in language: Language = .zh) throws -> String {
    report(drafts, ReportFormat.reviewSheets(language, try run()))
  }

  private func report(_ drafts: [CheckedDraft], _ reporter: any Reporter) -> String {
    var reporter = reporter
    var summary = Summary()
    var text = reporter.begin()
    for draft in drafts {
      summary.add(draft.report)
      reporter.report(draft.report) { text += $0 }
    }
    return text + reporter.finish(summary)
  }

  private func run() throws -> RunDescription {
    RunDescription(
      rules: try linters.withLock { try $0.ruleMetadata() }, paths: PathBase(workingFolder: folder.string),
      startTime: RunDescription.time(time(nil)))
  }

  /// Returns the ids and names of the profiles that drafts in the folder can have.
  package func profiles() throws -> [(id: String, name: LocalizedText)] {
    try linters.withLock { try $0.profiles() }.map { ($0.id, $0.name) }
  }

  private func check(_ source: SourceText, _ path: FilePath) throws -> CheckedDraft {
    CheckedDraft(path: path.string, result: try linter(for: path).lint(source))
  }

  private func linter(for path: FilePath) throws -> Linter { try linters.withLock { try $0.linter(for: path) } }
}

/// A draft and its findings.
///
/// It is a class, so that clients do not depend on the layout of its non-public properties.
public final class CheckedDraft: Sendable {
  /// The path of the draft.
  public let path: String
  let result: Linter.Result

  init(path: String, result: Linter.Result) {
    self.path = path
    self.result = result
  }

  /// The text that the diagnostics refer to.
  public var source: SourceText { result.source }
  /// The findings, in the order of the text.
  public var diagnostics: [Diagnostic] { result.diagnostics }
  /// The id of the draft's profile.
  public var profile: String { result.profile.id }
  /// The result of the check in one line.
  public var verdict: LocalizedText { report.verdict }
  /// The name of the profile for users.
  public var profileName: LocalizedText { result.profile.name }
  /// Whether the draft is a Word document, which can have an annotated copy.
  public var isWordDocument: Bool { source.format == .word }
  /// The rules that could not be applied to all of the draft, each with the reason.
  public var failures: [any ExplainedError] { result.failures }
  /// The text.
  public var text: String { source[source.range] }

  fileprivate var report: FileReport { FileReport(path: path, result: result) }
}

/// A draft after its fixes.
public struct FixedDraft: Sendable {
  /// The fixed draft, with its remaining findings.
  public let draft: CheckedDraft
  /// How many diagnostics were fixed.
  public let fixedCount: Int
  /// The fixed text in the original encoding, as the new contents of the file; nil if nothing was fixed.
  public let bytes: [UInt8]?
}
