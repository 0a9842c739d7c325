import RuleEngine
import RuleFiles

/// The rules that are part of zhangfa. What they are is put in at build time, by PrepareRulesPlugin.
package enum ShippedRules {
  /// The rules of `Rules/`, checked when zhangfa was built.
  package static let snapshot = RuleSnapshot(text)

  private static let alone = Result { () throws(RuleSetError) in try RuleSet(shipped: snapshot, folders: []) }

  /// The shipped rules with the files of `folders` over them, as ``RuleSet/init(shipped:folders:)`` makes them.
  package static func ruleSet(with folders: [RuleFolder]) throws(RuleSetError) -> RuleSet {
    try folders.isEmpty ? alone.get() : RuleSet(shipped: snapshot, folders: folders)
  }

  /// Reads the shipped rules, unless that has been done: who asks for them later need not wait.
  package static func readAhead() { _ = alone }
}
