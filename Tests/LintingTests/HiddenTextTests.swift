import Diagnostics
import DraftText
import RuleEngine
import RuleFiles
import ShippedRules
import Testing

@testable import Linting

/// Rules see a comment for zhangfa as blanks. Findings among these blanks are dropped, and no fix changes them.
@Suite struct HiddenTextTests {
  private func findings(_ text: String, _ pattern: String) throws -> [(text: String, isFixed: Bool)] {
    let rule = """
      kind: replace
      severity: warning
      message: 试
      pattern: '\(pattern)'
      replacement: ''
      applicability: safe
      """
    let folder = RuleFolder(path: "rules", files: [(path: "t/a.yaml", bytes: Array(rule.utf8))])
    let rules = try RuleSet(shipped: ShippedRules.snapshot, folders: [folder])
    let selection = try RuleSelection(selected: ["t"], ignored: [], known: rules.rules.map(\.metadata.id))
    let source = SourceText(text, format: .markdown)
    return try Linter(rules, selection: selection).lint(source).diagnostics.map { (source[$0.range], $0.fix != nil) }
  }

  @Test func blanksInPlaceOfCommentsHaveNoFindings() throws {
    let found = try findings("甲 乙<!-- zhangfa-ignore no/such: 丙 丁 -->戊 己\n", " ")
    #expect(found.map(\.text) == [" ", " "])
    #expect(found.map(\.isFixed) == [true, true])
  }

  @Test func findingsThatReachIntoACommentIncludeItAndHaveNoFix() throws {
    let comment = "<!-- zhangfa-ignore no/such: 丙丁 -->"
    let found = try findings("甲乙\(comment)戊己\n", "乙 {9}")
    #expect(found.map(\.text) == ["乙" + comment])
    #expect(found.map(\.isFixed) == [false])
    #expect(try findings("甲乙\(comment)戊己\n", " {9}戊").map(\.text) == [comment + "戊"])
  }

  @Test func textBesideACommentIsCheckedAndFixed() throws {
    let found = try findings("甲乙<!-- zhangfa-ignore no/such: 丙 -->戊己\n", "乙|戊")
    #expect(found.map(\.text) == ["乙", "戊"])
    #expect(found.map(\.isFixed) == [true, true])
  }
}
