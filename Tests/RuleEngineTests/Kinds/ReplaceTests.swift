import Diagnostics
import PatternMatching
import Testing

@testable import RuleEngine
@testable import RuleFiles

@Suite struct ReplaceTests {
  private func replace(_ pattern: String, _ replacement: String, mark: String? = nil) throws -> ReplaceRule {
    let options = ReplaceRule.Options(
      pattern: PatternSource(pattern), mark: mark, replacement: .template(replacement))
    return try ReplaceRule(metadata("{match}→{replacement}"), options, patterns: PatternCompiler())
  }

  @Test(arguments: [
    ("(?<a>\\p{Han}),(?<b>\\p{Han})", "{a}，{b}", "过多,要求", "过多，要求"),
    ("是是", "", "一是是丰富", "一丰富"),
    ("甲(?<x>乙)?", "{{{x}}}", "甲乙甲", "{乙}{}"),
    ("甲", "{{}}", "甲", "{}"),
  ])
  func replaces(pattern: String, replacement: String, draft: String, result: String) throws {
    #expect(try fixed(draft, by: replace(pattern, replacement)) == result)
  }

  @Test func replacesTheMarkedGroup() throws {
    let rule = try replace("过多(?<comma>,)要求", "，", mark: "comma")
    try expectFindings(of: rule, in: "过多⟦,⟧要求")
    #expect(try fixed("过多,要求", by: rule) == "过多，要求")
    #expect(try messages(of: rule, in: "过多,要求") == [",→，"])
  }

  @Test func replacesBothHalvesOfAPair() throws {
    let rule = try makeRule(
      ReplaceRule.self,
      #"{pattern: '(?<open>\()[^()]*(?<close>\))?', mark: open, replacement: （, also: {close: ）}}"#)
    try expectFindings(of: rule, in: "条例⟦(⟧试行)和⟦(⟧草案")
    #expect(try fixed("条例(试行)和(草案", by: rule) == "条例（试行）和（草案")
    #expect(try rule.check(document("(试行)")).first?.fix?.edits.count == 2)
  }

  @Test func refusesAnUnknownGroup() {
    #expect(throws: OptionError.self) {
      try makeRule(ReplaceRule.self, "{pattern: 甲, replacement: 乙, also: {close: ）}}")
    }
  }

  @Test func looksUpATable() throws {
    let rule = try makeRule(ReplaceRule.self, "{pattern: '[,;.]', replacement: {',': ，, ';': ；}}")
    #expect(try fixed("甲,乙;丙.", by: rule) == "甲，乙；丙.")
    #expect(try rule.check(document("丙.")).first?.fix == nil)
  }

  @Test func aTableOfWordsNeedsNoPattern() throws {
    let rule = try makeRule(ReplaceRule.self, "replacement: {布署: 部署, 布署着: 部署了, 登陆: 登录, a.b: c}")
    try expectFindings(of: rule, in: "⟦布署⟧工作，⟦布署着⟧，⟦登陆⟧系统，登上，a+b，⟦a.b⟧")
    #expect(try fixed("布署着登陆", by: rule) == "部署了登录")
    #expect(throws: OptionError.self) { try makeRule(ReplaceRule.self, "replacement: 部署") }
  }

  @Test func namesTheFix() throws {
    let replace = try #require(try replace("甲", "乙").check(document("甲")).first?.fix)
    #expect(replace.title.text(in: .zh) == "改为“乙”")
    #expect(replace.title.text(in: .en) == "replace by “乙”")
    #expect(replace.applicability == .unsafe)
    let delete = try #require(try self.replace("甲", "").check(document("甲")).first?.fix)
    #expect(delete.title.text(in: .zh) == "删除“甲”")
    let insert = try #require(try self.replace("甲(?<x>)乙", "，", mark: "x").check(document("甲乙")).first?.fix)
    #expect(insert.title.text(in: .zh) == "加上“，”")
  }

  @Test func isSafeWhereThePatternIsSure() throws {
    let rule = try replace("(?<sure>甲)?乙", "丙")
    #expect(rule.fixes == .safe)
    #expect(try rule.check(document("甲乙，乙")).map(\.fix?.applicability) == [.safe, .unsafe])
  }

  @Test func editsFromLeftToRight() throws {
    let rule = try makeRule(
      ReplaceRule.self,
      "{pattern: '(?<a>甲)(?<b>乙)(?<c>丙)(?<d>丁)', mark: a, replacement: 一, also: {b: 二, c: 三, d: 四}}")
    let edits = try #require(try rule.check(document("甲乙丙丁")).first?.fix).edits
    #expect(edits.map(\.replacement) == ["一", "二", "三", "四"])
  }

  @Test func offersNoFixThatChangesNothing() throws {
    let diagnostics = try replace("[甲乙]", "乙").check(document("甲乙"))
    #expect(diagnostics.map { $0.fix != nil } == [true, false])
  }

  @Test(arguments: ["{b}", "{a", "a}", "{", "}", "{}", "{{a}"])
  func refusesBadTemplates(_ template: String) {
    #expect(throws: OptionError.self) { try replace("(?<a>甲)", template) }
  }
}
