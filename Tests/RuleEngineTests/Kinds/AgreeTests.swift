import Diagnostics
import DraftText
import Testing

@testable import RuleEngine
@testable import RuleFiles

@Suite struct AgreeTests {
  private static func brand() throws -> AgreeRule {
    try makeRule(AgreeRule.self, #"{pattern: '“(?<key>[^”\n]+)”党建品牌', fold: '[、，\s]'}"#)
  }
  private static func spelling() throws -> AgreeRule {
    try makeRule(AgreeRule.self, message: "{match}→{other}", "pattern: '(?<variant>[市县区])(?<key>信访局|民政局)'")
  }

  @Test(arguments: [
    "打造“大爱民政⟦服务先锋⟧”党建品牌。".replacing("大爱民政⟦", with: "⟦大爱民政") + "打造“大爱民政、服务先锋”党建品牌，叫响“大爱民政、服务先锋”党建品牌。",
    "打造“大爱民政服务先锋”党建品牌。打造“⟦大爱民政、服务先锋⟧”党建品牌。",
    "打造“甲、乙”党建品牌。打造“甲、乙”党建品牌，“丙丁”党建品牌。",
    // The folded key is empty.
    "打造“、”党建品牌。打造“，”党建品牌。",
  ])
  func comparesFoldedKeys(_ draft: String) throws { try expectFindings(of: Self.brand(), in: draft) }

  @Test(arguments: [
    "市信访局召开会议。⟦县信访局⟧负责，市民政局配合，市信访局牵头。",
    "⟦市信访局⟧召开会议。县信访局负责，县信访局牵头，⟦区信访局⟧配合，区民政局。",
  ])
  func comparesVariants(_ draft: String) throws { try expectFindings(of: Self.spelling(), in: draft) }

  @Test func namesTheUsualForm() throws {
    let draft = "市信访局、县信访局、县信访局"
    #expect(try messages(of: Self.spelling(), in: draft) == ["市信访局→县信访局"])
    let related = try #require(try Self.spelling().check(document(draft)).first?.related.first)
    #expect(SourceText(draft)[related.range] == "县信访局")
    #expect(related.range.start == "市信访局、".utf8.count)
  }

  @Test func countsAMissingVariantAsAForm() throws {
    let rule = try makeRule(AgreeRule.self, "pattern: '(?<variant>市)?(?<key>信访局)'")
    try expectFindings(of: rule, in: "市信访局召开会议，市信访局牵头，⟦信访局⟧配合。")
  }

  @Test func reportsInTheOrderOfTheText() throws {
    let source = SourceText("市信访局、县信访局、市民政局、县民政局、市信访局、市民政局")
    #expect(try Self.spelling().check(document(source)).map { source[$0.range] } == ["县信访局", "县民政局"])
  }

  @Test func needsAKey() throws {
    #expect(throws: OptionError.self) { try makeRule(AgreeRule.self, "pattern: '(?<variant>甲)'") }
  }

  @Test(arguments: ["compare: office", "{compare: year, months: {from: 2, to: 1}, title: 甲}"])
  func refusesMissingKeysOfTheComparison(yaml: String) {
    #expect(throws: OptionError.self) { try makeRule(AgreeRule.self, yaml) }
  }
}
