import Diagnostics
import DraftText
import Linting
import Testing

@testable import Comparison

/// `zhangfa recheck`: which findings of a draft remain after a revision.
@Suite struct RecheckTests {
  private static let draft = "青梧街道2021年工作总结\n一、主要工作\n走访群众XX户。\n投入资金X万元。\n二、存在问题\n三是是人手不足。\n"

  private func recheck(_ revised: String) throws -> Recheck {
    try Recheck(
      draft: CheckedVersion(path: "a", source: SourceText(Self.draft), by: .shipped()),
      revised: CheckedVersion(path: "b", source: SourceText(revised), by: .shipped()))
  }

  private func places(_ findings: [Diagnostic]) -> [String] {
    findings.map(\.ruleID.name).filter { $0.hasPrefix("placeholder") }
  }

  @Test func unchangedDraftKeepsAllFindings() throws {
    let recheck = try recheck(Self.draft)
    #expect(recheck.putRight.isEmpty && recheck.new.isEmpty && !recheck.remaining.isEmpty)
    #expect(recheck.remaining.allSatisfy { $0.old == $0.new })
    #expect(recheck.worst == .error)
  }

  @Test func aFindingThatMovedIsTheSame() throws {
    let recheck = try recheck(Self.draft.replacing("一、主要工作\n", with: "一、主要工作\n全年工作平稳有序。\n"))
    let moved = try #require(recheck.remaining.first { $0.new.ruleID.name == "placeholder/money" })
    #expect(moved.new.range.start - moved.old.range.start == "全年工作平稳有序。\n".utf8.count)
    #expect(recheck.new.isEmpty && recheck.putRight.isEmpty)
  }

  @Test func separatesFixedRemainingAndNewFindings() throws {
    let revised = Self.draft.replacing("走访群众XX户", with: "走访群众320户") + "四是慰问党员X名。\n"
    let recheck = try recheck(revised)
    #expect(places(recheck.putRight) == ["placeholder/quantity"])
    #expect(places(recheck.remaining.map(\.new)) == ["placeholder/money"])
    #expect(places(recheck.new) == ["placeholder/quantity"])
  }

  @Test func fixedDraftHasNoRemainingFindings() throws {
    let recheck = try recheck("青梧街道2021年工作总结\n一、主要工作\n走访群众320户。\n投入资金8万元。\n二、存在问题\n三是人手不足。\n")
    #expect(places(recheck.putRight).count == 2)
    #expect(recheck.worst.map { $0 < .error } ?? true)
  }
}
