import Diagnostics
import DraftOutline
import DraftText
import Foundation
import RuleEngine
import RuleFiles
import ShippedRules
import Testing

@testable import Linting

/// The findings that comments in Markdown suppress.
@Suite struct CommentTests {
  /// A draft, and the findings that are left, each as `line rule text`.
  struct Case: CustomTestStringConvertible {
    let testDescription: String
    let draft: String
    let findings: [String]

    init(_ name: String, _ draft: String, _ findings: String...) {
      (testDescription, self.draft, self.findings) = (name, draft, findings)
    }
  }

  /// Line 1 has a placeholder for money, lines 3 and 4 for households and money, line 6 for households.
  private static func draft(_ comments: [Int: String]) -> String {
    let lines = ["捐款X元。", "", "走访XX户。", "补助X元。", "", "帮扶XX户。"]
    return lines.enumerated().map { (comments[$0.offset + 1].map { $0 + "\n" } ?? "") + $0.element + "\n" }.joined()
      + (comments[7] ?? "")
  }

  static let cases = [
    Case(
      "without a comment", draft([:]), "1 placeholder/money X", "3 placeholder/quantity XX", "4 placeholder/money X",
      "6 placeholder/quantity XX"),
    Case(
      "one rule in the next block", draft([3: "<!-- zhangfa-ignore placeholder/money: 样表 -->"]),
      "1 placeholder/money X", "4 placeholder/quantity XX", "7 placeholder/quantity XX"),
    Case(
      "the next block ends at a blank line", draft([1: "<!-- zhangfa-ignore placeholder -->\n"]),
      "5 placeholder/quantity XX", "6 placeholder/money X", "8 placeholder/quantity XX"),
    Case(
      "full-width marks, no blanks, no reason",
      draft([3: "<!--zhangfa-ignore placeholder/money，placeholder/quantity：-->"]),
      "1 placeholder/money X", "7 placeholder/quantity XX"),
    Case(
      "without a rule", draft([1: "<!-- zhangfa-ignore: 样表 -->"]), "4 placeholder/quantity XX",
      "5 placeholder/money X", "7 placeholder/quantity XX"),
    Case(
      "two comments before one block",
      draft([3: "<!-- zhangfa-ignore placeholder/money -->\n<!-- zhangfa-ignore placeholder/quantity -->"]),
      "1 placeholder/money X", "8 placeholder/quantity XX"),
    Case(
      "a comment of two lines", draft([6: "<!-- zhangfa-ignore\nplaceholder: 样表，\n待定 -->"]),
      "1 placeholder/money X", "3 placeholder/quantity XX", "4 placeholder/money X"),
    Case(
      "a heading is a block of its own", "<!-- zhangfa-ignore placeholder -->\n# 捐款X元\n捐款X元。\n",
      "3 placeholder/money X"),
    Case(
      "a heading ends the block before it", "<!-- zhangfa-ignore placeholder -->\n捐款X元。\n## 补助X元\n",
      "3 placeholder/money X"),
    Case(
      "on the line of the block", "<!-- zhangfa-ignore placeholder -->捐款X元。\n补助X元。\n\n走访XX户。\n",
      "4 placeholder/quantity XX"),
    Case(
      "a stretch",
      draft([
        3: "<!-- zhangfa-ignore-start placeholder/quantity -->", 6: "<!-- zhangfa-ignore-end placeholder/quantity -->",
      ]),
      "1 placeholder/money X", "5 placeholder/money X", "8 placeholder/quantity XX"),
    Case(
      "stretches that overlap",
      draft([
        1: "<!-- zhangfa-ignore-start placeholder/money, placeholder/quantity -->",
        4: "<!-- zhangfa-ignore-end placeholder/quantity -->", 6: "<!-- zhangfa-ignore-end -->",
      ]), "9 placeholder/quantity XX"),
    Case(
      "a block inside a stretch",
      draft([
        1: "<!-- zhangfa-ignore-start placeholder/quantity -->", 3: "<!-- zhangfa-ignore placeholder/quantity -->",
        7: "<!-- zhangfa-ignore-end placeholder/quantity -->",
      ]), "2 placeholder/money X", "6 placeholder/money X"),
    Case(
      "a stretch without an end", draft([3: "<!-- zhangfa-ignore-start placeholder -->"]), "1 placeholder/money X",
      "3 suppression/unpaired placeholder"),
    Case(
      "an end without a start", draft([7: "<!-- zhangfa-ignore-end -->"]), "1 placeholder/money X",
      "3 placeholder/quantity XX", "4 placeholder/money X", "6 placeholder/quantity XX",
      "7 suppression/unpaired zhangfa-ignore-end"),
    Case("the file, said at its end", draft([7: "<!-- zhangfa-ignore-file placeholder: 样表 -->"])),
    Case(
      "names that are none", draft([7: "<!-- zhangfa-ignore-file placeholder, placeholder/mony: x -->"]),
      "7 suppression/unknown placeholder/mony"),
    Case(
      "a first word that is none", "<!-- zhangfa-ignore-line placeholder -->\n捐款X元。\n",
      "1 suppression/unknown zhangfa-ignore-line", "2 placeholder/money X"),
    Case(
      "a comment without an end", "<!-- zhangfa-ignore placeholder\n捐款X元。\n", "1 suppression/unknown zhangfa-ignore",
      "2 placeholder/money X"),
    Case(
      "a comment that another one cuts off",
      "<!-- zhangfa-ignore placeholder\n捐款X元。\n\n<!-- zhangfa-ignore placeholder -->\n补助X元。\n",
      "1 suppression/unknown zhangfa-ignore", "2 placeholder/money X"),
    Case(
      "nothing to suppress", "<!-- zhangfa-ignore numbering, placeholder -->\n捐款X元。\n", "1 suppression/unused numbering"
    ),
    Case("nothing follows", "捐款3元。\n<!-- zhangfa-ignore -->\n", "2 suppression/unused zhangfa-ignore"),
    Case(
      "what is said about comments is suppressed by name alone",
      "<!-- zhangfa-ignore-file -->\n捐款X元。\n<!-- zhangfa-ignore numbering -->\n", "3 suppression/unused numbering"),
    Case(
      "what begins before a stretch is not suppressed",
      "工作总结\n工作总结\n<!-- zhangfa-ignore-start title -->\n工作总结\n狠抓落实。\n<!-- zhangfa-ignore-end title -->\n",
      "2 title/duplicate 工作总结\n<!-- zhangfa-ignore-start title -->\n工作总结", "3 suppression/unused title"),
    Case("a name of rules about comments is never unused", "<!-- zhangfa-ignore suppression -->\n捐款3元。\n"),
    Case(
      "an end belongs to the last start",
      "<!-- zhangfa-ignore-start placeholder -->\n捐款X元。\n<!-- zhangfa-ignore-start placeholder -->\n补助X元。\n"
        + "<!-- zhangfa-ignore-end placeholder -->\n", "1 suppression/unpaired placeholder"),
    Case(
      "names that are none are not all names", "捐款X元。\n<!-- zhangfa-ignore-file placeholder/mony -->\n",
      "1 placeholder/money X", "2 suppression/unknown placeholder/mony"),
    Case(
      "a stretch ends where its last comment begins",
      "<!-- zhangfa-ignore-start placeholder, suppression -->\n走访XX户。\n<!-- zhangfa-ignore-end placeholder, suppression, plan -->"
        + "XX户已走访。\n", "3 suppression/unknown plan", "3 placeholder/quantity XX"),
    Case(
      "rules about comments, suppressed by name",
      "<!-- zhangfa-ignore-file suppression -->\n捐款3元。\n<!-- zhangfa-ignore numbering -->\n"),
    Case(
      "an example in a fence", "```\n<!-- zhangfa-ignore-file -->\n```\n\n走访困难群众XX户。\n", "5 placeholder/quantity XX"),
    Case(
      "an example in a fence in an item", "- 甲\n\n  ~~~ html\n  <!-- zhangfa-ignore-file -->\n  ~~~\n\n走访XX户。\n",
      "7 placeholder/quantity XX"),
    Case(
      "an example without an end in a fence", "```\n<!-- zhangfa-ignore-file\n```\n\n走访XX户。\n\n甲 --> 乙\n",
      "5 placeholder/quantity XX"),
    Case(
      "an example in backticks", "以`<!-- zhangfa-ignore-start -->`开始。\n\n走访XX户。\n", "3 placeholder/quantity XX"),
    Case(
      "an example without an end in backticks", "以`<!-- zhangfa-ignore`开头，走访XX户，\n以`-->`结尾。\n",
      "1 placeholder/quantity XX"),
    Case(
      "an example in indented code", "走访XX户。\n\n    let a = 1\n    <!-- zhangfa-ignore-file -->\n    let b = 2\n",
      "1 placeholder/quantity XX"),
    Case(
      "a comment behind an example", "`<!-- zhangfa-ignore -->` <!-- zhangfa-ignore placeholder -->走访XX户。\n\n补助X元。\n",
      "3 placeholder/money X"),
    Case(
      "a comment with marks of code", "<!-- zhangfa-ignore placeholder: 见`甲` ` -->走访XX户，`补助`X元。\n\n~~~\n~~~\n补助X元。\n",
      "5 placeholder/money X"),
    Case(
      "a comment before an indented paragraph",
      "一、成效\n\n    <!-- zhangfa-ignore placeholder -->\n    走访XX户。\n\n    补助X元。\n",
      "6 placeholder/money X"),
    Case(
      "a comment inside an indented paragraph",
      "一、成效\n\n    走访XX户，\n    <!-- zhangfa-ignore placeholder -->\n    补助X元。\n",
      "3 placeholder/quantity XX"),
    Case(
      "a comment alone between blank lines, indented",
      "一、成效\n\n    <!-- zhangfa-ignore placeholder -->\n\n走访XX户。\n\n补助X元。\n", "7 placeholder/money X"),
    Case(
      "a comment in an indented line", "一、成效\n\n    <!-- zhangfa-ignore placeholder -->走访XX户。\n\n    补助X元。\n",
      "5 placeholder/money X"),
    Case(
      "a comment between items", "- 走访XX户。\n<!-- zhangfa-ignore placeholder -->\n- 补助X元。\n", "1 placeholder/quantity XX"
    ),
    Case(
      "a comment in an item", "- 走访XX户。\n- <!-- zhangfa-ignore placeholder -->补助X元。\n", "1 placeholder/quantity XX"),
    Case(
      "a comment in a table", "| 项目 | 情况 |\n|--|--|\n| 走访 | XX户 |\n| 补助<!-- zhangfa-ignore placeholder --> | 补助X元 |\n",
      "3 placeholder/quantity XX"),
    Case("a comment in HTML", "<div><!-- zhangfa-ignore-file placeholder -->甲</div>\n\n走访XX户。\n"),
  ]

