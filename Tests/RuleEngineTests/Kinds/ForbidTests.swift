import Diagnostics
import DraftOutline
import PatternMatching
import Testing

@testable import RuleEngine
@testable import RuleFiles

@Suite struct ForbidTests {
  private static func forbidX() throws -> ForbidRule {
    try makeRule(ForbidRule.self, "{pattern: X+, unless: X光|X射线}")
  }

  @Test(arguments: [
    "捐款⟦X⟧元，走访⟦XX⟧户。",
    "拍摄X光片12张，捐款⟦X⟧元。",
    "水印X行\n\n工作总结\n水印XX行\n捐款⟦X⟧元。\n水印X行",
    // Residue inside a line is not searched, but an invisible character in a match does not hide the match.
    "捐款<a X>⟦X⟧元<X>。\u{A0}⟦X⟧",
  ])
  func reportsMatches(_ draft: String) throws { try expectFindings(of: Self.forbidX(), in: draft) }

  @Test func seesThroughInvisibleCharacters() throws {
    try expectFindings(of: makeRule(ForbidRule.self, #"pattern: 'X\x{A0}?月'"#), in: "于⟦X\u{A0}月⟧⟦X月⟧")
    try expectFindings(of: makeRule(ForbidRule.self, #"pattern: '\x{A0}'"#), in: "于X\u{A0}月")
  }

  @Test func reportsTheMarkedGroup() throws {
    try expectFindings(
      of: makeRule(ForbidRule.self, "{pattern: '过多(?<comma>,)要求', mark: comma}"), in: "检查过多⟦,⟧要求多，过多，要求")
  }

  @Test func onlyTheMarkedGroupMustBeOutsideResidue() throws {
    try expectFindings(of: makeRule(ForbidRule.self, "{pattern: 'X<a>(?<m>Y)', mark: m}"), in: "X<a>⟦Y⟧")
    try expectFindings(of: makeRule(ForbidRule.self, "{pattern: 'X(?<m><a>)Y', mark: m}"), in: "X<a>Y")
  }

  @Test func fillsAFieldOfOneLanguage() throws {
    let metadata = RuleMetadata(
      id: RuleID("test/rule"), severity: .warning, message: LocalizedText(zh: "{match}{unit}", en: "found"))
    let options = ForbidRule.Options(pattern: PatternSource("(?<number>X)(?<unit>元|户)"), mark: "number")
    let rule = try ForbidRule(metadata, options, patterns: PatternCompiler())
    #expect(try messages(of: rule, in: "捐款X元，走访X户。") == ["X元", "X户"])
  }

  @Test func manyFindingsBecomeOneInfo() throws {
    let profile = try document("X").profile.id
    let rule = try makeRule(ForbidRule.self, "{pattern: X+, habit: {\(profile): 2}}")
    #expect(try rule.check(document("捐款X元，走访XX户，\n办班X期。")).map(\.severity) == [.warning, .warning, .warning])
    #expect(try rule.check(document("捐款X元。\n走访XX户。\n办班X期。")).map(\.severity) == [.info])
  }

  @Test func refusesAMarkWithoutAGroup() throws {
    #expect(throws: OptionError.self) { try makeRule(ForbidRule.self, "{pattern: '甲(?<a>乙)', mark: b}") }
  }

  @Test func fillsTheMessage() throws {
    let short = try makeRule(
      ForbidRule.self, message: "“{match}”{unit}{other}{none}", "pattern: 'X(?<unit>元|户)(?<none>丁)?'")
    #expect(try messages(of: short, in: "捐款X元，走访X户。") == ["“X元”元{other}", "“X户”户{other}"])
    let long = try makeRule(ForbidRule.self, "pattern: '(?s)甲.+乙'")
    #expect(try messages(of: long, in: "甲\n乙") == ["“甲…”"])
    #expect(
      try messages(of: long, in: "甲" + String(repeating: "丙", count: 60) + "乙")
        == ["“甲" + String(repeating: "丙", count: 39) + "…”"])
  }
}

@Suite struct ScopeTests {
  private static let draft = """
    X水印
    X县X局工作总结
    各位X同志：
    今年X。
      一、X工作。
    完成X件。
    （一）X学习。开展X次。
    X水印
    （二）X落实；
    二、X问题
    还有X个。
    总之，X。
    """

  @Test(arguments: [
    ("title", "X县X局工作总结"), ("headings", "  一、X工作。|（一）X学习|二、X问题"), ("lead-in", "今年X。"),
    ("closing", "总之，X。"), ("residue", "X水印|X水印"), ("part:problems", "二、X问题\n还有X个。"),
    ("part:plan", ""),
    ("text", "\nX县X局工作总结\n各位X同志：\n今年X。\n  一、X工作。\n完成X件。\n（一）X学习。开展X次。\n|\n（二）X落实；\n二、X问题\n还有X个。\n总之，X。"),
    ("opening", "X县X局工作总结\n各位X同志：\n今年X。\n  "),
    ("body", "\n|\n各位X同志：\n今年X。\n|\n完成X件。\n|。开展X次。\n|\n（二）X落实；\n|\n还有X个。\n总之，X。"),
  ])
  func ranges(word: String, expected: String) throws {
    let part = Part(
      id: Part.ID("problems"), name: LocalizedText(verbatim: "problems"), place: .sections, heading: try Pattern("问题"))
    let document = try document(Self.draft, parts: [part])
    let scope = try #require(Scope(word))
    #expect(scope.ranges(in: document).map { document.source[$0] }.joined(separator: "|") == expected)
  }

  @Test(arguments: ["", "txt", "part:", "part", "Text"])
  func refusesUnknownScopes(word: String) { #expect(Scope(word) == nil) }
}
