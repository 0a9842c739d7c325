import Diagnostics
import DraftText
import Reporting
import Testing

/// Reports with a limited number of findings.
@Suite struct ShortenedReporterTests {
  /// A file with `count` findings.
  private func file(_ path: String, _ count: Int) -> FileReport {
    let sample = Sample(String(repeating: "甲", count: count))
    return sample.report(path, (0..<count).map { sample.finding("test/rule", .error, at: sample.range("甲", $0)) })
  }

  @Test(arguments: [(3, 3, 0), (2, 2, 1), (1, 1, 2), (0, 0, 3), (9, 3, 0)])
  func countsWhatItDoesNotList(most: Int, listed: Int, unlisted: Int) {
    let lines = rendered(.concise, [file("a.txt", 2), file("b.txt", 1)], listing: most).split(separator: "\n")
    #expect(lines.count { $0.contains("[test/rule]") } == listed)
    #expect(lines.dropFirst(listed) == (unlisted == 0 ? [] : ["还有 \(unlisted) 处未列出"]))
  }

  @Test func speaksEnglish() {
    #expect(rendered(.concise, [file("a.txt", 2)], .en, listing: 0) == "2 more not listed\n")
  }

  @Test func fileWithUnlistedFindingsIsNotCalledClean() {
    let text = rendered(.text, [file("a.txt", 1), file("b.txt", 2), file("c.txt", 0)], listing: 1)
    #expect(
      text.split(separator: "\n").filter { !$0.hasPrefix(" ") } == [
        "a.txt（年度总结）", "a.txt:1:1: 错误: “甲”有误 [test/rule]", "c.txt（年度总结）没有发现问题", "还有 2 处未列出",
        "核稿 3 个文件，错误 3，警告 0，提示 0",
      ])
  }

  @Test(arguments: ReportFormat.allCases.filter { ![.text, .concise].contains($0) })
  func leavesFormatsForProgramsWhole(format: ReportFormat) {
    let files = [file("a.txt", 2), file("b.txt", 1)]
    #expect(rendered(format, files, listing: 1) == rendered(format, files))
  }
}
