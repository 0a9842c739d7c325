import Diagnostics
import DraftText
import RuleEngine
import Testing

@testable import Linting

/// How settings change the findings.
@Suite struct LinterSettingsTests {
  static let draft = SourceText("组织党员捐款X元，拍摄X光片12张，实施“X”行动3次，走访XX户。")

  private func findings(_ settings: FileSettings, selecting: [String] = []) throws -> [String] {
    let ruleSet = try RuleSet.shipped()
    let selection = try RuleSelection(
      selected: selecting, ignored: [], known: ruleSet.rules.map(\.metadata.id))
    return try Linter(ruleSet, selection: selection, settings: settings).lint(Self.draft).diagnostics
      .filter { $0.ruleID.category == "placeholder" }
      .map { "\($0.severity) \(Self.draft[$0.range])" }
  }

  private func settings(_ severity: [String: SeverityWord] = [:], accept: [String] = []) -> FileSettings {
    var settings = FileSettings()
    settings.severity = severity.mapValues { Setting(value: $0, origin: "test") }
    settings.accepted = accept.map { Setting(value: $0, origin: "test") }
    return settings
  }

  @Test func withoutSettings() throws {
    #expect(try findings(settings()) == ["error X", "error X", "error XX"])
  }

  @Test func acceptedWordsAreNotReported() throws {
    #expect(try findings(settings(accept: ["“X”行动", "捐款X元"])) == ["error XX"])
    #expect(try findings(settings(accept: ["X行动", ""])).count == 3)
  }

  /// The title does not name the kind of the draft, and the kind that its parts show is a guess in every configuration.
  @Test func aGuessStaysARemark() throws {
    let ruleSet = try RuleSet.shipped()
    let draft = SourceText(
      "青梧街道上半年工作情况\n一、主要工作\n走访企业60家。\n二、存在问题\n学习不够。\n三、下一步打算\n继续走访。\n")
    func severities(_ settings: FileSettings) throws -> [String] {
      let linter = try Linter(ruleSet, selection: .all, settings: settings)
      return try linter.lint(draft).diagnostics.filter { $0.certainty == .guess }.map { "\($0.severity) \($0.ruleID)" }
    }
    let usual = try severities(settings())
    #expect(!usual.isEmpty)
    #expect(try severities(settings(["parts": .error])) == usual)
  }

  @Test func theLongestNameDecides() throws {
    #expect(try findings(settings(["placeholder": .info])) == ["info X", "info X", "info XX"])
    #expect(
      try findings(settings(["placeholder": .off, "placeholder/quantity": .warning])) == ["warning XX"])
  }

  @Test(
    "A name that somebody has said to be right is the measure",
    arguments: [
      (["霁川市水务局"], ["霁川县"]), (["霁川县水务局"], ["霁川市"]), (["霁川市水务局", "霁川县水务局"], []),
    ])
  func namesOfTheOffice(names: [String], reported: [String]) throws {
    var settings = FileSettings()
    settings.names = names.map { Setting(value: $0, origin: "test") }
    let draft = SourceText("霁川市水务局2023年工作总结\n一、主要工作\n维修渠道六十公里。\n霁川县水务局\n2023年12月28日\n")
    let found = try Linter(.shipped(), selection: .all, settings: settings).lint(draft).diagnostics
    #expect(found.filter { $0.ruleID.name == "agree/author" }.map { draft[$0.range] } == reported)
  }

  @Test func namesThatBeginWithAnOfficialNameAreNotReported() throws {
    var settings = FileSettings()
    settings.names = ["霁川市生态环境局", "霁川市环境局分局"].map { Setting(value: $0, origin: "test") }
    let draft = SourceText("霁川市生态环境局分局2023年工作总结\n一、主要工作\n抽查企业六十家。\n")
    let found = try Linter(.shipped(), selection: .all, settings: settings).lint(draft).diagnostics
    #expect(found.filter { $0.ruleID.name == "agree/author" }.isEmpty)
  }

  @Test func disabledRuleCanBeSelectedByItsID() throws {
    #expect(
      try findings(settings(["placeholder": .off]), selecting: ["placeholder/quantity"]) == ["error XX"])
    #expect(try findings(settings(["placeholder": .off]), selecting: ["placeholder"]) == [])
  }
}
