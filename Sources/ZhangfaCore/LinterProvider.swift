import Diagnostics
import DraftOutline
import Linting
import RuleEngine
import RuleFiles
import ShippedRules
import SystemPackage

/// Gives each draft the linter that its configuration and the user ask for.
package struct LinterProvider {
  /// What the user says of all drafts; it goes before any configuration.
  package struct Wishes {
    /// Folders of rules beside the shipped ones.
    package var ruleFolders: [RuleFolder]
    /// The ids or categories of the rules to use; empty for all.
    package var selected: [String]
    /// The ids or categories of rules not to use.
    package var ignored: [String]
    /// The id of the profile; nil to leave it to the configuration, `auto` to find out whatever that says.
    package var profile: String?

    /// Wishes for nothing but what is said.
    package init(
      ruleFolders: [RuleFolder] = [], selected: [String] = [], ignored: [String] = [], profile: String? = nil
    ) {
      self.ruleFolders = ruleFolders
      self.selected = selected
      self.ignored = ignored
      self.profile = profile
    }
  }

  /// What tells which settings hold for a draft. The settings themselves may be ten thousand words, to be compared for each.
  private struct Key: Hashable {
    let configuration: FilePath?
    let profile: String?
    /// The indices of the overrides that speak of the draft.
    let overrides: [Int]
  }

  private let finder: ConfigurationFinder
  private let trust: RuleTrust
  private let wishes: Wishes
  private var ruleSets: [FilePath?: RuleSet] = [:]
  private var linters: [Key: Linter] = [:]

  /// Will ask the configurations that `finder` finds, and then `wishes`.
  package init(_ finder: ConfigurationFinder, _ trust: RuleTrust, _ wishes: Wishes = Wishes()) {
    self.finder = finder
    self.trust = trust
    self.wishes = wishes
  }

  /// The linter for the draft at `path`.
  ///
  /// - Parameter profile: The id of its profile, where this draft has one of its own.
  /// - Throws: A `RuleSetError` or an `UnknownNameError`.
  package mutating func linter(for path: FilePath, profile: String? = nil) throws -> Linter {
    let configuration = try finder.configuration(for: path)
    let relative = configuration.map { finder.path(path, from: $0) } ?? ""
    let overrides = configuration?.overrides ?? []
    let key = Key(
      configuration: configuration?.path, profile: profile,
      overrides: overrides.indices.filter { overrides[$0].applies(to: relative) })
    if let linter = linters[key] { return linter }
    let settings = try settings(for: path, profile: profile).1
    let ruleSet = try ruleSet(of: configuration)
    let selection = try RuleSelection(
      selected: wishes.selected, ignored: wishes.ignored, known: ruleSet.rules.map(\.metadata.id))
    let linter = try Linter(ruleSet, selection: selection, settings: settings)
    linters[key] = linter
    return linter
  }

  /// The rules of all linters so far, by id; those of the working folder where there are none.
  package mutating func ruleMetadata() throws -> [RuleMetadata] {
    if linters.isEmpty { _ = try linter(for: Configuration.anyDraft) }
    var rules: [RuleID: RuleMetadata] = [:]
    for linter in linters.values { for rule in linter.ruleMetadata { rules[rule.id] = rule } }
    return rules.values.sorted { $0.id < $1.id }
  }

  /// The profiles of the drafts in the working folder.
  package mutating func profiles() throws(RuleSetError) -> [Profile] {
    try ruleSet(of: finder.configuration(for: Configuration.anyDraft)).profiles
  }

  /// What holds for the draft at `path`, and the configuration that says so.
  package func settings(
    for path: FilePath, profile: String? = nil
  ) throws(RuleSetError) -> (Configuration?, FileSettings) {
    let configuration = try finder.configuration(for: path)
    var settings =
      configuration.map { FileSettings($0, for: finder.path(path, from: $0)) } ?? FileSettings()
    if let profile = profile ?? wishes.profile {
      settings.profile = Setting(value: profile, origin: .option("--profile"))
    }
    if settings.profile?.value == "auto" { settings.profile = nil }
    return (configuration, settings)
  }

  /// The rules for the drafts of `configuration`: the shipped ones, those of its folders, and those of the user.
  package mutating func ruleSet(of configuration: Configuration?) throws(RuleSetError) -> RuleSet {
    if let ruleSet = ruleSets[configuration?.path] { return ruleSet }
    let folders = try (configuration?.readRuleFolders(trust) ?? []) + wishes.ruleFolders
    let ruleSet = try ShippedRules.ruleSet(with: folders)
    try configuration?.check(against: ruleSet)
    ruleSets[configuration?.path] = ruleSet
    return ruleSet
  }
}
