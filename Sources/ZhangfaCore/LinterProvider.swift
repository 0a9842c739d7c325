import Diagnostics
import DraftOutline
import Linting
import RuleEngine
import RuleFiles
import ShippedRules
import SystemPackage

/// Provides the linter of each draft, by its configuration and the options of the user.
package struct LinterProvider {
  /// A key for the settings of a draft. The settings can have ten thousand words, too many to compare for each draft.
  private struct Key: Hashable {
    let configuration: FilePath?
    let profile: String?
    /// The indices of the overrides that apply to the draft.
    let overrides: [Int]
  }

  private let finder: ConfigurationFinder
  private let trust: RuleTrust
  private let ruleFolders: [RuleFolder]
  private let selected, ignored: [String]
  private let profile: String?
  private var ruleSets: [FilePath?: RuleSet] = [:]
  private var linters: [Key: Linter] = [:]

  /// Makes a provider that uses the configurations that `finder` finds, and the options of the user for all drafts,
  /// which override every configuration.
  ///
  /// - Parameters:
  ///   - ruleFolders: The folders of rules in addition to the shipped rules.
  ///   - selected: The ids or categories of the rules to use; empty for all.
  ///   - ignored: The ids or categories of rules not to use.
  ///   - profile: The id of the profile; nil to leave it to the configuration, `auto` to recognise it even if the
  ///     configuration names one.
  package init(
    _ finder: ConfigurationFinder, _ trust: RuleTrust, ruleFolders: [RuleFolder] = [], selected: [String] = [],
    ignored: [String] = [], profile: String? = nil
  ) {
    (self.finder, self.trust, self.ruleFolders) = (finder, trust, ruleFolders)
    (self.selected, self.ignored, self.profile) = (selected, ignored, profile)
  }

  /// Returns the linter for the draft at `path`.
  ///
  /// - Parameter profile: The id of the profile of this draft; nil for that of the user or of the configuration.
  /// - Throws: A `RuleSetError`, or a `Failure` for a name that does not exist.
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
      selected: selected, ignored: ignored, known: ruleSet.rules.map(\.metadata.id))
    let linter = try Linter(ruleSet, selection: selection, settings: settings)
    linters[key] = linter
    return linter
  }

  /// Returns the rules of all linters so far, sorted by id; if there are no linters, those of the working folder.
  package mutating func ruleMetadata() throws -> [RuleMetadata] {
    if linters.isEmpty { _ = try linter(for: Configuration.anyDraft) }
    var rules: [RuleID: RuleMetadata] = [:]
    for linter in linters.values { for rule in linter.ruleMetadata { rules[rule.id] = rule } }
    return rules.values.sorted { $0.id < $1.id }
  }

  /// Returns the profiles that drafts in the working folder can have.
  package mutating func profiles() throws(RuleSetError) -> [Profile] {
    try ruleSet(of: finder.configuration(for: Configuration.anyDraft)).profiles
  }

  /// Returns the configuration of the draft at `path`, and the settings of the draft.
  package func settings(
    for path: FilePath, profile: String? = nil
  ) throws(RuleSetError) -> (Configuration?, FileSettings) {
    let configuration = try finder.configuration(for: path)
    var settings =
      configuration.map { FileSettings($0, for: finder.path(path, from: $0)) } ?? FileSettings()
    if let profile = profile ?? self.profile { settings.profile = Setting(value: profile, origin: "--profile") }
    if settings.profile?.value == "auto" { settings.profile = nil }
    return (configuration, settings)
  }

  /// Returns the rules for the drafts of `configuration`: the shipped rules, those of its folders, and those of the
  /// user.
  package mutating func ruleSet(of configuration: Configuration?) throws(RuleSetError) -> RuleSet {
    if let ruleSet = ruleSets[configuration?.path] { return ruleSet }
    let folders = try (configuration?.readRuleFolders(trust) ?? []) + ruleFolders
    let ruleSet = try ShippedRules.ruleSet(with: folders)
    try configuration?.check(against: ruleSet)
    ruleSets[configuration?.path] = ruleSet
    return ruleSet
  }
}
