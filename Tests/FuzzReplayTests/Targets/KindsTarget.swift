import DraftText
import Linting
import Reporting
import RuleEngine

extension FuzzTarget {
  /// Rules of every kind that match nearly everywhere, on any text: none trips over what it finds.
  static let kinds = FuzzTarget("kinds", isText: true) { input in
    guard let source = SourceText(fuzzed: input) else { return }
    let linter = try Linter.wild()
    let result = try linter.lint(source)
    try result.requireSound(in: source)
    // There is much to report, and every format takes longer than the rules.
    guard input.reduce(0, &+) % 8 == 0 else { return }
    try requireReports(of: FileReport(path: "稿.txt", source: source, result: result), rules: linter.ruleMetadata)
  }
}

extension Linter {
  /// A linter with wild rules and no others.
  static func wild() throws -> Linter { try wildResult.get() }

  private static let wildResult = Swift.Result {
    let rules = try RuleSet(shipped: Project.snapshot(), folders: [Project.wildRules()])
    let selection = try RuleSelection(selected: ["wild"], ignored: [], known: rules.rules.map(\.metadata.id))
    return try Linter(rules, selection: selection)
  }
}
