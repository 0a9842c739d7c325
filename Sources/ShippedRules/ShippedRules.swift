import RuleEngine
import RuleFiles

/// The rules that are part of zhangfa. PrepareRulesPlugin puts in their text at build time.
package enum ShippedRules {
  /// The rules of `Rules/`, checked when zhangfa was built.
  package static let snapshot = RuleSnapshot(text)

  private static let alone = Result { () throws(RuleSetError) in try RuleSet(shipped: snapshot, folders: []) }

  /// Returns the shipped rules together with the files of `folders`, which add rules or replace shipped rules.
  package static func ruleSet(with folders: [RuleFolder]) throws(RuleSetError) -> RuleSet {
    try folders.isEmpty ? alone.get() : RuleSet(shipped: snapshot, folders: folders)
  }

  /// Reads the shipped rules in advance, so that a later call of ``ruleSet(with:)`` need not wait.
  package static func readAhead() { _ = alone }
}
