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
      Apply safe fixes, list the changes and report the remaining findings. Write a draft from standard input to \
      standard output, and its report to standard error.
      """)
  var fix = false

  @Flag(help: "Include fixes that need review in --fix and --diff.")
  var unsafeFixes = false

  @Flag(
    help: """
      Print what --fix would change as a unified diff, and change nothing. Exit with status 1 if there are changes.
      """)
  var diff = false

  @Flag(name: .shortAndLong, help: "Do not list the changes that --fix makes.")
  var quiet = false

  /// The least safe fixes that the run applies, or would apply.
  var limit: Fix.Applicability { unsafeFixes ? .unsafe : .safe }
}
