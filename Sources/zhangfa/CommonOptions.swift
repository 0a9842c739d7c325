import ArgumentParser
import Diagnostics
import Linting
import RuleEngine
import ShippedRules
import SystemPackage

/// `--lang`.
enum LanguageChoice: String, ExpressibleByArgument, CaseIterable {
  case zh, en, auto

  var language: Language {
    switch self {
    case .zh: .zh
    case .en: .en
    case .auto: Environment.language
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

  @Option(name: .customLong("lang"), help: "The language of messages; auto goes by LC_ALL, LC_MESSAGES and LANG.")
  var languageChoice: LanguageChoice = .auto

  var language: Language { languageChoice.language }

  /// The shipped rules with those of the folders.
  func ruleSet() throws(RunFailure) -> RuleSet {
    var folders: [RuleFolder] = []
    for folder in ruleFolders { folders.append(try read(folder)) }
    return try ruleSet(folders)
  }

  /// The shipped rules with those of `folders`.
  func ruleSet(_ folders: [RuleFolder]) throws(RunFailure) -> RuleSet {
    do throws(RuleSetError) {
      return try RuleSet(shipped: ShippedRules.prepared, folders: folders)
    } catch {
      throw RunFailure(error, in: language)
    }
  }

  /// The files of one folder of rules.
  func read(_ folder: String) throws(RunFailure) -> RuleFolder {
    do throws(RuleFolderError) {
      return try RuleFolderReader.read(FilePath(folder))
    } catch {
      throw RunFailure(error.message, in: language)
    }
  }
}

/// `--profile`, for the commands that read drafts.
struct ProfileOption: ParsableArguments {
  @Option(
    help: ArgumentHelp("Take drafts for this kind of document; auto to find out.", valueName: "auto|id"),
    completion: .profiles)
  var profile = "auto"

  /// What the option says of every draft.
  private var settings: FileSettings {
    var settings = FileSettings()
    if profile != "auto" { settings.profile = Setting(value: profile, origin: .option("--profile")) }
    return settings
  }

  /// A linter with these rules for this kind of document.
  func linter(_ ruleSet: RuleSet, _ selection: RuleSelection, in language: Language) throws(RunFailure) -> Linter {
    do throws(UnknownNameError) {
      return try Linter(ruleSet, selection: selection, settings: settings)
    } catch {
      throw RunFailure(error.message, in: language)
    }
  }
}
