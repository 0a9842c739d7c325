import Diagnostics
import DraftText
import Linting
import Reporting

extension FuzzTarget {
  /// The shipped rules handle any text: no rule is stopped, all places are valid, and every format can report them.
  static let shippedRules = FuzzTarget("shipped-rules", isText: true) { input in
    guard let source = SourceText(fuzzed: input) else { return }
    let linter = try Linter.shipped()
    let result = try linter.lint(source)
    try require(result.failures.isEmpty, "a rule is stopped: \(result.failures.map(\.message.en))")
    try result.requireSound(in: source)
    try requireSame(result.diagnostics, onThreadsFor: input) { try linter.lint(source).diagnostics }
    try requireReports(of: FileReport(path: "稿.txt", result: result), rules: linter.ruleMetadata)
  }
}
