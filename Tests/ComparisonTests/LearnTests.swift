import Diagnostics
import DraftOutline
import DraftText
import Linting
import RuleEngine
import RuleFiles
import ShippedRules
import Testing

@testable import Comparison

/// Profiles that `zhangfa learn` makes from documents of earlier years.
@Suite struct LearnTests {
  /// Twenty summaries of one office. Every fifth has no section on problems; every third has another heading for plans.
  private static let drafts = (0..<20).map { index in
    let year = 2001 + index
    let problems = index % 5 == 4 ? "" : "三、\(["存在问题", "存在的不足"][index % 2])\n人手不足，装备老化。\n"
    let plan = index % 3 == 0 ? "努力方向" : "\(year + 1)年工作打算"
    return """
      白鹭县水务局\(year)年工作总结
      \(year)年，县水务局围绕防汛抗旱和农村供水，各项工作取得新进展。现将情况总结如下：
      一、防汛抗旱工作
      加固堤防\(20 + index * 7)公里，使用X光机检测焊缝。
      二、党的建设工作
      开展主题党日\(10 + index)次。
      \(problems)\(index % 5 == 4 ? "三" : "四")、\(plan)
      继续抓好供水保障。
      白鹭县水务局
      \(year)年12月20日

      """
  }

  private static func parts() throws -> [Part] {
    try ShippedRules.ruleSet(with: []).textClasses.compactMap { textClass in
      if case .part(let part) = textClass.subject, textClass.id.name.hasPrefix("parts.yaml/") { part } else { nil }
    }
  }

  private static func past(_ texts: some Sequence<String>) throws -> [PastDraft] {
    let parts = try parts()
    return try texts.enumerated().map { index, text in
      try PastDraft(path: "\(index).txt", source: SourceText(text), by: .shipped(), parts: parts)
    }
  }

  private static func learn(_ texts: some Sequence<String>) throws -> (LearnedProfile, LearnedFiles) {
    let drafts = try past(texts)
    let textClasses = try ShippedRules.ruleSet(with: []).textClasses
    let definitions = Dictionary(textClasses.map { ($0.id.name, $0.node) }) { first, _ in first }
    let learned = try LearnedProfile(drafts, known: parts()) { definitions["profiles/\($0.id)/\($1.name)"] }
    let profile = try #require(learned)
    return (profile, LearnedFiles(profile, LearnedWords(profile.drafts), id: "our-own"))
  }

  private static func ruleSet(with files: LearnedFiles) throws -> RuleSet {
    let contents = files.files.map { (path: $0.path, bytes: Array($0.text.utf8)) }
    return try ShippedRules.ruleSet(with: [RuleFolder(path: "learned", files: contents)])
  }

  @Test func countsPartsAndHeadings() throws {
    let (profile, _) = try Self.learn(Self.drafts)
    #expect(profile.base.id == "annual-summary" && profile.drafts.count == 20)
    let problems = try #require(profile.parts.first { $0.id == "problems" })
    #expect(problems.headed == 16)
    #expect(problems.headings.map(\.count).reduce(0, +) == 16)
    #expect(Set(problems.headings.map(\.text)) == ["存在问题", "存在的不足"])
    let own = profile.parts.filter { !$0.isShared }
    #expect(own.flatMap(\.headings).map(\.text) == ["党的建设工作"])
  }

  @Test func namesAndWords() throws {
    let words = LearnedWords(try Self.past(Self.drafts))
    #expect(words.names.map(\.text) == ["白鹭县水务局"] && words.names.map(\.count) == [20])
  }

  /// The learned files pass their own examples, as in `zhangfa test`.
  @Test func learnedFilesPassTheirOwnExamples() throws {
    let (_, files) = try Self.learn(Self.drafts)
    let ruleSet = try Self.ruleSet(with: files)
    let run = ExampleRun(ruleSet)
    let own = ruleSet.textClasses.filter { $0.id.name.hasPrefix("profiles/our-own") }
    #expect(own.reduce(0) { $0 + $1.examples.count } > 3)
    #expect(own.flatMap(run.failures).map(\.example.value) == [])
  }

  /// A profile learned from 15 drafts judges the other 5 as the shipped profile does, with all parts or without one.
  @Test func learnedProfileJudgesAsTheShippedOne() throws {
    let (_, files) = try Self.learn(Self.drafts.prefix(15))
    let learned = try Linter(Self.ruleSet(with: files), selection: .all)
    for draft in Self.drafts.suffix(5) {
      let gaps = ["人手不足", "继续抓好供水保障"].map { word in
        draft.split(separator: "\n").filter { !$0.contains(word) && !$0.contains("存在") }.joined(separator: "\n") + "\n"
      }
      for text in [draft] + gaps {
        let source = SourceText(text)
        let (old, new) = (try Linter.shipped().lint(source), try learned.lint(source))
        #expect(new.profile.id == "our-own" && old.profile.id == "annual-summary")
        #expect(new.diagnostics.map(\.ruleID) == old.diagnostics.map(\.ruleID))
        #expect(new.diagnostics.map(\.range) == old.diagnostics.map(\.range))
        #expect(new.diagnostics.map(\.severity) == old.diagnostics.map(\.severity))
      }
    }
  }

  /// The learned profile of work plans requires parts that no shipped profile has.
  @Test func aProfileWithPartsOfItsOwn() throws {
    let texts = (2019...2022).map { year in
      "白鹭县\(year)年工作要点\n一、总体要求\n围绕供水。\n二、重点任务\n改造管网。\n三、保障措施\n压实责任。\n"
    }
    let (profile, files) = try Self.learn(texts)
    #expect(profile.base.id == "plan")
    let ruleSet = try Self.ruleSet(with: files)
    let own = ruleSet.textClasses.filter { $0.id.name.hasPrefix("profiles/our-own") }
    #expect(own.flatMap(ExampleRun(ruleSet).failures).map(\.example.value) == [])
    let linter = try Linter(ruleSet, selection: .all)
    for text in texts {
      let (old, new) = (try Linter.shipped().lint(SourceText(text)), try linter.lint(SourceText(text)))
      #expect(new.profile.id == "our-own" && new.diagnostics.map(\.ruleID) == old.diagnostics.map(\.ruleID))
    }
  }

  @Test func learnsAProfileForAnUnknownKind() throws {
    let texts = (1...6).map { index in
      "松岭县河长巡河记事（第\(index)号）\n一、巡查河段\n清溪\(index)段。\n二、发现情况\n岸坡有垃圾\(index)处。\n三、交办事项\n镇里三日内清理。\n"
    }
    let (profile, files) = try Self.learn(texts)
    #expect(profile.parts.filter { !$0.isShared }.map(\.name.zh) == ["巡查河段", "发现情况", "交办事项"])
    let linter = try Linter(Self.ruleSet(with: files), selection: .all)
    let source = SourceText("松岭县河长巡河记事（第9号）\n一、巡查河段\n清溪9段。\n二、发现情况\n岸坡有垃圾。\n")
    let found = try linter.lint(source)
    #expect(found.profile.id == "our-own")
    #expect(found.diagnostics.contains { $0.ruleID.name == "parts/missing" })
  }

  @Test(arguments: [
    ("20\\d\\d年工作打算", "2023年工作打算"), ("抓好“1\\+3”行动", "抓好“1+3”行动"), ("第\\d+号\\(试行\\)", "第12号(试行)"),
  ])
  func formsOfHeadings(pattern: String, heading: String) {
    // A digit is any number: 1+3 may be 2+4 next year.
    #expect(headingPattern(heading) == pattern.replacing("“1\\+3”", with: "“\\d+\\+\\d+”"))
  }
}
