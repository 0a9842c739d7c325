import Foundation
import Testing

/// `--format html`, as a reader sees the file.
@Suite struct HTMLReportTests {
  private let place: Workplace

  private static let draft = """
    沙洲镇2021年工作总结
    2021年，全镇围绕防汛保安抓落实，较好地完成了全年任务。
    一、主要工作
    （一）抓工程
    新建泵站X座，维修渠道12公里，“清淤”工程完成投资600万元。
    （一）抓队伍
    培训民兵三批，<script>alert(1)</script>储备沙袋2万条。
    二、2022年工作打算
    继续抓好泵站改造，力争汛前全部完工。
    """ + String(repeating: "\n全镇上下继续保持昂扬的精神状态，把各项工作抓细抓实抓到位。", count: 8) + "\n"

  init() throws {
    place = try Workplace()
    try place.write(Self.draft, to: "a.txt")
    try place.write("沙洲镇2022年工作要点\n一、抓工程\n新建泵站2座。\n二、抓队伍\n培训民兵两批。\n", to: "b.txt")
  }

  private func page(_ arguments: String...) throws -> String {
    try place.zhangfa(["check", "--no-config", "--format", "html", "--lang", "zh"] + arguments).output
  }

  private func matches(of pattern: String, in text: String) throws -> [String] {
    try text.matches(of: Regex<(Substring, Substring)>(pattern)).map { String($0.output.1) }
  }

  @Test func everyLinkLeadsSomewhereAndNoIdStandsTwice() throws {
    let page = try page("a.txt", "b.txt")
    let ids = try matches(of: #" id="([^"]*)""#, in: page)
    #expect(Set(ids).count == ids.count)
    let links = try matches(of: ##"href="#([^"]*)""##, in: page)
    #expect(links.count > 10)
    #expect(Set(links).subtracting(ids) == [])
    #expect(!page.contains("href=\"h") && !page.contains("src="))
  }

  @Test func eachFindingIsMarkedAndListed() throws {
    let page = try page("a.txt")
    let found = try place.zhangfa("check", "--no-config", "--format", "concise", "a.txt").lines.count
    #expect(found > 3)
    #expect(try matches(of: #"<li class="card (\w+)""#, in: page).count == found)
    #expect(try matches(of: #"id="d1m(\d+)""#, in: page).count == found)
    #expect(page.contains("新建泵站<mark class=\"error\" data-f=\""))
    #expect(!page.contains("<script>alert"))
    #expect(page.contains("&lt;script&gt;"))
  }

  @Test func aMissingPartStandsInTheOutlineWhereItBelongs() throws {
    let page = try page("a.txt")
    let outline = try #require(try matches(of: #"<nav[^>]*>((?s:.*?))</nav>"#, in: page).first)
    let entries = try matches(of: #"<a href="[^"]*">(.*?)</a>"#, in: outline)
    #expect(entries == ["一、主要工作", "（一）抓工程", "（一）抓队伍", "<b>✗</b> 存在问题", "二、2022年工作打算"])
    #expect(page.contains("<li class=\"missing\"><b title=\"缺少\">✗</b> 存在问题</li>"))
  }

  @Test func severalDraftsHaveATableAndOneHasNone() throws {
    #expect(try page("a.txt", "b.txt").contains("<div class=\"matrix\">"))
    #expect(try !page("a.txt").contains("<div class=\"matrix\">"))
    let nothing = try page("none.txt")
    #expect(nothing.contains("<section class=\"errors\">") && nothing.contains("none.txt"))
  }
}
