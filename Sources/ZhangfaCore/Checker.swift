@_exported import Diagnostics
@_exported import DraftText
import Linting
import Platform
@_exported import enum Reporting.ReportFormat
import Reporting
import Synchronization
import SystemPackage

/// Checks drafts as the command line does: by the nearest `.zhangfa.yaml`, the shipped rules and the rules of one's own.
///
/// Threads may share a checker. It reads configurations and rules once: make another one when these have changed. What it throws is
/// an ``ExplainedError``.
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
  /// - Parameter path: What the draft is called. Its folder decides on the configuration, its ending on the format; there need be
  ///   no such file.
  public func check(_ text: String, path: String = "draft.txt") throws -> CheckedDraft {
    try check(SourceText(text, format: DraftReader.format(ofText: FilePath(path))), FilePath(path))
  }

  /// Checks the file at `path`.
  public func check(file path: String) throws -> CheckedDraft {
    try check(DraftReader.read(folder.pushing(FilePath(path))), FilePath(path))
  }

  /// Applies the fixes of a draft, and checks again until there are none left to apply. No file is written.
  ///
  /// - Parameter limit: Which fixes to apply.
  public func fix(_ draft: CheckedDraft, upTo limit: Fix.Applicability = .safe) throws -> FixedDraft {
    let path = FilePath(draft.path)
    let result = try Fixer(linter(for: path), upTo: limit).fix(draft.source)
    return FixedDraft(
      draft: CheckedDraft(path: draft.path, source: result.source, result: result.remaining), fixedCount: result.count,
      bytes: try result.bytes(of: draft.source))
  }

  /// A report on `drafts` in any of the formats of the command line.
  public func report(
    _ drafts: [CheckedDraft], as format: ReportFormat = .text, in language: Language = .zh
  ) throws -> String {
    let run = RunDescription(
      rules: try linters.withLock { try $0.ruleMetadata() }, paths: PathBase(workingFolder: folder.string),
      startTime: RunDescription.time(time(nil)))
    var reporter = format.reporter(ReportStyle(language: language), run)
    var summary = Summary()
    var text = reporter.begin()
    for draft in drafts {
      let report = FileReport(path: draft.path, source: draft.source, result: draft.result)
      summary.add(report)
      reporter.report(report) { text += $0 }
    }
    return text + reporter.finish(summary)
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
  /// The rules that could not be held against all of the draft, each with the reason.
  public var failures: [any ExplainedError] { result.failures }
  /// The text.
  public var text: String { source[source.range] }
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
