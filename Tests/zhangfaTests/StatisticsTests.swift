import Foundation
import Testing

/// `--statistics`: the numbers of findings by rule and by draft.
@Suite struct StatisticsTests {
  private let place: Workplace

  init() throws {
    place = try Workplace()
    try place.write("一、甲\n一、乙\n丙。\n", to: "a.txt")
    try place.write("一、甲\n乙。\n二、丙\n丁。\n", to: "b.txt")
  }

  @Test func findingsAreCountedByRuleAndByDraft() throws {
    let text = try place.zhangfa("check", "--no-config", "--statistics", "--lang", "zh", "a.txt", "b.txt").output
    #expect(text.contains("     1  错误 numbering/duplicate  "))
    #expect(text.contains("     0  b.txt\n"))
    let json = try place.zhangfa("check", "--no-config", "--statistics", "--format", "json", "a.txt", "b.txt").output
    let object = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    let rules = try #require(object["rules"] as? [[String: Any]])
    let summary = try #require(object["summary"] as? [String: Int])
    let sum = rules.compactMap { $0["count"] as? Int }.reduce(0, +)
    #expect(sum == (summary["error"] ?? 0) + (summary["warning"] ?? 0) + (summary["info"] ?? 0))
    #expect((object["files"] as? [[String: Any]])?.count == 2)
    #expect(object["unread"] == nil)
    #expect(try place.zhangfa("check", "--statistics", "--format", "sarif", "a.txt").status == 2)
  }

  @Test func filesThatWereNotReadAreNamed() throws {
    try place.write("%PDF", to: "folder/c.pdf")
    let json = try place.zhangfa("check", "--no-config", "--statistics", "--format", "json", "folder").output
    let object = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    #expect((object["unread"] as? [[String: Any]])?.compactMap { $0["path"] as? String } == ["folder/c.pdf"])
  }
}
