import Diagnostics

/// A severity as rule files have it.
enum SeverityWord: String, Decodable, CaseIterable {
  case error, warning, info, off

  /// The severity; nil for `off`.
  var severity: Severity? { Severity(rawValue: rawValue) }
}
