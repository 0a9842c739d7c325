import Diagnostics
import DraftOutline
import DraftText
import Linting
import RuleEngine
import RuleFiles
import SystemPackage
import ZhangfaCore

/// What the machine and the user's environment say, which the server does not ask by itself.
package struct Surroundings {
  /// The folder that the server runs in, absolute.
  let workingFolder: FilePath
  /// The user's home folder, and that of the user's settings.
  let home, settings: FilePath?
  /// The language of the locale.
  let language: Language

  /// Says where the server runs.
  package init(workingFolder: FilePath, home: FilePath?, settings: FilePath?, language: Language) {
    self.workingFolder = workingFolder
    self.home = home
    self.settings = settings
    self.language = language
  }
}

/// A text that was held against the rules that its configuration asks for.
struct Check {
  let linter: Linter
  let ruleSet: RuleSet
  let result: Linter.Result
  /// The language of messages about it.
  let language: Language
}

/// What became of a check.
enum CheckOutcome {
  case checked(Check)
  /// Files that say how to check are broken.
  case misguided([RuleFileError], Language)
  /// It could not be done for another reason.
  case failed(LocalizedText, Language)
}

/// The configurations, rules and known findings by which the open drafts are checked. They are read once, until ``reload()``.
final class Workspace {
  /// The folder that relative paths start from.
  let folder: FilePath
  private let options: ClientOptions
  private let surroundings: Surroundings
  private let tell: (LocalizedText) -> Void
  private var linters: LinterProvider
  private var known: Result<Baseline?, RuleSetError> = .success(nil)
  /// A file that the options name, and that a link takes out of the folder: what is quoted of it would be another's choice.
  private var foreignFile: String?

  /// Prepares to read what `options` name, and what lies beside the drafts.
  ///
  /// - Parameter tell: Told of files that were found and do not count.
  init(
    _ folder: FilePath, _ options: ClientOptions, _ surroundings: Surroundings,
    tell: @escaping (LocalizedText) -> Void
  ) {
    self.folder = folder.resolvingSymlinks() ?? folder
    self.options = options
    self.surroundings = surroundings
    self.tell = tell
    linters = LinterProvider(
      ConfigurationFinder(.none, workingFolder: self.folder), RuleTrust(coversAll: false, home: nil, settings: nil))
    reload()
  }

  /// Reads everything anew when it is next needed.
  func reload() {
    foreignFile = [options.config, options.baseline].compactMap(\.self)
      .first { file(named: $0).leadsOut(of: folder) }
    let named = options.config.map { ConfigurationFinder.Source.file(FilePath($0)) } ?? .nearest
    let finder = ConfigurationFinder(foreignFile == nil ? named : .none, workingFolder: folder) { [tell] in
      tell($0.message)
    }
    // Nobody has said on a command line that he trusts the rules which a repository brings along.
    let trust = RuleTrust(coversAll: false, home: surroundings.home, settings: surroundings.settings)
    linters = LinterProvider(finder, trust, LinterProvider.Wishes(profile: options.profile))
    known = Result { () throws(RuleSetError) in
      guard foreignFile == nil, let file = options.baseline.map({ FilePath($0) }) else { return nil }
      return try Baseline(reading: file, workingFolder: folder)
    }
  }

  /// Where a text without a file would be, so that the configuration of the folder holds for it.
  private func path(of document: OpenDocument) -> FilePath {
    document.path ?? folder.appending("untitled.\(document.source.format.endings.first ?? "txt")")
  }

  /// The configuration that holds for a document; nil where there is none.
  func configuration(for document: OpenDocument) throws(RuleSetError) -> Configuration? {
    try linters.settings(for: path(of: document)).0
  }

  /// The language of messages about what lies at `path`.
  private func language(for path: FilePath) -> Language {
    options.lang.flatMap(Language.init(rawValue:)) ?? (try? linters.settings(for: path).0)?.language?.value
      ?? surroundings.language
  }

  /// Checks a document by what holds for it now.
  func check(_ document: OpenDocument) -> CheckOutcome {
    let path = path(of: document)
    let language = language(for: path)
    do {
      if let foreignFile { return .failed(.linkOut(foreignFile), language) }
      let linter = try linters.linter(for: path).leavingOut(known.get()?.findings(of: path))
      let ruleSet = try linters.ruleSet(of: linters.settings(for: path).0)
      let result = try linter.lint(document.source)
      return .checked(Check(linter: linter, ruleSet: ruleSet, result: result, language: language))
    } catch let error as RuleSetError {
      return .misguided(error.errors, language)
    } catch let error as any ExplainedError {
      return .failed(error.message, language)
    } catch {
      return .failed(LocalizedText(verbatim: String(describing: error)), language)
    }
  }

  /// What is wrong with the files of the folder itself, whatever drafts are open, and the language to say it in.
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

  /// The file that a message calls `name`.
  func file(named name: String) -> FilePath { folder.pushing(FilePath(name)) }

  /// Where a new configuration for a document belongs: in the root of its repository or of the workspace, whichever is nearer;
  /// nil for a text without a file.
  func placeOfConfiguration(for document: OpenDocument) -> FilePath? {
    guard let path = document.path?.removingLastComponent() else { return nil }
    let own = path.resolvingSymlinks() ?? path
    // Above neither of them nobody looks for one.
    let place = own.nearestFolder { $0 == folder || $0.isTopOfRepository } ?? own
    return place.appending(Configuration.fileName)
  }
}

extension LocalizedText {
  fileprivate static func linkOut(_ file: String) -> LocalizedText {
    LocalizedText(zh: "\(file) 是指向文件夹以外的链接，不读取", en: "\(file) is a link out of the folder and is not read")
  }
}
