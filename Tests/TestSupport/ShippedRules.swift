import Linting
import RuleEngine
import ShippedRules

extension RuleSet {
  /// The rules as they are shipped.
  package static func shipped() throws -> RuleSet { try shippedResult.get() }

  /// The shipped rules that check the text of a draft.
  package static func documentRules() throws -> [any DocumentRule] { RulesBySubject(try shipped().rules).document }

  private static let shippedResult = Result { try RuleSet(shipped: ShippedRules.snapshot, folders: []) }
}

extension Linter {
  /// A linter with all shipped rules.
  package static func shipped() throws -> Linter { try shippedResult.get() }

  private static let shippedResult = Swift.Result { try Linter(.shipped(), selection: .all) }
}
