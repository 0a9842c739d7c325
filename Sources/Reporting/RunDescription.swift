import Diagnostics
import Platform
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

  /// A time in UTC as a report has it: `2021-06-30T08:00:00`.
  ///
  /// - Parameter seconds: Since 1970; from a year of up to sixteen digits.
  package static func time(_ seconds: time_t) -> String {
    var seconds = seconds
    var parts = tm()
    gmtime_r(&seconds, &parts)
    return String(unsafeUninitializedCapacity: 32) { text in
      // Twenty bytes with the zero where the year has four digits; more than there is room for gives nothing.
      text.withMemoryRebound(to: CChar.self) { strftime($0.baseAddress, $0.count, "%Y-%m-%dT%H:%M:%S", &parts) }
    }
  }
}
