import Foundation
import Testing

/// `zhangfa baseline`, and `check --baseline`.
@Suite struct BaselineTests {
  private static let name = ".zhangfa-baseline.json"
  private let place: Workplace

  init() throws {
    place = try Workplace()
    try place.write("今年党员捐款X元。\n", to: "稿 件/一.txt")
    try place.write("走访困难群众XX户。\n", to: "b.md")
  }

  private func check(_ arguments: String...) throws -> CommandLineRun {
    try place.zhangfa(["check", "--select", "placeholder", "--format", "concise"] + arguments)
  }

  @Test func onlyWhatIsNewIsReported() throws {
    #expect(try check(".").status == 1)
    let written = try place.zhangfa("baseline")
    #expect(written.status == 0 && written.error == "")
    #expect(written.output == "\(Self.name): 2 findings in 2 drafts\n")
    #expect(try check(".", "--baseline", Self.name).status == 0)
    try place.write("召开党组会12次。\n\n今年党员捐款X元。\n工会慰问困难职工花费X元。\n", to: "稿 件/一.txt")
    let run = try check(".", "--baseline", Self.name)
    #expect(run.status == 1)
    #expect(run.lines.map { $0.split(separator: ": ")[0] } == ["稿 件/一.txt:4:11"])
  }

  @Test func holdsNoWordsAndIsSorted() throws {
    _ = try place.zhangfa("baseline")
    let text = try place.read(Self.name)
    #expect(!text.contains("党员") && !text.contains("困难"))
    let lines = text.split(separator: "\n")
    #expect(lines.count == 4 && lines[1].hasPrefix(#"{"path": "b.md", "rule": "placeholder/quantity", "before": ""#))
    _ = try place.zhangfa("baseline")
    #expect(try place.read(Self.name) == text)
    #expect(try place.names() == [Self.name, "b.md", "稿 件"])
  }

