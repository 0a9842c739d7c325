import ArgumentParser
import Diagnostics

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

  /// Which fixes the run applies, or would.
  var limit: Fix.Applicability { unsafeFixes ? .unsafe : .safe }
}
