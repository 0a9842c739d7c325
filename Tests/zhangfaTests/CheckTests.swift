import Foundation
import Testing

/// `zhangfa check` without errors. The tests have their own rule `test/q`, the only one that is selected.
@Suite struct CheckTests {
  private let place: Workplace

  init() throws {
    place = try Workplace()
    try place.writeRule("rules/test/q.yaml", pattern: "Ｑ")
    try place.write("甲Ｑ\n", to: "q.txt")
    try place.write("甲\n", to: "clean.txt")
  }

  private func check(_ arguments: String..., input: String = "", environment: [String: String] = [:]) throws
    -> CommandLineRun
  {
    try run(arguments, input, environment)
  }

  private func run(_ arguments: [String], _ input: String, _ environment: [String: String]) throws -> CommandLineRun {
    try place.zhangfa(
      ["check", "--rules", "rules", "--select", "test/q"] + arguments, input: input, environment: environment)
  }

  @Test(arguments: [
    (["q.txt"], 1), (["clean.txt"], 0), (["clean.txt", "q.txt"], 1), (["q.txt", "--fail-on", "never"], 0),
    (["."], 1), ([], 1), (["q.txt", "--ignore", "test/q"], 0),
  ])
  func statusTellsWhetherSomethingWasFound(arguments: [String], status: Int) throws {
    let run = try run(arguments, "", [:])
    #expect(run.status == status, "\(run)")
    #expect(run.error == "")
  }

  @Test(arguments: [("info", 0, 0, 1), ("warning", 0, 1, 1), ("error", 1, 1, 1)])
  func failOnSetsTheLeastSeverity(severity: String, onError: Int, onWarning: Int, onInfo: Int) throws {
    try place.writeRule("rules/test/q.yaml", severity: severity, pattern: "Ｑ")
    #expect(try check("q.txt").status == onError)
    #expect(try check("q.txt", "--fail-on", "warning").status == onWarning)
    #expect(try check("q.txt", "--fail-on", "info").status == onInfo)
  }

