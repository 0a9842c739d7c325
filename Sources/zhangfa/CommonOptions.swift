import ArgumentParser
import Diagnostics

/// `--lang`.
enum LanguageChoice: String, ExpressibleByArgument, CaseIterable {
  case zh, en, auto

  /// The language: the one that is chosen, else the one that a configuration names, else that of the locale.
  func language(configured: Language? = nil) -> Language {
    switch self {
    case .zh: .zh
    case .en: .en
    case .auto: configured ?? Environment.language
    }
  }
}

/// The options of every command that reads rules.
struct CommonOptions: ParsableArguments {
  @Option(
    name: .customLong("rules"),
    help: ArgumentHelp(
      "A folder of rule files that add to the shipped rules or replace them. May be repeated.", valueName: "dir"),
    completion: .directory)
  var ruleFolders: [String] = []

  @Flag(help: "Let fixes of rules that are not part of zhangfa be as safe as these say.")
  var trustRules = false

  @Option(
    name: .customLong("lang"),
    help: "The language of messages; auto goes by the configuration, then by LC_ALL, LC_MESSAGES and LANG.")
  var languageChoice: LanguageChoice = .auto

  @Option(
    help: ArgumentHelp(
      "The configuration for all drafts, in place of the nearest .zhangfa.yaml above each.", valueName: "file"),
    completion: .file())
  var config: String?

  @Flag(help: "Read no configuration.")
  var noConfig = false

  func validate() throws {
    if config != nil && noConfig { throw ValidationError("--config and --no-config exclude each other") }
  }
}

/// `--profile`, for the commands that read drafts.
struct ProfileOption: ParsableArguments {
  @Option(
    help: ArgumentHelp("Take drafts for this kind of document; auto to find out.", valueName: "auto|id"),
    completion: .profiles)
  var profile: String?
}
