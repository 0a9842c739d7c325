import ArgumentParser
import Diagnostics

/// `--fail-on`.
enum FailThreshold: String, ExpressibleByArgument, CaseIterable {
  case error, warning, info, never

  /// Whether a run whose worst finding is `worst` has failed.
  func isReached(by worst: Severity?) -> Bool {
    guard let worst, let least = Severity(rawValue: rawValue) else { return false }
    return worst >= least
  }
}

/// `--color`.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never

  func isColored(toFile: Bool) -> Bool {
    switch self {
    case .auto: !toFile && Environment.wantsColor
    case .always: true
    case .never: false
    }
  }
}

/// `--fix`, `--unsafe-fixes`, `--diff` and `--quiet`.
struct FixOptions: ParsableArguments {
  @Flag(
    help: """
      Apply safe fixes, list what was changed and report what remains. A draft from standard input goes to standard output, the report to \
      standard error.
      """)
  var fix = false

  @Flag(help: "Let --fix and --diff take in fixes that need a look afterwards.")
  var unsafeFixes = false

  @Flag(help: "Show what --fix would change as a unified diff and change nothing; exit 1 if there is anything.")
  var diff = false

  @Flag(name: .shortAndLong, help: "Do not list what --fix has changed.")
  var quiet = false

  /// The least safe fixes that the run applies, or would apply.
  var limit: Fix.Applicability { unsafeFixes ? .unsafe : .safe }
}
