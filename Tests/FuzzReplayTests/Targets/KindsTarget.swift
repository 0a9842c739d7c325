import DraftText
import Linting
import Reporting
import RuleEngine

extension FuzzTarget {
  /// Rules of every kind that match nearly everywhere, on any text. No rule fails because of its findings.
  static let kinds = FuzzTarget("kinds", isText: true) { input in
    guard let source = SourceText(fuzzed: input) else { return }
    let linter = try Linter.wild()
    let result = try linter.lint(source)
    try result.requireSound(in: source)
    // There are many findings, and each report takes longer than the rules.
    guard input.reduce(0, &+) % 8 == 0 else { return }
    try requireReports(of: FileReport(path: "稿.txt", result: result), rules: linter.ruleMetadata)
  }
}

extension Linter {
  /// A linter with only the rules of WildRules.
  static func wild() throws -> Linter { try wildResult.get() }

  private static let wildResult = Swift.Result {
    let rules = try RuleSet(shipped: Project.snapshot(), folders: [Project.wildRules()])
    let selection = try RuleSelection(selected: ["wild"], ignored: [], known: rules.rules.map(\.metadata.id))
    return try Linter(rules, selection: selection)
  }
}
