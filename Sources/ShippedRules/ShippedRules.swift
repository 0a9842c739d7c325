import RuleEngine

/// The rules that are part of zhangfa. What they are is put in at build time, by PrepareRulesPlugin.
package enum ShippedRules {
  /// The rules of `Rules/`, checked when zhangfa was built.
  package static let prepared = PreparedRules(packed: packed)
}
