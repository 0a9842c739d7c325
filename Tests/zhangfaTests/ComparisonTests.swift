import Foundation
import TestSupport
import Testing

/// `zhangfa compare`, `recheck` and `learn`.
@Suite struct ComparisonCommandTests {
  private let place: Workplace

  init() throws {
    place = try Workplace()
    for year in 2019...2023 {
      try place.write(
        "青梧街道\(year)年工作总结\n2022年，街道工作平稳有序。\n一、主要工作\n改造小区\(year - 2000)个。\n二、存在问题\n力量不足。\n三、下步打算\n补齐短板。\n",
        to: "past/\(year).txt")
    }
    try place.write("今年党员捐款X元，走访XX户。\n", to: "draft.txt")
    try place.write("\n今年党员捐款X元，走访36户。\n", to: "revised.txt")
  }

  @Test func compareListsLeftovers() throws {
    let run = try place.zhangfa("compare", "past/2022.txt", "past/2023.txt")
    #expect(run.status == 1 && run.error == "")
    #expect(
      run.lines.contains("past/2023.txt:2:1: “2022年” is as it was last year; this year it should be “2023年” [year]"))
    #expect(run.lines.last == "1 not brought up to date")
    try place.write(place.read("past/2023.txt").replacing("2022年", with: "2023年"), to: "past/2023.txt")
    #expect(try place.zhangfa("compare", "past/2022.txt", "past/2023.txt").status == 0)
  }

  @Test func compareWritesJSON() throws {
    let run = try place.zhangfa("compare", "past/2022.txt", "past/2023.txt", "--format", "json")
    let json = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let leftovers = try #require(json["leftovers"] as? [[String: Any]])
    #expect(leftovers.map { $0["kind"] as? String } == ["year"])
    #expect((json["outline"] as? [Any])?.count == 3)
  }

  @Test(arguments: [
    (["compare", "past/2022.txt", "past/2023.txt"], ["没有更新的有 1 处", "<mark class=\"warning\">2022年</mark>，街道工作"]),
    (["recheck", "draft.txt", "revised.txt"], ["未改（1）", "已改（1）", "捐款<mark class=\"warning\">X</mark>元", "□已改"]),
    (["learn", "past"], ["学习 5 篇（年度总结）", "<td>存在问题</td><td>5/5</td>"]),
  ])
  func compareWritesHTML(_ arguments: [String], _ words: [String]) throws {
    let page = try place.zhangfa(arguments + ["--format", "html", "--lang", "zh"]).output
    for word in words { #expect(page.contains(word)) }
    #expect(page.contains("default-src &#39;none&#39;") && !page.contains("<script>"))
    guard SchemaValidator.obstacleOfValidators == nil else { return }
    #expect(try SchemaValidator.faults(of: page, format: "html") == "")
  }

  @Test func textOfDraftsIsEscapedInHTML() throws {
    try place.write("今年党员捐款X元，走访XX户。<script>alert(1)</script>\n", to: "draft.txt")
    try place.write("今年党员捐款X元。<script>alert(1)</script>\n", to: "revised.txt")
    let page = try place.zhangfa("recheck", "draft.txt", "revised.txt", "--format", "html").output
    #expect(page.contains("&lt;script&gt;alert(1)") && !page.contains("<script>"))
  }

  @Test(arguments: [
    ["compare", "past/2022.txt", "none.txt"], ["compare", "past/2022.txt"], ["recheck", "none.txt", "draft.txt"],
    ["learn", "none"], ["learn", "past", "--id", "../x"],
  ])
  func invalidArgumentsAreRefused(_ arguments: [String]) throws {
    let run = try place.zhangfa(arguments)
    #expect(run.status == 2 || run.status == 64)
    #expect(run.output == "" && run.error != "")
  }

  @Test func recheckCountsAndLists() throws {
    let run = try place.zhangfa("recheck", "draft.txt", "revised.txt")
    #expect(run.status == 1)
    #expect(run.output.contains("1 put right, 1 still there, 0 new"))
    #expect(
      run.output.contains("revised.txt:2:7: error: ") && run.output.contains("draft.txt:1:7: its place in the draft"))
    #expect(try place.zhangfa("recheck", "draft.txt", "revised.txt", "--fail-on", "never").status == 0)
    let json = try place.zhangfa("recheck", "draft.txt", "revised.txt", "--format", "json").output
    #expect(json.contains("\"putRight\" : 1"))
  }

  @Test func learnCountsDocumentsAndNamesThoseOfOtherKinds() throws {
    let one = try place.zhangfa("learn", "past/2023.txt")
    #expect(one.output.hasPrefix("learned from 1 document (annual summary)\n"), "\(one)")
    #expect(one.lines.last == "by the learned profile 1 of 1 document judged as before")
    try place.write("青梧街道2023年工作要点\n一、抓养老\n新建食堂2处。\n二、抓安全\n排查隐患120处。\n", to: "plan.txt")
    let run = try place.zhangfa("learn", "past", "plan.txt")
    #expect(
      run.lines.prefix(2) == ["learned from 5 documents (annual summary)", "not learned from: plan.txt (plan of work)"])
  }

  @Test func learnWritesOnlyWhereAskedAndOnlyOnce() throws {
    let run = try place.zhangfa("learn", "past")
    #expect(run.status == 0 && run.output.hasPrefix("learned from 5 documents (annual summary)\n"))
    #expect(try place.names() == ["draft.txt", "past", "revised.txt"])
    #expect(try place.zhangfa("learn", "past", "--output", "learned").status == 0)
    #expect(try place.zhangfa("test", "learned").status == 0)
    let profile = try place.read("learned/profiles/our-own.yaml")
    try place.write("accept: []\n", to: "learned/.zhangfa.yaml")
    let again = try place.zhangfa("learn", "past", "--output", "learned")
    #expect(again.status == 2 && again.error.contains("is there already"))
    #expect(try place.read("learned/profiles/our-own.yaml") == profile)
    #expect(try place.read("learned/.zhangfa.yaml") == "accept: []\n")
  }
}
