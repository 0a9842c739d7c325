import Diagnostics
import DraftOutline
import DraftText
import Linting
import RuleEngine
import RuleFiles
import SystemPackage
import ZhangfaCore

/// The configurations, rules and baseline for checking the open drafts. They are read once, until ``reload()``.
final class Workspace {
  /// The folder that relative paths start from.
  let folder: FilePath
  private let options: ClientOptions
  private let environment: ServerEnvironment
  private let notify: (LocalizedText) -> Void
  private var linters: LinterProvider
  private var known: Result<Baseline?, RuleSetError> = .success(nil)
  /// A file of the options that a link takes out of the folder. It is not read: another person chose what to quote.
  private var foreignFile: String?

  /// Prepares to read the files that `options` names and the configurations beside the drafts.
  ///
  /// - Parameter notify: Called with a note on each file that was found and does not count.
  init(
    _ folder: FilePath, _ options: ClientOptions, _ environment: ServerEnvironment,
    notify: @escaping (LocalizedText) -> Void
  ) {
    self.folder = folder.resolvingSymlinks() ?? folder
    self.options = options
    self.environment = environment
    self.notify = notify
    linters = LinterProvider(
      ConfigurationFinder(.none, workingFolder: self.folder), RuleTrust(coversAll: false, home: nil, settings: nil))
    reload()
  }

  /// Reads the baseline anew, and everything else when it is next needed.
  func reload() {
    foreignFile = [options.config, options.baseline].compactMap(\.self)
      .first { file(named: $0).leadsOut(of: folder) }
    let named = options.config.map { ConfigurationFinder.Source.file(FilePath($0)) } ?? .nearest
    let finder = ConfigurationFinder(
      foreignFile == nil ? named : .none, workingFolder: folder, reportForeign: notify)
    // There is no command line on which the user trusts the rules of a repository.
    let trust = RuleTrust(coversAll: false, home: environment.home, settings: environment.settings)
    linters = LinterProvider(finder, trust, profile: options.profile)
    known = Result { () throws(RuleSetError) in
      guard foreignFile == nil, let file = options.baseline.map({ FilePath($0) }) else { return nil }
      return try Baseline(reading: file, workingFolder: folder)
    }
  }

  /// Returns the path of a document. A text without a file gets one in the folder, whose configuration then applies.
  private func path(of document: OpenDocument) -> FilePath {
    document.path ?? folder.appending("untitled.\(document.source.format.features.extensions.first ?? "txt")")
  }

  /// Returns the configuration that applies to a document; nil where there is none.
  func configuration(for document: OpenDocument) throws(RuleSetError) -> Configuration? {
    try linters.settings(for: path(of: document)).0
  }

  /// Returns the language of messages about the file at `path`.
  private func language(for path: FilePath) -> Language {
    options.lang.flatMap(Language.init(rawValue:)) ?? (try? linters.settings(for: path).0)?.language?.value
      ?? environment.language
  }

  /// Checks a document with the settings that apply to it now.
  func check(_ document: OpenDocument) -> CheckOutcome {
    let path = path(of: document)
    let language = language(for: path)
    do {
      if let foreignFile { return .failed(.linkOut(foreignFile), language) }
      let linter = try linters.linter(for: path).excluding(known.get()?.known(in: path))
      let ruleSet = try linters.ruleSet(of: linters.settings(for: path).0)
      let result = try linter.lint(document.source)
      return .checked(DocumentCheck(linter: linter, ruleSet: ruleSet, result: result, language: language))
    } catch let error as RuleSetError {
      return .brokenSettings(error.errors, language)
    } catch let error as any ExplainedError {
      return .failed(error.message, language)
    } catch {
      return .failed(LocalizedText(verbatim: String(describing: error)), language)
    }
  }

  /// Returns the faults in the files of the folder itself, whatever drafts are open, and the language of messages.
  func faults() -> ([RuleFileError], Language) {
    let draft = folder.appending("draft.txt")
    do {
      _ = try linters.linter(for: draft)
      _ = try known.get()
      return ([], language(for: draft))
    } catch {
      return ((error as? RuleSetError)?.errors ?? [], language(for: draft))
    }
  }

  /// Returns the file that messages call `name`.
  func file(named name: String) -> FilePath { folder.pushing(FilePath(name)) }

  /// Returns the path of a new configuration for a document. Its folder is the root of the repository or of the
  /// workspace, whichever is nearer; nil for a text without a file.
  func placeOfConfiguration(for document: OpenDocument) -> FilePath? {
    guard let path = document.path?.removingLastComponent() else { return nil }
    let own = path.resolvingSymlinks() ?? path
    // Outside of both, a configuration in an outer folder would not be found.
    let place = own.nearestFolder { $0 == folder || $0.isTopOfRepository } ?? own
    return place.appending(Configuration.fileName)
  }
}

extension LocalizedText {
  fileprivate static func linkOut(_ file: String) -> LocalizedText {
    LocalizedText(zh: "\(file) 是指向文件夹以外的链接，不读取", en: "\(file) is a link out of the folder and is not read")
  }
}
