import Platform
import RuleEngine

/// The facts about a run that formats for programs contain.
package struct RunDescription: Sendable {
  /// The rules that are applied to drafts.
  package let rules: [RuleMetadata]
  /// The folder that paths are relative to.
  package let paths: PathBase
  /// Returns when the run began, in UTC: `2021-06-30T08:00:00`. A closure, because this reads time zones and few
  /// formats need it.
  package let startTime: @Sendable () -> String

  /// Makes a description; `rules` is empty for a run that ended before it had rules.
  package init(rules: [RuleMetadata] = [], paths: PathBase, startTime: @autoclosure @escaping @Sendable () -> String) {
    self.rules = rules
    self.paths = paths
    self.startTime = startTime
  }

  /// Returns a time in UTC in the form of a report: `2021-06-30T08:00:00`.
  ///
  /// - Parameter seconds: The seconds since 1970. If the year has more than sixteen digits, the result is empty.
  package static func time(_ seconds: time_t) -> String {
    var seconds = seconds
    var parts = tm()
    gmtime_r(&seconds, &parts)
    return String(unsafeUninitializedCapacity: 32) { text in
      // A year of four digits takes twenty bytes with the final zero. `strftime` returns 0 if there is not enough room.
      text.withMemoryRebound(to: CChar.self) { strftime($0.baseAddress, $0.count, "%Y-%m-%dT%H:%M:%S", &parts) }
    }
  }
}
