import Foundation
import Testing

/// `--timing`. The tests do not depend on real durations.
@Suite struct TimingOptionTests {
  private let place: Workplace

  init() throws {
    place = try Workplace()
    try place.writeRule("rules/test/q.yaml", pattern: "Ｑ")
    try place.write("甲ＱＱ\n", to: "a.txt")
    try place.write("一、乙Ｑ\n", to: "b.txt")
  }

  /// The cells of a table, by the name in the first column.
  private func rows(_ text: String, under head: String) throws -> [(name: String, cells: [String])] {
    let lines = text.components(separatedBy: "\n")
    let start = try #require(lines.firstIndex { $0.hasPrefix(head + " ") })
    return lines[(start + 1)...].prefix { !$0.isEmpty }.map { line in
      let cells = line.replacing(" %", with: "%").components(separatedBy: "  ").map {
        $0.trimmingCharacters(in: .whitespaces)
      }.filter { !$0.isEmpty }
      return (cells[0], Array(cells.dropFirst()))
    }
  }

  private func shares(_ rows: [(name: String, cells: [String])]) -> Double {
    rows.reduce(0) { $0 + (Double($1.cells[1].dropLast()) ?? .nan) }
  }

  @Test func leavesTheReportAsItIs() throws {
    let plain = try place.zhangfa("a.txt", "b.txt", "--rules", "rules")
    let timed = try place.zhangfa("a.txt", "b.txt", "--rules", "rules", "--timing")
    #expect(plain.error == "")
    #expect(timed.output == plain.output)
    #expect(timed.status == plain.status)
    #expect(timed.error.contains("2 drafts of 0.0 KB"))
  }

  @Test func hasARowForEveryRule() throws {
    let text = try place.zhangfa("a.txt", "b.txt", "--rules", "rules", "--timing").error
    let rules = try rows(text, under: "rule")
    let known = try place.zhangfa("rules", "--rules", "rules").lines.dropFirst()
      .filter { !$0.contains(" off ") && !$0.contains("(optional)") }
      .compactMap { $0.split(separator: " ").first }.filter { $0.contains("/") }
    #expect(known.count > 50)
    #expect(rules.map(\.name).sorted() == known.map(String.init).sorted())
    #expect(rules.first { $0.name == "test/q" }?.cells.last == "3")
    let costs = rules.map { Double($0.cells[0]) ?? .nan }
    #expect(costs == costs.sorted(by: >))
    // Each share is rounded by at most 0.05.
    #expect(abs(shares(rules) - 100) <= 0.05 * Double(rules.count))
  }

  @Test func hasARowForEveryStep() throws {
    let text = try place.zhangfa("a.txt", "b.txt", "--rules", "rules", "--timing").error
    let steps = try rows(text, under: "step")
    #expect(
      steps.map(\.name) == [
        "start, rules, search for drafts", "reading", "outline", "rules", "settling findings", "report",
        "everything else", "total",
      ])
    #expect(steps.last?.cells[1] == "100.0%")
    #expect(abs(shares(steps.dropLast()) - 100) <= 0.05 * Double(steps.count))
  }

  @Test func showsOnlyWhatRan() throws {
    let text = try place.zhangfa("a.txt", "--rules", "rules", "--select", "test", "--timing", "--lang", "zh").error
    #expect(text.contains("稿件 1 份"))
    #expect(try rows(text, under: "规则").map(\.name) == ["test/q"])
  }

  @Test func countsOnlyDraftsThatCouldBeChecked() throws {
    let run = try place.zhangfa("none.txt", "a.txt", "--rules", "rules", "--timing")
    #expect(run.status == 2)
    #expect(run.error.contains("1 draft of 0.0 KB"))
    let nothing = try place.zhangfa("none.txt", "--timing")
    #expect(try rows(nothing.error, under: "rule").isEmpty)
  }

  @Test(arguments: ["--fix", "--diff"]) func timingIsRefusedWithFixes(option: String) throws {
    let run = try place.zhangfa("a.txt", option, "--timing")
    #expect(run.status == 2)
    #expect(run.error.contains("--timing"))
    #expect(try place.read("a.txt") == "甲ＱＱ\n")
  }
}
