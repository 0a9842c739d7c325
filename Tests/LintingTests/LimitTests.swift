import DraftText
import PatternMatching
import RuleEngine
import Testing

@testable import Linting

/// Limits that no real draft reaches: the draft is refused or the findings are cut short, with a message.
@Suite struct LimitTests {
  private func failure(_ text: String) throws -> DraftError? {
    do {
      _ = try Linter.shipped().document(SourceText(text))
      return nil
    } catch let error as DraftError {
      return error
    }
  }

  @Test func tooManyHeadingsAreRefused() throws {
    #expect(try failure(String(repeating: "1. 甲\n", count: 30_000)) == nil)
    #expect(try failure(String(repeating: "1. 甲\n", count: 30_001)) == .outline(.tooMany(limit: 30_000)))
    // This number is allowed in a text that is long enough.
    #expect(try failure(String(repeating: "1. 抓好青禾县防汛备汛工作\n", count: 30_001)) == nil)
  }

  @Test func tooManyEnumeratorsAreRefused() throws {
    #expect(try failure(String(repeating: "一是二是", count: 25_001)) == .outline(.tooMany(limit: 50_000)))
  }

  @Test func findingsOfOneRule() throws {
    let result = try Linter.shipped().lint(SourceText("青禾县工作总结\n" + String(repeating: "慰问XX户，", count: 10_001)))
    let counts = Dictionary(result.diagnostics.map { ($0.ruleID, 1) }, uniquingKeysWith: +)
    #expect(counts.values.max() == RuleMetadata.mostFindings)
    // Findings of another rule of the group at the same places can be left out as well.
    let failure = try #require(result.failures.first { counts[$0.ruleID] == RuleMetadata.mostFindings })
    #expect(failure.message.zh == "规则 \(failure.ruleID) 查出的问题超过 10000 处，其余没有列出")
  }
}
