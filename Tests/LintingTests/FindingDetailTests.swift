import Diagnostics
import DraftText
import Linting
import RuleEngine
import RuleFiles
import ShippedRules
import TestSupport
import Testing

/// The findings of one rule in detail, with their messages. The examples of a rule only test the places.
@Suite struct FindingDetailTests {
  @Test("Findings in full", arguments: try FindingDetailCase.all())
  func details(_ one: FindingDetailCase) throws {
    let source = SourceText(one.text)
    let rules = try one.rules()
    let selection = try RuleSelection(selected: [one.rule], ignored: [], known: rules.rules.map(\.metadata.id))
    let findings = try Linter(rules, selection: selection).lint(source).diagnostics.map { finding in
      let line = source.lines.line(at: finding.range.start)
      let text = "\(finding.severity) \(line) \(source[finding.range]): \(finding.message.text(in: .zh))"
      let related = finding.related.map { " < \(source.lines.line(at: $0.range.start)) \(source[$0.range])" }
      let fix = finding.fix.map { " fix \($0.applicability): \($0.edits.map(\.replacement).joined(separator: "|"))" }
      return text + related.joined() + (fix ?? "")
    }
    #expect(findings == one.findings)
  }
}

/// A line of FindingDetails/cases.jsonl.
struct FindingDetailCase: Decodable, Sendable, CustomTestStringConvertible {
  let rule: String
  /// What the text shows.
  let cause: String
  /// The file of the rule; nil for a shipped rule.
  let yaml: String?
  let text: String
  /// The findings: `severity line text: message`, then `< line text` for each related place, then
  /// `fix applicability: text` for a fix.
  let findings: [String]

  static func all() throws -> [FindingDetailCase] {
    try jsonLines(in: Checkout.tests.appending(path: "LintingTests/FindingDetails/cases.jsonl"))
  }

  var testDescription: String { "\(rule): \(cause)" }

  func rules() throws -> RuleSet {
    guard let yaml else { return try RuleSet.shipped() }
    let folder = RuleFolder(path: "rules", files: [(path: rule + ".yaml", bytes: Array(yaml.utf8))])
    return try RuleSet(shipped: ShippedRules.snapshot, folders: [folder])
  }
}