  private func findings(_ draft: String, selecting: [String] = [], ignoring: [String] = []) throws -> [String] {
    let ruleSet = try RuleSet.shipped()
    let selection = try RuleSelection(
      selected: selecting, ignored: ignoring, known: ruleSet.rules.map(\.metadata.id))
    let source = SourceText(draft, format: .markdown)
    return try Linter(ruleSet, selection: selection).lint(source).diagnostics
      .filter { ["placeholder", "suppression", "residue", "title"].contains($0.ruleID.category) }
      .map {
        let text = source[$0.range].replacing("\r\n", with: "\n")
        return "\(source.lines.line(at: $0.range.start)) \($0.ruleID) \(text)"
      }
  }

  @Test("Comments suppress what they name", arguments: cases) func comments(_ example: Case) throws {
    #expect(try findings(example.draft) == example.findings)
    #expect(try findings(example.draft.replacing("\n", with: "\r\n")) == example.findings)
  }

  @Test func commentsForUnselectedRulesAreNotUnused() throws {
    let draft = "<!-- zhangfa-ignore numbering, placeholder -->\n捐款3元。\n"
    #expect(try findings(draft).count == 2)
    #expect(try findings(draft, ignoring: ["numbering/lone"]) == ["1 suppression/unused placeholder"])
    #expect(try findings(draft, selecting: ["placeholder", "suppression"]) == ["1 suppression/unused placeholder"])
    #expect(try findings(draft, selecting: ["placeholder"]) == [])
  }

