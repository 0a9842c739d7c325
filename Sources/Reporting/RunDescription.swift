import Diagnostics
import RuleEngine

/// What formats for machines say of the run itself.
package struct RunDescription: Sendable {
  /// The rules that drafts are held against.
  package let rules: [RuleMetadata]
  /// What paths are relative to.
  package let paths: PathBase
  /// Tells when the run began, in UTC: `2021-06-30T08:00:00`. To know that, time zones are read, which few formats need.
  package let startTime: @Sendable () -> String

  /// Describes a run; without rules, one that never came to hold drafts against any.
  package init(rules: [RuleMetadata] = [], paths: PathBase, startTime: @autoclosure @escaping @Sendable () -> String) {
    self.rules = rules
    self.paths = paths
    self.startTime = startTime
  }
}