  /// Findings that are not listed are still counted. The limit does not affect the summary, the exit status, or formats
  /// for programs.
  @Test func maxFindingsShortensReportsForPeople() throws {
    try place.write("ＱＱＱ\n", to: "many.txt")
    let all = try check("many.txt", "q.txt", "--lang", "en")
    let some = try check("many.txt", "q.txt", "--lang", "en", "--max-findings", "2")
    #expect(some.status == 1)
    #expect(some.output.contains("2 more not listed\n"))
    #expect(some.output.split(separator: "\n").count { $0.contains("[test/q]") } == 2)
    #expect(some.output.split(separator: "\n").last == all.output.split(separator: "\n").last)
    #expect(try check("many.txt", "--max-findings", "0").status == 1)
    #expect(
      try check("many.txt", "--format", "json", "--max-findings", "2").output
        == check("many.txt", "--format", "json").output)
  }

  @Test func isTheDefaultCommand() throws {
    let run = try place.zhangfa("q.txt", "--rules", "rules", "--select", "test/q", "--format", "concise")
    #expect(run.output == "q.txt:1:2: error: “Ｑ” should not be here [test/q]\n")
    #expect(run.status == 1)
  }

  @Test func readsStandardInput() throws {
    #expect(try check("-", "--format", "concise", input: "Ｑ").output.hasPrefix("<stdin>:1:1: error: "))
    #expect(
      try check("-", "--stdin-filename", "稿/甲.txt", "--format", "concise", input: "Ｑ").output
        .hasPrefix("稿/甲.txt:1:1: error: "))
    let clean = try check("clean.txt", "-", "q.txt", "--format", "json", input: "甲")
    #expect(clean.status == 1)
    #expect(try paths(clean) == ["clean.txt", "<stdin>", "q.txt"])
    #expect(
      try paths(check("q.txt", "-", "q.txt", ".", "-", "--format", "json", input: "甲"))
        == ["q.txt", "<stdin>", "clean.txt"])
  }

  @Test(arguments: ["clean.txt\nq.txt\n", "clean.txt\r\nq.txt", "clean.txt\0q.txt\0"])
  func readsListsOfFiles(list: String) throws {
    try place.write(list, to: "list")
    #expect(try paths(check("--files-from", "list", "--format", "json")) == ["clean.txt", "q.txt"])
    #expect(try paths(check("--files-from", "-", "--format", "json", input: list)) == ["clean.txt", "q.txt"])
  }

  @Test func anEmptyListIsNothingToDo() throws {
    let run = try check("--files-from", "-", "--format", "json")
    #expect(run.status == 0)
    #expect(try paths(run) == [])
  }

  @Test func reportsManyFilesInTheirOrder() throws {
    let names = (100..<400).map { "many/\($0).txt" }
    for (index, name) in names.enumerated() {
      try place.write(String(repeating: "甲", count: index % 7 * 3_000) + "Ｑ", to: name)
    }
    let run = try check("many", "--format", "concise")
    #expect(run.lines.map { String($0.prefix { $0 != ":" }) } == names)
    #expect(try check("many", "--format", "concise").output == run.output)
  }

  @Test func writesTheReportToAFile() throws {
    try place.write("old", to: "report.json")
    let run = try check("q.txt", "--format", "json", "--output", "report.json")
    #expect(run.status == 1)
    #expect(run.output == "")
    #expect(try place.read("report.json") == check("q.txt", "--format", "json").output)
    #expect(try place.names() == ["clean.txt", "q.txt", "report.json", "rules"])
  }

  @Test func speaksTheLanguageOfTheLocale() throws {
    let chinese = "“Ｑ”不该有"
    #expect(try check("q.txt", environment: ["LC_ALL": "zh_CN.UTF-8"]).output.contains(chinese))
    #expect(try check("q.txt", environment: ["LC_ALL": "", "LANG": "zh_CN"]).output.contains(chinese))
    #expect(try !check("q.txt", environment: ["LC_ALL": "en_US", "LANG": "zh_CN"]).output.contains(chinese))
    #expect(try check("q.txt", "--lang", "zh").output.contains(chinese))
    #expect(try !check("q.txt", "--lang", "en", environment: ["LC_ALL": "zh_CN"]).output.contains(chinese))
  }

  @Test func colorsOnlyTerminalsUnlessTold() throws {
    #expect(try !check("q.txt").output.contains("\u{1B}"))
    #expect(try check("q.txt", "--color", "always").output.contains("\u{1B}"))
    #expect(try !check("q.txt", "--color", "never").output.contains("\u{1B}"))
  }

  @Test func fitsExcerptsToTheColumns() throws {
    try place.write(String(repeating: "甲", count: 100) + "Ｑ", to: "long.txt")
    let widths = ["40", "60", "-9223372036854775808", "9223372036854775807", "9223372036854775808", "many"]
    let excerpts = try widths.map { try check("long.txt", environment: ["COLUMNS": $0]).lines[2].count }
    #expect(excerpts == [21, 31, 11, 103, 51, 51])
  }

  @Test func endsQuietlyWhenTheOutputIsClosed() throws {
    try place.write(String(repeating: "Ｑ\n", count: 20_000), to: "many.txt")
    let run = try place.shell("\"$0\" many.txt --rules rules --select test/q | head -n 1")
    #expect(run.error == "")
    #expect(run.output.hasPrefix("many.txt ("))
  }

  private func paths(_ run: CommandLineRun) throws -> [String] {
    try run.json(JSONFiles.self).files.map(\.path)
  }
}

/// The fields of a JSON report that the tests read.
struct JSONFiles: Decodable {
  struct File: Decodable { let path: String }
  struct Failure: Decodable { let path, message: String, rule: String?, line, column: Int? }
  let files: [File]
  let errors: [Failure]
}
