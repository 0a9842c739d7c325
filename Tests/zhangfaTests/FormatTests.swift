import Foundation
import TestSupport
import Testing

/// Formats for programs, from the command line to the values that these programs read.
@Suite struct FormatTests {
  private let place: Workplace

  /// All formats except those for people.
  private static let machineFormats = [
    "json", "jsonl", "sarif", "github", "gitlab", "checkstyle", "junit", "rdjson", "rdjsonl",
  ]

  init() throws {
    place = try Workplace()
    try place.writeRule("rules/test/q.yaml", pattern: "Ｑ")
    try place.write("一、甲\r\n　　𠮷Ｑ\r\n", to: "稿 件/半年 总结.txt")
    try place.write("甲\n", to: "clean.txt")
  }

  private func check(_ format: String, _ arguments: String..., environment: [String: String] = [:]) throws
    -> CommandLineRun
  {
    try place.zhangfa(
      ["--format", format, "--rules", "rules", "--select", "test/q"] + arguments, environment: environment)
  }

  private static let validators = ConditionTrait.enabled(
    if: SchemaValidator.obstacle == nil, Comment(rawValue: SchemaValidator.obstacle ?? ""))

  @Test(arguments: machineFormats)
  func holdsWhatCouldNotBeChecked(format: String) throws {
    try place.write("", to: "空 的.txt")
    let run = try check(format, "稿 件", "空 的.txt", "clean.txt", "--lang", "zh")
    #expect(run.status == 2)
    #expect(run.error == "")
    #expect(run.output.contains("“Ｑ”不该有"))
    #expect(run.output.contains("空文件"))
    #expect(try check(format, "稿 件", "--lang", "en").output.contains("“Ｑ” should not be here"))
  }

  @Test(arguments: machineFormats)
  func isTheSameInAFile(format: String) throws {
    let environment = ["SOURCE_DATE_EPOCH": "1625040000"]
    let run = try check(format, "稿 件", "--output", "report", environment: environment)
    #expect(run.output == "")
    #expect(run.status == 1)
    #expect(try place.read("report") == check(format, "稿 件", environment: environment).output)
  }

  @Test(validators, arguments: SchemaValidator.formats)
  func isValidOnRealDrafts(format: String) throws {
    try place.write([0xFF, 0xFF, 0xFF], to: "bad.txt")
    let run = try place.zhangfa(Checkout.fixtures.path, "bad.txt", "稿 件", "--format", format)
    #expect(run.status == 2)
    #expect(try SchemaValidator.faults(of: run.output, format: format) == "")
  }

  @Test(validators, arguments: SchemaValidator.formats)
  func isValidWhenTheRulesAreBroken(format: String) throws {
    try place.writeRule("rules/test/broken.yaml", pattern: "甲(乙")
    let run = try check(format, "clean.txt")
    #expect(run.status == 2)
    #expect(run.output.contains("broken.yaml"))
    #expect(try SchemaValidator.faults(of: run.output, format: format) == "")
  }

  @Test(validators, arguments: SchemaValidator.formats)
  func isValidWithoutFindings(format: String) throws {
    let run = try check(format, "clean.txt")
    #expect(run.status == 0)
    #expect(try SchemaValidator.faults(of: run.output, format: format) == "")
  }

  @Test(arguments: ["sarif", "github", "gitlab"])
  func pathsStartAtTheRepository(format: String) throws {
    let path = format == "sarif" ? "%E7%A8%BF%20%E4%BB%B6/%E5%8D%8A%E5%B9%B4%20%E6%80%BB%E7%BB%93.txt" : "稿 件/半年 总结.txt"
    let folder = place.folder.resolvingSymlinksInPath()
    for given in ["稿 件", "./稿 件/../稿 件", folder.appending(path: "稿 件").path] {
      let output = try check(format, given).output
      #expect(output.contains("\"\(path)\"") || output.contains("file=\(path),"), "\(given)")
    }
    let variable = format == "gitlab" ? "CI_PROJECT_DIR" : "GITHUB_WORKSPACE"
    let outer = try check(format, "稿 件", environment: [variable: folder.deletingLastPathComponent().path]).output
    #expect(outer.contains("\(folder.lastPathComponent)/\(path)"))
    let elsewhere = try check(format, "稿 件", environment: [variable: "/somewhere/else"]).output
    #expect(try elsewhere == check(format, "稿 件").output)
  }

  @Test func describesTheRulesOfTheRun() throws {
    struct Log: Decodable {
      struct Run: Decodable { let tool: Tool }
      struct Tool: Decodable { let driver: Driver }
      struct Driver: Decodable { let rules: [Rule] }
      struct Rule: Decodable { let id: String }
      let runs: [Run]
    }
    func rules(_ run: CommandLineRun) throws -> [String] {
      try run.json(Log.self).runs.flatMap(\.tool.driver.rules).map(\.id)
    }
    #expect(try rules(check("sarif", "clean.txt")) == ["test/q"])
    let shipped = try rules(place.zhangfa("clean.txt", "--format", "sarif", "--ignore", "numbering"))
    #expect(shipped.contains("parts/missing"))
    #expect(!shipped.contains("numbering/gap"))
  }

  @Test func datesTestSuites() throws {
    let dated = try check("junit", "clean.txt", environment: ["SOURCE_DATE_EPOCH": "1625040000"])
    #expect(dated.output.contains("timestamp=\"2021-06-30T08:00:00\""))
    for epoch in ["", "yesterday", "-1", "9223372036854775807"] {
      let now = try check("junit", "clean.txt", environment: ["SOURCE_DATE_EPOCH": epoch])
      #expect(now.output.contains(/timestamp="20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d"/), "\(epoch)")
    }
  }
}
