import Diagnostics

/// A severity as rule files have it.
package enum SeverityWord: String, Decodable, CaseIterable, Sendable {
  case error, warning, info, off

  /// The severity; nil for `off`.
  package var severity: Severity? { Severity(rawValue: rawValue) }
}
