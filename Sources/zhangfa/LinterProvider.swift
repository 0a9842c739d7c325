import Diagnostics
import Linting
import RuleEngine
import ShippedRules
import SystemPackage

/// Gives each draft the linter that its configuration and the command line ask for.
struct LinterProvider {
  /// What the command line says of all drafts; it goes before any configuration.
  struct Wishes {
    var ruleFolders: [RuleFolder] = []
    var selected: [String] = []
    var ignored: [String] = []
    /// The id of the genre; nil where the command line is silent, `auto` to find out whatever a configuration says.
    var profile: String?
  }

  /// What tells which settings hold for a draft. The settings themselves may be ten thousand words, to be compared for each.
  private struct Key: Hashable {
    let configuration: FilePath?
    /// The indices of the overrides that speak of the draft.
    let overrides: [Int]
  }

  private let finder: ConfigurationFinder
  private let trust: RuleTrust
  private let wishes: Wishes
  private let language: Language
  private var ruleSets: [FilePath?: RuleSet] = [:]
  private var linters: [Key: Linter] = [:]

  init(_ finder: ConfigurationFinder, _ trust: RuleTrust, _ wishes: Wishes, language: Language) {
    self.finder = finder
    self.trust = trust
    self.wishes = wishes
    self.language = language
  }

  /// The linter for the draft at `path`.
  mutating func linter(for path: FilePath) throws(RunFailure) -> Linter {
    let configuration = try configuration(for: path)
    let relative = configuration.map { finder.path(path, from: $0) } ?? ""
    let overrides = configuration?.overrides ?? []
    let key = Key(
      configuration: configuration?.path, overrides: overrides.indices.filter { overrides[$0].applies(to: relative) })
    if let linter = linters[key] { return linter }
    let settings = try settings(for: path).1
    let ruleSet = try ruleSet(of: configuration)
    do throws(UnknownNameError) {
      let selection = try RuleSelection(
        selected: wishes.selected, ignored: wishes.ignored, known: ruleSet.rules.map(\.metadata.id))
      let linter = try Linter(ruleSet, selection: selection, settings: settings)
      linters[key] = linter
      return linter
    } catch {
      throw RunFailure(error.message, in: language)
    }
  }

  /// The rules of all linters so far, by id; those of the working folder where there are none.
  mutating func ruleMetadata() throws(RunFailure) -> [RuleMetadata] {
    if linters.isEmpty { _ = try linter(for: "draft") }
    var rules: [RuleID: RuleMetadata] = [:]
    for linter in linters.values { for rule in linter.ruleMetadata { rules[rule.id] = rule } }
    return rules.values.sorted { $0.id < $1.id }
  }

  private mutating func configuration(for path: FilePath) throws(RunFailure) -> Configuration? {
    do throws(RuleSetError) {
      return try finder.configuration(for: path)
    } catch {
      throw RunFailure(error, in: language)
    }
  }

  /// What holds for the draft at `path`, and the configuration that says so.
  mutating func settings(for path: FilePath) throws(RunFailure) -> (Configuration?, FileSettings) {
    let configuration = try configuration(for: path)
    var settings =
      configuration.map { FileSettings($0, for: finder.path(path, from: $0)) } ?? FileSettings()
    if let profile = wishes.profile { settings.profile = Setting(value: profile, origin: .option("--profile")) }
    if settings.profile?.value == "auto" { settings.profile = nil }
    return (configuration, settings)
  }

  /// The rules for the drafts of `configuration`: the shipped ones, those of its folders, and those of the command line.
  mutating func ruleSet(of configuration: Configuration?) throws(RunFailure) -> RuleSet {
    if let ruleSet = ruleSets[configuration?.path] { return ruleSet }
    do throws(RuleSetError) {
      let folders = try (configuration?.readRuleFolders(trust) ?? []) + wishes.ruleFolders
      let ruleSet = try ShippedRules.ruleSet(with: folders)
      try configuration?.check(against: ruleSet)
      ruleSets[configuration?.path] = ruleSet
      return ruleSet
    } catch {
      throw RunFailure(error, in: language)
    }
  }
}
