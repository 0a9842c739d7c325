import Diagnostics
import Linting
import RuleEngine
import ShippedRules
import SystemPackage

/// What a run starts from: the command line, and the configuration of the folder that it runs in.
struct Setup {
  /// The language of messages: what `--lang` says, else the configuration, else the locale.
  let language: Language
  /// The configuration of the working folder; nil where there is none.
  let configuration: Configuration?
  /// Finds the configurations of drafts.
  let finder: ConfigurationFinder
  /// Which folders of rules the user trusts.
  let trust: RuleTrust
  /// The folders of rules that the command line names.
  let ruleFolders: [RuleFolder]

  /// The rules of the working folder: the shipped ones, those of its configuration, those of the command line, and `folder`.
  func ruleSet(with folder: RuleFolder? = nil) throws(RunFailure) -> RuleSet {
    do throws(RuleSetError) {
      let configured = try configuration?.readRuleFolders(trust) ?? []
      return try ShippedRules.ruleSet(with: configured + ruleFolders + [folder].compactMap(\.self))
    } catch {
      throw RunFailure(error, in: language)
    }
  }

  /// What a walk through folders passes over: what configurations ignore, and git.
  func exclusions(followingGitignore followsGitignore: Bool = true) -> Exclusions {
    let ignored = IgnoredDrafts(finder)
    var exclusions = Exclusions()
    exclusions.followsGitignore = followsGitignore
    if followsGitignore { exclusions.globalGitignore = GitSettings.globalGitignore }
    exclusions.excludes = { ignored.contain($0, isFolder: $1) }
    return exclusions
  }

  /// Gives drafts their linters.
  func linters(selecting selected: [String] = [], ignoring ignored: [String] = [], profile: String?) -> LinterProvider {
    LinterProvider(
      finder, trust, .init(ruleFolders: ruleFolders, selected: selected, ignored: ignored, profile: profile),
      language: language)
  }
}

extension CommonOptions {
  /// Reads what there is to read: the configuration of the working folder, and the rule folders that are named.
  func setup() throws(RunFailure) -> Setup {
    let working = try Environment.workingFolder(languageChoice.language())
    if let config { try Environment.refuseLinkOut(FilePath(native: config), in: languageChoice.language()) }
    let finder = ConfigurationFinder(configurationSource, workingFolder: working) {
      Notice.passedOver($0, in: languageChoice.language())
    }
    let configuration: Configuration?
    do throws(RuleSetError) {
      configuration = try finder.configuration(for: Configuration.ofFolder)
    } catch {
      throw RunFailure(error, in: languageChoice.language())
    }
    let language = languageChoice.language(configured: configuration?.language?.value)
    var folders: [RuleFolder] = []
    let trust = trust
    for folder in ruleFolders { folders.append(try read(folder, trust, in: language)) }
    return Setup(
      language: language, configuration: configuration, finder: finder, trust: trust, ruleFolders: folders)
  }

  /// The files of one folder of rules.
  func read(_ folder: String, _ trust: RuleTrust, in language: Language) throws(RunFailure) -> RuleFolder {
    let path = FilePath(native: folder)
    try Environment.refuseLinkOut(path, in: language)
    let isTrusted: Bool
    do throws(RuleSetError) {
      isTrusted = try trust.covers(path)
    } catch {
      throw RunFailure(error, in: language)
    }
    do throws(RuleFolderError) {
      return try RuleFolderReader.read(path, isTrusted: isTrusted)
    } catch {
      throw RunFailure(error.message, in: language)
    }
  }

  private var trust: RuleTrust {
    RuleTrust(coversAll: trustRules, home: Environment.home, settings: Environment.settingsFolder)
  }

  private var configurationSource: ConfigurationFinder.Source {
    if noConfig { return .none }
    return config.map { .file(FilePath(native: $0)) } ?? .nearest
  }
}

extension Configuration {
  /// Stands for any draft of the working folder.
  fileprivate static let ofFolder: FilePath = "draft"
}
