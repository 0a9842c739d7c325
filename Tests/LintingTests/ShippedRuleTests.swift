import Diagnostics
import DraftOutline
import DraftText
import Foundation
import RuleEngine
import TestSupport
import Testing

@testable import Linting

@Suite struct ShippedRuleTests {
  @Test(
    "Each rule reports what its examples mark, and nothing else",
    arguments: try RuleSet.shipped().rules.map(\.metadata.id))
  func examples(_ id: RuleID) throws {
    let rules = try RuleSet.shipped()
    let rule = try #require(rules.rule(id))
    for failure in ExampleRun(rules).failures(of: rule) {
      Issue.record("\(failure.ruleID) \(failure.form): expected \(failure.expected), found \(failure.actual)")
    }
  }

  @Test(
    "Titles name profiles and headings name parts as the examples say",
    arguments: try RuleSet.shipped().textClasses.map(\.id))
  func textClasses(_ id: RuleID) throws {
    let rules = try RuleSet.shipped()
    let textClass = try #require(rules.textClasses.first { $0.id == id })
    for failure in ExampleRun(rules).failures(of: textClass) {
      Issue.record("\(id): \(failure.example.value) \(failure.isMember ? "is not" : "is")")
    }
    if case .part(let part) = textClass.subject, part.heading == nil { return }
    #expect(!textClass.examples.members.isEmpty && !textClass.examples.others.isEmpty)
  }

  @Test("Each rule is explained and shown", arguments: try RuleSet.shipped().rules.map(\.metadata.id))
  func texts(_ id: RuleID) throws {
    let metadata = try #require(RuleSet.shipped().rule(id)).metadata
    for text in [metadata.message, metadata.why] {
      #expect(!text.zh.isEmpty && !text.en.isEmpty)
    }
    #expect(!metadata.message.zh.hasSuffix("。") && !metadata.message.en.hasSuffix("."))
    #expect(metadata.examples.bad.count >= 2)
    #expect(metadata.examples.good.count >= 2)
  }

  @Test("The page about rules lists who comes before whom") func ranks() throws {
    let page = Checkout.root.appending(path: "Sources/ZhangfaCore/ZhangfaCore.docc/RuleLanguage.md")
    let text = try String(contentsOf: page, encoding: .utf8)
    let groups = Dictionary(grouping: try RuleSet.shipped().rules.map(\.metadata)) { $0.group }
    for case (let group?, let rules) in groups {
      let list = rules.sorted { (-$0.rank, $0.id) < (-$1.rank, $1.id) }.map { "\($0.id) \($0.rank)" }
      #expect(text.contains("| `\(group)` | \(list.joined(separator: ", ")) |\n"))
    }
  }

  @Test(
    "A draft of one thing over and over is read to its end",
    arguments: [
      ".", "…", "—", "-", "_", "*", "#", "X", "×", "　", " ", "  \n", "\n", "。", "，", "（", "）", "“", "一", "1", "1.",
      "一、", "2023年", "某", "<", "a",
    ])
  func monotony(_ text: String) throws {
    let draft = "工作总结\n" + String(repeating: text, count: 60_000 / text.utf8.count)
    #expect(try Linter.shipped().lint(SourceText(draft)).failures.map(\.ruleID) == [])
  }

  /// There is no time limit. When each list of parts was searched in all following text, this test took two minutes.
  @Test func manyListsOfPartsAreReadToTheirEnd() throws {
    let parts = (0..<4_000).map { "第一部分 甲\($0)\n第二部分 乙\($0)\n第三部分 丙\($0)\n" }.joined()
    #expect(try Linter.shipped().lint(SourceText("报告\n" + parts)).failures.map(\.ruleID) == [])
  }

  @Test(
    "The ids that others rely on are there",
    arguments: [
      "parts/missing", "parts/implied", "parts/order", "parts/empty", "parts/promised",
      "numbering/duplicate", "numbering/gap", "numbering/order", "numbering/start", "numbering/lone", "numbering/level",
      "numbering/style", "numbering/delimiter", "numbering/bracket",
      "enumeration/gap", "enumeration/duplicate", "enumeration/lone", "enumeration/style", "count/mismatch",
      "residue/watermark", "residue/html", "residue/markdown", "residue/assistant", "residue/page", "residue/invisible",
      "pair/unbalanced", "pair/nesting", "heading/punctuation", "heading/duplicate", "punctuation/halfwidth",
      "wording/doubled",
    ])
  func names(_ name: String) throws {
    #expect(try RuleSet.shipped().rule(RuleID(name)) != nil)
  }
}
