import Foundation
import TestSupport
import Testing

/// The effect of `.zhangfa.yaml` on a run of the program.
@Suite struct ConfigurationTests {
  private let place: Workplace

  init() throws {
    place = try Workplace()
    try place.write("捐款X元，购X光机2台，维修费X光机。\n", to: "稿件/a.txt")
    try place.write("捐款X元。\n", to: "稿件/发言/b c.txt")
  }

  private func check(_ arguments: String...) throws -> CommandLineRun {
    try place.zhangfa(["check", "--format", "concise", "--select", "placeholder"] + arguments)
  }

  @Test func nearestConfigurationApplies() throws {
    try place.write("severity: {placeholder: info}\n", to: ".zhangfa.yaml")
    try place.write("severity: {placeholder: warning}\n", to: "稿件/发言/.zhangfa.yaml")
    let run = try check("稿件")
    #expect(
      run.lines.map { $0.contains("b c.txt:1:3: warning: ") || $0.contains("a.txt:1:3: info: ") } == [true, true])
    #expect(run.status == 0)
  }

  @Test func overridesApplyToMatchingDrafts() throws {
    try place.write(
      """
      severity: {placeholder: warning}
      overrides:
        - files: [发言/, "*.md"]
          severity: {placeholder/money: off}
      """, to: ".zhangfa.yaml")
    let run = try check("稿件")
    #expect(run.lines.map { $0.split(separator: ":")[0] } == ["稿件/a.txt"], "\(run)")
  }

  @Test func excludedDraftsAreFoundByNameOnly() throws {
    try place.write("exclude: [发言/]\n", to: ".zhangfa.yaml")
    #expect(try check(".").lines.map { $0.split(separator: ":")[0] } == ["稿件/a.txt"])
    #expect(try check("稿件/发言/b c.txt").lines.count == 1)
    #expect(
      try check("--force-exclude", "稿件/发言/b c.txt", "稿件/a.txt").lines.map { $0.split(separator: ":")[0] } == [
        "稿件/a.txt"
      ])
  }

  @Test func theConfigurationInsideAnExcludedFolderDoesNotIncludeIt() throws {
    try place.write("exclude: [发言/]\n", to: ".zhangfa.yaml")
    try place.write("lang: en\n", to: "稿件/发言/.zhangfa.yaml")
    #expect(try check(".").lines.count == 1)
    #expect(try check("--force-exclude", "稿件/发言/b c.txt").output == "")
  }

  @Test func patternsOfAFileElsewhereStartFromTheWorkingFolder() throws {
    try place.write("overrides: [{files: [稿件/发言/], severity: {placeholder: off}}]\n", to: "配置/z.yaml")
    let run = try check("稿件", "--config", "配置/z.yaml")
    #expect(run.lines.map { $0.split(separator: ":")[0] } == ["稿件/a.txt"], "\(run)")
  }

  @Test func ruleFoldersIgnoredByGitAreRead() throws {
    try place.makeFolder(".git")
    try place.write("规则/\n", to: ".gitignore")
    try place.writeRule("规则/test/q.yaml", pattern: "光机")
    let run = try place.zhangfa("--format", "concise", "--select", "test/q", "--rules", "规则", "稿件/a.txt")
    #expect(run.lines.count == 2, "\(run)")
  }

  @Test(arguments: [["--force-exclude", "--stdin-filename", "归档/x.txt"], ["--select", "无"], ["--config", "无.yaml"]])
  func filterPassesItsInputThroughOnErrors(arguments: [String]) throws {
    try place.write("exclude: [归档/]\n", to: ".zhangfa.yaml")
    let run = try place.zhangfa(["check", "--fix", "-"] + arguments, input: "甲X元。\n")
    #expect(run.output == "甲X元。\n", "\(run)")
    #expect(run.status > 0)
  }

  @Test func aReportDoesNotReplaceADraft() throws {
    let run = try check("稿件", "--output", "稿件/a.txt")
    #expect(run.status == 2)
    #expect(run.error == "zhangfa: error: the report would replace the draft 稿件/a.txt\n")
    #expect(try place.read("稿件/a.txt").hasPrefix("捐款X元"))
  }

  @Test func acceptedWordsAreNotReported() throws {
    try place.write("accept: [捐款X元]\n", to: ".zhangfa.yaml")
    #expect(try check("稿件").output == "")
  }

  @Test func theLanguageIsThatOfTheWorkingFolder() throws {
    try place.write("lang: zh\n", to: ".zhangfa.yaml")
    try place.write("lang: en\n", to: "稿件/.zhangfa.yaml")
    #expect(try check("稿件/a.txt").output.contains("没有填写"))
    #expect(try check("稿件/a.txt", "--lang", "en").output.contains("never filled in"))
  }

  @Test func rulesOfItsOwnStartFromItsFolder() throws {
    try place.writeRule("稿件/规则/test/q.yaml", pattern: "光机")
    try place.write("rules: [规则]\nseverity: {placeholder: off, test/q: warning}\n", to: "稿件/.zhangfa.yaml")
    let run = try place.zhangfa("--format", "concise", "--select", "test/q", "稿件/a.txt")
    #expect(run.lines.map { String($0.suffix(8)) } == ["[test/q]", "[test/q]"], "\(run)")
    #expect(run.status == 0)
  }

  @Test func configAndNoConfigReplaceTheNearestFile() throws {
    try place.write("severity: {placeholder: off}\n", to: ".zhangfa.yaml")
    try place.write("severity: {placeholder: warning}\n", to: "宽.yaml")
    #expect(try check("稿件/a.txt").output == "")
    #expect(try check("稿件/a.txt", "--config", "宽.yaml").output.contains("warning: "))
    #expect(try check("稿件/a.txt", "--no-config").output.contains("error: "))
    let missing = try check("稿件/a.txt", "--config", "无.yaml")
    #expect(missing.status == 2)
    #expect(missing.error.contains("无.yaml:1:1: error: "))
  }

  @Test(arguments: [
    ("profil: speech", "稿件/.zhangfa.yaml:1:1: error: unknown key “profil”; did you mean “profile”?\nprofil: speech\n^"),
    ("profile: speach", "稿件/.zhangfa.yaml:1:10: error: unknown profile “speach”; did you mean “speech”?"),
    ("severity:\n  numberin/gap: off", "稿件/.zhangfa.yaml:2:3: error: unknown rule or category “numberin/gap”"),
    ("rules: [无]", "稿件/.zhangfa.yaml:1:9: error: no such rule folder: "),
    (
      "overrides:\n  - files: [a]\n    severity: {gap: off}",
      "稿件/.zhangfa.yaml:3:16: error: unknown rule or category “gap”"
    ),
  ])
  func faultsHaveTheirPlace(text: String, error: String) throws {
    try place.write(text, to: "稿件/.zhangfa.yaml")
    let run = try check("稿件")
    #expect(run.status == 2)
    #expect(run.error.hasPrefix(error), "\(run.error)")
    #expect(run.output == "")
  }

  @Test func printConfigShowsSettingsAndTheirSources() throws {
    try place.write(
      "profile: auto\noverrides:\n  - files: [发言/]\n    profile: speech\n    severity: {numbering: off}\n",
      to: ".zhangfa.yaml")
    let run = try place.zhangfa("check", "--print-config", "稿件/发言/b c.txt")
    #expect(run.status == 0)
    #expect(run.lines.starts(with: ["# 稿件/发言/b c.txt: .zhangfa.yaml", "profile: speech  # .zhangfa.yaml:4:14"]))
    #expect(run.lines.contains("  numbering/gap: off  # .zhangfa.yaml:5:16"))
    #expect(run.lines.contains("  count/mismatch: error"))
    let chosen = try place.zhangfa("check", "--profile", "plan", "--print-config", "稿件/a.txt")
    #expect(chosen.lines.contains("profile: plan  # --profile"))
  }

  @Test(arguments: ["zh", "en"])
  func initWritesWhatCanBeUsed(language: String) throws {
    #expect(try place.zhangfa("init", "稿件", "--lang", language).output == "稿件/.zhangfa.yaml\n")
    #expect(try check("稿件/a.txt").status == 1)
    let again = try place.zhangfa("init", "稿件")
    #expect(again.status == 2)
    #expect(again.error == "zhangfa: error: 稿件/.zhangfa.yaml is there already\n")
  }

  @Test(.enabled(if: SchemaValidator.obstacleOfValidators == nil, "the validators are not installed"))
  func theSchemasFitTheFiles() throws {
    let rules = Checkout.root.appending(path: "Rules")
    let files = try FileManager.default.subpathsOfDirectory(atPath: rules.path).filter { $0.hasSuffix(".yaml") }
    func urls(_ isIn: (String) -> Bool) -> [URL] { files.filter(isIn).map { rules.appending(path: $0) } }
    let profiles = urls { $0.hasPrefix("profiles/") }
    let ofRules = urls { $0.contains("/") && !$0.hasPrefix("profiles/") }
    #expect(profiles.count > 10 && ofRules.count > 60)
    #expect(try SchemaValidator.faults(ofYAML: profiles, schema: place.zhangfa("schema", "profile").output) == "")
    #expect(try SchemaValidator.faults(ofYAML: ofRules, schema: place.zhangfa("schema", "rule").output) == "")
    _ = try place.zhangfa("init")
    let template = [place.folder.appending(path: ".zhangfa.yaml")]
    #expect(try SchemaValidator.faults(ofYAML: template, schema: place.zhangfa("schema", "configuration").output) == "")
  }

  @Test(
    .enabled(if: SchemaValidator.obstacleOfValidators == nil, "the validators are not installed"),
    arguments: [
      "profil: speech", "profile: speach", "severity: {placeholder: fatal}", "severity: {numberin: off}", "lang: fr",
      "accept: X光机", "overrides: [{profile: speech}]", "overrides: [{files: [a], exclude: [b]}]", "names: [[a]]",
    ])
  func schemaRejectsWhatTheProgramRejects(text: String) throws {
    try place.write(text, to: ".zhangfa.yaml")
    #expect(try check("稿件/a.txt").status == 2)
    let file = [place.folder.appending(path: ".zhangfa.yaml")]
    let schema = try place.zhangfa("schema", "configuration", "--no-config").output
    #expect(try SchemaValidator.faults(ofYAML: file, schema: schema) != "")
  }
}
