import Foundation
import Testing

/// `zhangfa rules` and `zhangfa explain`.
@Suite struct RuleListTests {
  private let place: Workplace

  init() throws {
    place = try Workplace()
    try place.writeRule("rules/test/q.yaml", severity: "off", pattern: "Ｑ")
    try place.writeRule("rules/test/longer-name.yaml", severity: "info", pattern: "Ｑ")
  }

  @Test(arguments: [("zh", "全部", "“{match}”不该有"), ("en", "all", "“{match}” should not be here")])
  func listsOneRulePerLine(language: String, all: String, message: String) throws {
    let run = try place.zhangfa("rules", "--rules", "rules", "--lang", language)
    #expect(run.status == 0)
    let cells = run.lines.map { $0.split(separator: /\ {2,}/).map(String.init) }
    #expect(cells.contains(["test/q", "off", "-", all, message]))
    #expect(cells.contains(["test/longer-name", "info", "-", all, message]))
    #expect(cells.dropFirst().map(\.[0]) == cells.dropFirst().map(\.[0]).sorted())
    #expect(cells.first { $0[0] == "numbering/duplicate" }?[2] == "safe")
    #expect(cells.first { $0[0] == "parts/missing" }?[3].contains("general") == true)
  }

  @Test func columnsStandUnderEachOther() throws {
    let lines = try place.zhangfa("explain", "test", "--rules", "rules").lines
    #expect(
      lines == [
        "rule              severity  fix  profiles  message",
        "test/longer-name  info      -    all       “{match}” should not be here",
        "test/q            off       -    all       “{match}” should not be here",
      ])
  }

  @Test func profilesAreListed() throws {
    let run = try place.zhangfa("rules", "--profiles", "--lang", "zh")
    #expect(run.status == 0)
    #expect(run.lines[0].hasPrefix("文种  "))
    #expect(run.lines.contains { $0.hasPrefix("annual-summary ") && $0.contains("存在问题 (warning)") })
    // A Han character takes two columns.
    let starts = try run.lines.map { line in
      let last = try #require(line.split(separator: /\ {2,}/).last)
      return line[..<last.startIndex].unicodeScalars.reduce(0) { $0 + ($1.properties.isIdeographic ? 2 : 1) }
    }
    #expect(Set(starts).count == 1)
  }

  private struct Description: Decodable {
    struct Rule: Decodable {
      struct Examples: Decodable { let bad, good: Int }
      let id, category, severity, kind, message: String
      let source, fix: String?
      let profiles: [String]
      let file: String
      let examples: Examples
    }
    struct Profile: Decodable {
      struct Part: Decodable { let part, name, missing, implied: String }
      let id, file: String
      let parts: [Part]
    }
    let version: Int
    let rules: [Rule]
    let profiles: [Profile]
  }

  @Test func jsonForOtherPrograms() throws {
    let run = try place.zhangfa("rules", "--rules", "rules", "--format", "json")
    let list = try JSONDecoder().decode(Description.self, from: Data(run.output.utf8))
    #expect(list.version == 1)
    let own = try #require(list.rules.first { $0.id == "test/q" })
    #expect(own.file == "rules/test/q.yaml" && own.severity == "off" && own.kind == "forbid" && own.examples.bad == 2)
    #expect(own.profiles == list.profiles.map(\.id).sorted())
    let missing = try #require(list.rules.first { $0.id == "parts/missing" })
    #expect(!missing.profiles.contains("general") && missing.profiles.contains("speech"))
    #expect(missing.source?.contains("article 20") == true && missing.file == "Rules/parts/missing.yaml")
    let summary = try #require(list.profiles.first { $0.id == "annual-summary" })
    #expect(summary.parts.first { $0.part == "problems" }?.implied == "info")
  }

  /// One rule of each kind, because the page of a rule depends on its kind.
  @Test func rulesOfEachKindAreExplainedInBothLanguages() throws {
    let run = try place.zhangfa("rules", "--format", "json")
    let list = try JSONDecoder().decode(Description.self, from: Data(run.output.utf8))
    let rules = Dictionary(list.rules.map { ($0.kind, $0) }) { first, _ in first }.values
    #expect(rules.count > 5)
    for rule in rules {
      for (language, headings) in [("zh", ["为什么", "不想看到它"]), ("en", ["Why", "How to suppress it"])] {
        let page = try place.zhangfa("explain", rule.id, "--lang", language)
        #expect(page.status == 0)
        for text in headings + ["  " + rule.kind, rule.file] {
          #expect(page.output.contains(text), "\(rule.id): \(text)")
        }
      }
    }
  }

  @Test func aRuleOfOnesOwnIsExplained() throws {
    let page = try place.zhangfa("explain", "test/q", "--rules", "rules")
    #expect(page.status == 0)
    #expect(
      page.output == """
        test/q
          “{match}” should not be here

          severity   off (used only with --select test/q)
          category   test
          profiles   all
          fix        none
          file       rules/test/q.yaml
          kind       forbid
            pattern  Ｑ

        Why
          a test

        Reported, between ⟦ and ⟧
          试⟦Ｑ⟧
          ⟦Ｑ⟧试

        Not reported
          试
          验

        How to suppress it
          zhangfa --ignore test/q …       without this rule
          zhangfa --ignore test …         without the rules of its category
          zhangfa --select test/q …       with this rule alone
          <!-- zhangfa-ignore test/q -->  in Markdown: not in the next block

        """)
  }

  @Test(arguments: [
    ("annual-summary", ["annual-summary", "Parts, in their order", "How a draft is recognised"]),
    ("profiles/general", ["general", "  what is nothing else is this", "  it asks for none"]),
    ("problems", ["problems", "Headings that name it", "Profiles that speak of it"]),
    ("plan", ["plan", "  name      工作计划 (plan of work)", "  name   下步打算 (plan)"]),
    ("parts.yaml/plan", ["plan", "  name   下步打算 (plan)"]),
    ("safeguards", ["safeguards", "  plan     plan of work  off         off"]),
    ("parts/missing", ["What the profiles ask for"]),
    ("appeal", ["  or the form of address has  ^(?&indent)(?:敬爱的|尊敬的)?党(?:组织|支部)[：:]"]),
  ])
  func explainsProfilesAndParts(name: String, lines: [String]) throws {
    let page = try place.zhangfa("explain", name)
    #expect(page.status == 0)
    for line in lines { #expect(page.lines.contains(line), "\(line)\n\(page.output)") }
  }

  @Test(arguments: [
    ("test/r", "test/q"), ("anual-summary", "annual-summary"), ("probelms", "problems"),
    ("duplicate", "enumeration/duplicate"),
  ])
  func namesTheNearest(name: String, nearest: String) throws {
    let run = try place.zhangfa("explain", name, "--rules", "rules")
    #expect(run.status == 2)
    #expect(
      run.error == "zhangfa: error: there is no rule, category, profile or part “\(name)”; did you mean “\(nearest)”?\n"
    )
  }
}