  @Test func plainTextHasNoComments() throws {
    let source = SourceText("<!-- zhangfa-ignore placeholder -->\n捐款X元。\n")
    let rules = try Linter.shipped().lint(source).diagnostics.map(\.ruleID.name)
    #expect(rules.contains("placeholder/money") && rules.contains("residue/html"))
  }

  @Test func severityOfSuppressionRulesCanBeConfigured() throws {
    var settings = FileSettings()
    settings.severity["suppression"] = Setting(value: .error, origin: "test")
    let linter = try Linter(.shipped(), selection: .all, settings: settings)
    let source = SourceText("捐款3元。\n<!-- zhangfa-ignore -->\n", format: .markdown)
    #expect(try linter.lint(source).diagnostics.map(\.severity) == [.error])
  }

  @Test func commentsForDisabledRulesAreNotUnused() throws {
    var settings = FileSettings()
    settings.severity["numbering"] = Setting(value: .off, origin: "test")
    let linter = try Linter(.shipped(), selection: .all, settings: settings)
    let source = SourceText("<!-- zhangfa-ignore numbering, placeholder -->\n捐款3元。\n", format: .markdown)
    #expect(try linter.lint(source).diagnostics.map { source[$0.range] } == ["placeholder"])
  }

  @Test func messageOfSuppressionRulesCanBeReplaced() throws {
    let rule = "kind: suppression\nfault: unpaired\nseverity: info\nmessage: 缺{missing}，有{match}"
    let folder = RuleFolder(path: "rules", files: [(path: "suppression/unpaired.yaml", bytes: Array(rule.utf8))])
    let rules = try RuleSet(shipped: ShippedRules.snapshot, folders: [folder])
    let source = SourceText("<!-- zhangfa-ignore-end -->\n", format: .markdown)
    let messages = try Linter(rules, selection: .all).lint(source).diagnostics.map { $0.message.text(in: .zh) }
    #expect(messages == ["缺zhangfa-ignore-start，有zhangfa-ignore-end"])
  }

