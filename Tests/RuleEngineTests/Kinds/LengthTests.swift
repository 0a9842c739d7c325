import DraftText
import Testing

@testable import RuleEngine
@testable import RuleFiles

@Suite struct LengthTests {
  @Test(arguments: [
    (LengthRule.Unit.title, 10, "⟦霁川市民政局\n党建工作总结⟧\n一、工作\n甲。"), (.title, 12, "霁川市民政局\n党建工作总结\n一、工作\n甲。"),
    (.heading, 4, "工作总结\n一、主要工作。\n甲甲甲甲甲。\n二、⟦存在的问题⟧\n（一）⟦学习不够深⟧。乙。"),
    (.paragraph, 5, "一、主要工作情况\n  甲甲甲甲。\n⟦乙乙乙乙乙。⟧"),
    (.sentence, 5, "⟦甲甲甲甲甲。⟧ ⟦乙乙乙乙乙。⟧丁。⟦戊戊戊戊戊戊⟧"),
    (.sentence, 5, "⟦甲甲甲甲甲。⟧乙乙乙乙。⟦“丙丙丙？！”⟧丁丁\n3.5%戊"),
  ])
  func reportsWhatIsTooLong(unit: LengthRule.Unit, max: Int, draft: String) throws {
    let rule = try makeRule(LengthRule.self, "{unit: \(unit), max: \(max)}")
    let marked = try MarkedDraft(draft)
    #expect(try rule.check(document(marked.source)).map(\.range) == marked.ranges)
  }

  @Test func fillsTheMessage() throws {
    let rule = try makeRule(LengthRule.self, message: "{length}/{max}：{match}", "{unit: paragraph, max: 3}")
    #expect(try messages(of: rule, in: "一、工作\n甲乙丙𠮷") == ["4/3：甲乙丙𠮷"])
    let title = try makeRule(LengthRule.self, message: "{length}/{max}：{match}", "{unit: title, max: 3}")
    #expect(try messages(of: title, in: "霁川市民政局\n党建工作总结\n一、工作\n甲。") == ["12/3：霁川市民政局"])
  }

  @Test func refusesAMaximumOfZero() {
    #expect(throws: OptionError.self) { try makeRule(LengthRule.self, "{unit: title, max: 0}") }
  }
}
