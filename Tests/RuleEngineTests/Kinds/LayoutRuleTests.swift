import DraftText
import Testing

@testable import RuleEngine
@testable import RuleFiles

@Suite("Layout rules")
struct LayoutRuleTests {
  /// The draft has `number` for a page number, or none.
  @Test(
    arguments: [
      ("example: 第1页", "1/3", "1/3，第1页"), ("example: 第1页", nil, "没有页码，第1页"), ("example: 第1页", "第2页", nil),
      ("", "1/3", "1/3，别的写法"), ("", nil, "没有页码，有页码"),
    ] as [(String, String?, String?)])
  func `a page number should look as the rule says, not as that of the standard`(
    example: String, number: String?, message: String?
  ) throws {
    let rule = try makeRule(
      LayoutRule.self, message: "{actual}，{expected}", "of: page-number\nform: '^第\\d+页$'\n\(example)")
    var layout = Layout()
    layout.pageNumbers = number.map { [.init(text: $0)] } ?? []
    let found = try rule.findings(of: layout, in: document("年度工作总结\n新建泵站6座。"))
    #expect(found.map { $0.message.text(in: .zh) } == (message.map { [$0] } ?? []))
  }

  @Test func `an example has the form that it is an example of`() {
    #expect(throws: OptionError("example", zh: "例子不符合 form", en: "the example does not have the form")) {
      try makeRule(LayoutRule.self, "of: page-number\nform: '^第\\d+页$'\nexample: 1/3")
    }
  }

  @Test func `an example alone says nothing of what a number should look like`() {
    #expect(throws: OptionError.self) { try makeRule(LayoutRule.self, "of: page-number\nexample: 第1页") }
  }
}