  /// A draft with comments is read as one with blank lines in their place.
  @Test(
    "Comments do not disturb the outline", arguments: Fixture.all.filter { !$0.folder.path.hasSuffix("suppressed") })
  func outline(_ fixture: Fixture) throws {
    let text = try fixture.source()
    let lines = text[text.range].split(separator: "\n", omittingEmptySubsequences: false)
    func draft(_ between: String) -> SourceText {
      SourceText(lines.flatMap { [between, String($0)] }.joined(separator: "\n"), format: .markdown)
    }
    let linter = try Linter(
      .shipped(),
      selection: RuleSelection(
        selected: [], ignored: ["suppression"], known: RuleSet.shipped().rules.map(\.metadata.id)))
    // The dump of the outline shows all offsets, so the comment and the blanks must have the same length.
    let comment = draft("<!-- zhangfa-ignore suppression -->")
    let blank = draft(String(repeating: " ", count: 35))
    #expect(try linter.document(comment).treeDump() == linter.document(blank).treeDump())
    #expect(try linter.lint(comment).diagnostics == linter.lint(blank).diagnostics)
  }

  @Test func fixesDoNotEditComments() throws {
    let text = "组织党员\u{200B}<!-- zhangfa-ignore residue/page -->\n捐款。\n"
    let source = SourceText(text, format: .markdown)
    let comments = try Linter.shipped().document(source).suppressionComments
    for finding in try Linter.shipped().lint(source).diagnostics {
      for edit in finding.fix?.edits ?? [] { #expect(!comments.contains { $0.range.overlaps(edit.range) }) }
    }
    #expect(comments.count == 1)
  }
}
