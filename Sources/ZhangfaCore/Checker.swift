@_exported import Diagnostics
@_exported import DraftText
import Linting
import Platform
import Reporting
import Synchronization
import SystemPackage

@_exported import enum Reporting.ReportFormat

/// Checks drafts as the command line does: by the nearest `.zhangfa.yaml`, the shipped rules and the rules of one's own.
///
/// Threads may share a checker. It reads configurations and rules once: make another one when these have changed. What it throws is
/// an `ExplainedError`.
public final class Checker: Sendable {
  private let folder: FilePath
  private let linters: Mutex<LinterProvider>

  /// Prepares to check drafts.
  ///
  /// - Parameters:
  ///   - folder: Where relative paths start.
  ///   - selected: The ids or categories of the rules to use; empty for all.
  ///   - ignored: The ids or categories of rules not to use.
  ///   - profile: The id of the profile of all drafts; nil to leave it to their configurations.
  public init(
    folder: String = ".", selecting selected: [String] = [], ignoring ignored: [String] = [], profile: String? = nil
  ) {
    let folder = FilePath(folder).resolvingSymlinks() ?? FilePath(folder)
    self.folder = folder
    linters = Mutex(
      LinterProvider(
        ConfigurationFinder(.nearest, workingFolder: folder),
        // Nobody has said that he trusts the rules which a repository brings along.
        RuleTrust(coversAll: false, home: nil, settings: nil),
        LinterProvider.Wishes(selected: selected, ignored: ignored, profile: profile)))
  }

  /// Checks a text in memory.
  ///
  /// - Parameters:
  ///   - text: The draft.
  ///   - path: What it is called. Its folder decides on the configuration, its ending on the format; there need be no such file.
  public func check(_ text: String, path: String = "draft.txt") throws -> CheckedDraft {
    try check(SourceText(text, format: DraftReader.format(ofText: FilePath(path))), FilePath(path))
  }

  /// Checks what a file holds that was read elsewhere: text in any encoding, or a Word document. Nothing is written anywhere, so
  /// documents that LibreOffice would have to convert are refused.
  ///
  /// - Parameters:
  ///   - bytes: What the file holds.
  ///   - path: What it is called, as above.
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
  ///   - limit: Which fixes to apply.
  public func fix(_ draft: CheckedDraft, upTo limit: Fix.Applicability = .safe) throws -> FixedDraft {
    let path = FilePath(draft.path)
    let result = try Fixer(linter(for: path), upTo: limit).fix(draft.source)
    return FixedDraft(
      draft: CheckedDraft(path: draft.path, source: result.source, result: result.remaining), fixedCount: result.count,
      bytes: try result.bytes(of: draft.source))
  }

  /// A copy of a Word document, with what is found in it as comments on the very words.
  ///
  /// - Parameters:
  ///   - bytes: The document.
  ///   - path: What it is called.
  ///   - isTracking: Whether safe fixes are tracked changes, to be accepted or rejected.
  ///   - language: That of the comments.
  public func annotatedCopy(
    of bytes: [UInt8], path: String, trackingChanges isTracking: Bool = false, in language: Language = .zh
  ) throws -> [UInt8] {
    let review = WordReview(
      try linter(for: FilePath(path)), fixing: isTracking ? .tracked(upTo: .safe) : .none, comments: true, in: language,
      date: RunDescription.time(time(nil)))
    return try review.copy(of: bytes).bytes
  }

  /// A report on `drafts` in any of the formats of the command line.
  public func report(
    _ drafts: [CheckedDraft], as format: ReportFormat = .text, in language: Language = .zh
  ) throws -> String {
    report(drafts, format.reporter(ReportStyle(language: language), try run()))
  }

  /// The 核稿单 of each draft, as a page to print.
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

  /// The profiles that drafts of the folder can have, by id and name.
  package func profiles() throws -> [(id: String, name: LocalizedText)] {
    try linters.withLock { try $0.profiles() }.map { ($0.id, $0.name) }
  }

  private func check(_ source: SourceText, _ path: FilePath) throws -> CheckedDraft {
    CheckedDraft(path: path.string, source: source, result: try linter(for: path).lint(source))
  }

  private func linter(for path: FilePath) throws -> Linter { try linters.withLock { try $0.linter(for: path) } }
}

/// A draft, and what is wrong with it.
///
/// It is a class, so that nobody else needs to know the layout of what it holds that is not public.
public final class CheckedDraft: Sendable {
  /// What the draft is called.
  public let path: String
  /// The text that the diagnostics speak of.
  public let source: SourceText
  let result: Linter.Result

  init(path: String, source: SourceText, result: Linter.Result) {
    self.path = path
    self.source = source
    self.result = result
  }

  /// What was found, in the order of the text.
  public var diagnostics: [Diagnostic] { result.diagnostics }
  /// The id of the profile that the draft was taken for.
  public var profile: String { result.profile.id }
  /// What is to be said of the draft in a line.
  public var verdict: LocalizedText { report.verdict }
  /// The name of the profile for users.
  public var profileName: LocalizedText { result.profile.name }
  /// Whether it is a Word document, of which there can be an annotated copy.
  public var isWordDocument: Bool { source.format == .word }
  /// The rules that could not be held against all of the draft, each with the reason.
  public var failures: [any ExplainedError] { result.failures }
  /// The text.
  public var text: String { source[source.range] }

  fileprivate var report: FileReport { FileReport(path: path, source: source, result: result) }
}

/// A draft after its fixes.
public struct FixedDraft: Sendable {
  /// The fixed text, and what is still wrong with it.
  public let draft: CheckedDraft
  /// How many diagnostics were fixed.
  public let fixedCount: Int
  /// The fixed text in the encoding that the draft had, as its file should hold it; nil where nothing was fixed.
  public let bytes: [UInt8]?
}
