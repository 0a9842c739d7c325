import Diagnostics
import RuleEngine

/// What formats for machines say of the run itself.
package struct RunDescription: Sendable {
  /// The rules that drafts are held against.
  package let rules: [RuleMetadata]
  /// What paths are relative to.
  package let paths: PathBase
  /// When the run began, in UTC: `2021-06-30T08:00:00`.
  package let startTime: String

  /// Describes a run; without rules, one that never came to hold drafts against any.
  package init(rules: [RuleMetadata] = [], paths: PathBase, startTime: String) {
    self.rules = rules
    self.paths = paths
    self.startTime = startTime
  }
}
