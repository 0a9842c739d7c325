import RuleEngine
import ShippedRules

extension Linter {
  /// A linter with the shipped rules alone, which finds out the genre of each draft.
  package static func shipped() throws -> Linter {
    try Linter(RuleSet(shipped: ShippedRules.prepared, folders: []), selection: .all)
  }
}
