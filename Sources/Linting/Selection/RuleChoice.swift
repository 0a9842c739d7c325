import Diagnostics
import RuleEngine

/// The rules that a linter runs, by the selection of the user and the settings of the draft.
struct RuleChoice: Sendable {
  /// The selected rules.
  var selected: RulesBySubject
  /// The layout rules that run only for drafts of a profile that asks for them.
  let optionalLayout: [LayoutRule]
  /// Rules that run without being selected, because a selected rule shares their group. Their own findings are not
  /// reported, but they remove findings of a lower rank at the same place: without placeholder/money, placeholder/other
  /// still reports nothing at X万元.
  var outranking: [any DocumentRule]
  /// The metadata of the selected rules and of ``optionalLayout``.
  let metadata: [RuleMetadata]
  /// The ids of the selected rules.
  let selectedIDs: Set<RuleID>
  /// The ids of the rules that the selection leaves out although they are not off.
  let excludedIDs: Set<RuleID>
  /// The ids of the rules whose findings are about the draft as a whole.
  let wholeDraftIDs: Set<RuleID>
  /// The severities that differ from those of the rules themselves.
  private let severities: [RuleID: Severity]

  init(_ ruleSet: RuleSet, _ selection: RuleSelection, _ settings: FileSettings) {
    var selected: [any Rule] = []
    var optional: [any Rule] = []
    var excluded: Set<RuleID> = []
    var severities: [RuleID: Severity] = [:]
    for rule in ruleSet.rules {
      let id = rule.metadata.id
      let setting = settings.severity(of: id)
      let severity = setting.map(\.value.severity) ?? rule.metadata.severity
      if severity != rule.metadata.severity { severities[id] = severity }
      let isOptional = rule.metadata.isOptional && setting == nil
      if selection.includes(id, isOff: severity == nil, isOptional: isOptional) {
        selected.append(rule)
      } else if isOptional {
        if selection.includes(id) { optional.append(rule) }
      } else if severity != nil {
        excluded.insert(id)
      }
    }
    self.selected = RulesBySubject(selected)
    optionalLayout = RulesBySubject(optional).layout
    let rules = selected + optionalLayout
    metadata = rules.map(\.metadata)
    wholeDraftIDs = Set(rules.filter(\.isAboutWholeDraft).map(\.metadata.id))
    excludedIDs = excluded
    self.severities = severities
    let ids = Set(selected.map(\.metadata.id))
    selectedIDs = ids
    let groups = Set(selected.compactMap(\.metadata.group))
    let others = ruleSet.rules.filter { rule in
      let metadata = rule.metadata
      return metadata.severity != nil && !metadata.isOptional && !ids.contains(metadata.id)
        && metadata.group.map(groups.contains) ?? false
    }
    outranking = RulesBySubject(others).document
  }

  /// Returns the findings of `rule` with the severity that the settings give it, as far as their certainty allows.
  func withConfiguredSeverity(_ findings: [Diagnostic], of rule: any Rule) -> [Diagnostic] {
    guard let severity = severities[rule.metadata.id] else { return findings }
    let own = rule.metadata.severity ?? .info
    // Findings that the rule itself makes less severe stay so.
    return findings.map { $0.with(severity: $0.severity < own ? min($0.severity, severity) : severity) }
  }
}
