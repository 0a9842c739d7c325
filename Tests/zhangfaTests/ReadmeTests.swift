import Foundation
import Testing

/// What README shows is what zhangfa does.
@Suite struct ReadmeTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  private static let text = (try? String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)) ?? ""

  /// The lines between the fence that begins with `opening` and the next one.
  private func block(after opening: String) throws -> [Substring] {
    let lines = Self.text.split(separator: "\n", omittingEmptySubsequences: false)
    let start = try #require(lines.firstIndex { $0.hasPrefix(opening) })
    return Array(lines[(start + 1)...].prefix { $0 != "```" })
  }

  @Test func theFirstExampleIsRealOutput() throws {
    let block = try block(after: "```console")
    let command = try #require(block.first).split(separator: " ").dropFirst(2).map(String.init)
    let place = try Workplace()
    let draft = try #require(command.first { $0.hasSuffix(".txt") })
    try place.write(Array(Data(contentsOf: Self.root.appending(path: draft))), to: draft)
    let run = try place.zhangfa(command, environment: ["COLUMNS": "100"])
    #expect(run.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast() == block.dropFirst())
  }

  @Test func theRuleOfOnesOwnHolds() throws {
    let rule = try block(after: "```yaml")
    let path = try #require(rule.first).dropFirst("# our-rules/".count)
    let place = try Workplace()
    try place.write(rule.joined(separator: "\n"), to: "our-rules/\(path)")
    let run = try place.zhangfa("test", "our-rules")
    #expect(run.status == 0)
    #expect(run.output.contains("4 examples of 1 rule"))
  }
}
