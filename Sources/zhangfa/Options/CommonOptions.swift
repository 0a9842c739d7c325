import ArgumentParser
import Diagnostics
import Linting
import RuleEngine
import RuleFiles
import ShippedRules
import SystemPackage
import ZhangfaCore

/// `--lang`.
enum LanguageChoice: String, ExpressibleByArgument, CaseIterable {
  case zh, en, auto

  /// Returns the chosen language, else that of the configuration, else that of the locale.
  func language(configured: Language? = nil) -> Language {
    switch self {
    case .zh: .zh
    case .en: .en
    case .auto: configured ?? .ofLocale
    }
  }
}

extension [String] {
  /// The names in the values of a repeatable option: `a/b, c` and `d` are three names.
  var names: [String] { flatMap { $0.split { $0 == "," || $0 == " " }.map(String.init) } }
}

/// The options of every command that reads rules.
struct CommonOptions: ParsableArguments {
  @Option(
    name: .customLong("rules"),
    help: ArgumentHelp(
      "Use the rule files in this folder to add to or replace the shipped rules. May be repeated.", valueName: "dir"),
    completion: .directory)
  var ruleFolders: [String] = []

  @Flag(help: "Trust rules that are not part of zhangfa: treat their fixes as safe if the rules say so.")
  var trustRules = false

  @Option(
    name: .customLong("lang"),
    help: "Print messages in this language; auto: as set in the configuration, else by LC_ALL, LC_MESSAGES and LANG.")
  var languageChoice: LanguageChoice = .auto

  @Option(
    help: ArgumentHelp(
      "Use this configuration for all drafts instead of the nearest .zhangfa.yaml above each.", valueName: "file"),
    completion: .file())
  var config: String?

  @Flag(help: "Do not read any configuration.")
  var noConfig = false

  func validate() throws { try refuse(config != nil && noConfig, "--config and --no-config exclude each other") }

  /// Reads the configuration and the rule folders, runs a command, and reports errors in the language of the user.
  ///
  /// - Parameter report: Reports an error in another way, in the language of the user; returns false if it did not.
  func run(
    _ command: (Setup) throws -> Void,
    refusing report: (any ExplainedError, Language) throws -> Bool = { _, _ in false }
  ) throws {
    var language = languageChoice.language()
    do {
      try command(setup(&language))
    } catch let error as any ExplainedError {
      throw try report(error, language) ? .failed : ExitStatus.failure(error, in: language)
    }
  }

  /// Reads the configuration of the working folder, and the rule folders of `--rules`.
  ///
  /// - Parameter language: Becomes the language of the user as soon as that is known.
  private func setup(_ language: inout Language) throws -> Setup {
    let working = try Environment.workingFolder()
    if let config { try Environment.refuseLinkOut(FilePath(native: config)) }
    let finder = ConfigurationFinder(configurationSource, workingFolder: working) {
      Notice.notify($0, in: languageChoice.language())
    }
    let configuration = try finder.configuration(for: Configuration.anyDraft)
    language = languageChoice.language(configured: configuration?.language?.value)
    let trust = RuleTrust(coversAll: trustRules, home: Environment.home, settings: Environment.settingsFolder)
    var setup = Setup(language: language, configuration: configuration, finder: finder, trust: trust)
    setup.ruleFolders = try ruleFolders.map(setup.ruleFolder)
    return setup
  }

  private var configurationSource: ConfigurationFinder.Source {
    if noConfig { return .none }
    return config.map { .file(FilePath(native: $0)) } ?? .nearest
  }
}

/// `--profile`, for the commands that read drafts.
struct ProfileOption: ParsableArguments {
  @Option(
    help: ArgumentHelp("Treat drafts as this kind of document; auto: detect the kind.", valueName: "auto|id"),
    completion: .profiles)
  var profile: String?
}

/// The basis of a run: the options of the command line, and the configuration of the working folder.
struct Setup {
  /// The language of messages: that of `--lang`, else of the configuration, else of the locale.
  let language: Language
  /// The configuration of the working folder; nil where there is none.
  let configuration: Configuration?
  /// Finds the configurations of drafts.
  let finder: ConfigurationFinder
  /// Which folders of rules the user trusts.
  let trust: RuleTrust
  /// The folders of rules that the command line names.
  var ruleFolders: [RuleFolder] = []

  /// Reads one folder of rules.
  func ruleFolder(_ folder: String) throws -> RuleFolder {
    let path = FilePath(native: folder)
    try Environment.refuseLinkOut(path)
    return try RuleFolderReader.read(path, isTrusted: trust.covers(path))
  }

  /// Returns the rules of the working folder: the shipped rules, and those of its configuration, the command line and
  /// `folder`.
  func ruleSet(with folder: RuleFolder? = nil) throws -> RuleSet {
    let configured = try configuration?.readRuleFolders(trust) ?? []
    return try ShippedRules.ruleSet(with: configured + ruleFolders + [folder].compactMap(\.self))
  }

  /// Returns what a search of folders skips: paths that configurations or git ignore, or that match `patterns`.
  func exclusions(
    followingGitignore followsGitignore: Bool = true, alsoSkipping patterns: [Glob] = []
  ) -> Exclusions {
    let excluded = ExcludedDrafts(finder)
    var exclusions = Exclusions()
    exclusions.followsGitignore = followsGitignore
    if followsGitignore { exclusions.globalGitignore = GitSettings.globalGitignore }
    exclusions.excludes = { path, isFolder in
      excluded.contain(path, isFolder: isFolder) || patterns.contains { $0.matches(path.string, isFolder: isFolder) }
    }
    return exclusions
  }

  /// Returns the provider of the linters of drafts.
  func linters(selecting selected: [String] = [], ignoring ignored: [String] = [], profile: String?) -> LinterProvider {
    LinterProvider(
      finder, trust, ruleFolders: ruleFolders, selected: selected, ignored: ignored, profile: profile)
  }
}

/// Throws an error about a wrong use of options if `isWrong`.
func refuse(_ isWrong: Bool, _ message: String) throws {
  if isWrong { throw ValidationError(message) }
}