  @Test func theSummaryCounts() throws {
    _ = try place.zhangfa("baseline")
    try place.write("走访困难群众30户。\n", to: "b.md")
    let english = try place.zhangfa("--baseline", Self.name, "--select", "placeholder")
    #expect(
      english.lines
        == [
          "b.md (general text): nothing new", "稿 件/一.txt (general text): nothing new", "",
          "checked 2 files: nothing new; 1 known from the baseline, 1 of it gone",
        ].filter { !$0.isEmpty })
    let chinese = try place.zhangfa("--baseline", Self.name, "--select", "placeholder", "--lang", "zh")
    #expect(chinese.lines.last == "核稿 2 个文件，没有新问题；存量 1 处不报，清单中 1 处已消除")
    let json = try place.zhangfa("--baseline", Self.name, "--format", "json", "--select", "placeholder").output
    #expect(json.contains(#""gone":1"#) && json.contains(#""known":1"#))
    #expect(try !place.zhangfa("--format", "json").output.contains(#""known""#))
  }

  /// Each run reads the baseline, adds its findings and writes it. Without a lock, the findings of one run were lost.
  @Test func concurrentRunsKeepAllEntries() throws {
    let drafts = (0..<12).map { "d/\($0).txt" }
    for draft in drafts { try place.write("今年党员捐款X元。\n", to: draft) }
    let runs = try drafts.map { try place.start(executable, ["baseline", $0]) }
    for run in runs { run.waitUntilExit() }
    let text = try place.read(Self.name)
    for draft in drafts { #expect(text.contains("\"\(draft)\"")) }
  }

  @Test func pathsStartAtTheBaseline() throws {
    _ = try place.zhangfa("baseline")
    let elsewhere = try Workplace()
    let run = try elsewhere.zhangfa(
      "--baseline", place.folder.appending(path: Self.name).path, "--select", "placeholder", place.folder.path)
    #expect(run.status == 0, "\(run.output)")
    try elsewhere.link("link", to: place.folder.path)
    #expect(
      try elsewhere.zhangfa("--baseline", "link/\(Self.name)", "--select", "placeholder", "link/b.md").status == 0)
    let input = try place.zhangfa(
      ["-", "--stdin-filename", "b.md", "--baseline", Self.name, "--select", "placeholder"], input: "走访困难群众XX户。\n")
    #expect(input.status == 0)
    try FileManager.default.moveItem(
      at: place.folder.appending(path: "b.md"), to: place.folder.appending(path: "c.md"))
    #expect(try check("c.md", "--baseline", Self.name).status == 1)
  }

  @Test func onlyEntriesOfNamedDraftsAreReplaced() throws {
    _ = try place.zhangfa("baseline")
    try place.write("今年党员捐款30元。\n", to: "稿 件/一.txt")
    try place.write("捐款X元。\n", to: "c.md")
    #expect(try place.zhangfa("baseline", "c.md").output == "\(Self.name): 3 findings in 3 drafts\n")
    #expect(try place.zhangfa("baseline").output == "\(Self.name): 2 findings in 2 drafts\n")
    try FileManager.default.removeItem(at: place.folder.appending(path: "c.md"))
    #expect(try place.zhangfa("baseline", "b.md", "--lang", "zh").output == "\(Self.name)：1 个文件，存量 1 处\n")
  }

  @Test func pruningAddsNothing() throws {
    try place.write("捐款X元。\n", to: "c.md")
    _ = try place.zhangfa("baseline")
    let old = try place.read(Self.name)
    let lines = old.split(separator: "\n").map(String.init)
    // The entries of the file are in another order.
    try place.write(
      [lines[0], lines[3] + ",", lines[2], lines[1].dropLast() + "", lines[4], ""].joined(separator: "\n"),
      to: Self.name)
    let sorted = try place.read(Self.name)
    #expect(try place.zhangfa("baseline", "--prune").output == "\(Self.name): 0 removed, 3 left\n")
    #expect(try place.read(Self.name) == sorted)
    try place.write("走访XX户，慰问XX人。\n", to: "d.md")
    try FileManager.default.removeItem(at: place.folder.appending(path: "c.md"))
    #expect(try place.zhangfa("baseline", "--prune", "b.md").output == "\(Self.name): 1 removed, 2 left\n")
    let pruned = [lines[0], lines[3] + ",", lines[1].dropLast() + "", lines[4], ""].joined(separator: "\n")
    #expect(try place.read(Self.name) == pruned)
  }

  @Test func suppressedFindingsAreNotWritten() throws {
    try place.write("<!-- zhangfa-ignore placeholder -->\n走访困难群众XX户。\n", to: "b.md")
    #expect(try place.zhangfa("baseline").output == "\(Self.name): 1 finding in 1 draft\n")
  }

  @Test func entriesOfUnreadableDraftsAreKept() throws {
    _ = try place.zhangfa("baseline")
    let old = try place.read(Self.name)
    try place.write([0x00, 0x01, 0x02, 0xFF], to: "b.md")
    let run = try place.zhangfa("baseline")
    #expect(run.status == 2 && run.error.hasPrefix("b.md: error: "))
    #expect(try place.read(Self.name) == old)
  }

  @Test(arguments: [
    ("{\"version\": 7, \"findings\": []}\n", "b.json:1:1: error: version 7 of baselines is not known"),
    ("{\"version\": 1, \"findings\": [\n{\"path\": 1}]}\n", "b.json:2:1: error: broken baseline"),
    ("一、工作\n", "b.json:1:1: error: "), (nil, "b.json:1:1: error: no such baseline"),
  ])
  func brokenFiles(_ text: String?, _ message: String) throws {
    if let text { try place.write(text, to: "b.json") }
    for arguments in [["--baseline", "b.json"], ["baseline", "--prune", "--output", "b.json"]] {
      let run = try place.zhangfa(arguments)
      #expect(run.status == 2 && run.output == "")
      #expect(run.error.hasPrefix(message), "\(run.error)")
    }
    let run = try place.zhangfa("--baseline", "b.json", "--format", "jsonl")
    #expect(run.status == 2 && run.output.contains("b.json"))
    // A file that is not a valid baseline is not overwritten.
    if let text {
      #expect(try place.zhangfa("baseline", "-o", "b.json").status == 2)
      #expect(try place.read("b.json") == text)
    }
  }
}
