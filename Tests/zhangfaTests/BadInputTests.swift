import Foundation
import Testing

/// An error in one file is reported with its position, and the other files are still checked.
@Suite struct BadFileTests {
  private let place: Workplace

  init() throws {
    place = try Workplace()
    try place.writeRule("rules/test/q.yaml", pattern: "Ｑ")
    try place.write("甲Ｑ\n", to: "q.txt")
  }

  /// Checks `path` and, after it, the draft with a finding.
  private func expectError(
    _ path: String, _ english: String, _ chinese: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let arguments = [path, "q.txt", "--rules", "rules", "--select", "test/q"]
    let concise = try place.zhangfa(arguments + ["--format", "concise"])
    #expect(concise.status == 2, sourceLocation: sourceLocation)
    #expect(concise.error == "\(path): error: \(english)\n", sourceLocation: sourceLocation)
    #expect(
      concise.output == "q.txt:1:2: error: “Ｑ” should not be here [test/q]\n", sourceLocation: sourceLocation)

    let text = try place.zhangfa(arguments + ["--lang", "zh"])
    #expect(text.status == 2, sourceLocation: sourceLocation)
    #expect(text.error == "\(path): 错误: \(chinese)\n", sourceLocation: sourceLocation)
    #expect(text.output.contains("q.txt:1:2: 错误: “Ｑ”不该有 [test/q]"), sourceLocation: sourceLocation)

    let json = try place.zhangfa(arguments + ["--format", "json"])
    #expect(json.status == 2, sourceLocation: sourceLocation)
    #expect(json.error == "", sourceLocation: sourceLocation)
    let report = try json.json(JSONFiles.self)
    #expect(report.files.map(\.path) == ["q.txt"], sourceLocation: sourceLocation)
    #expect(report.errors.map { [$0.path, $0.message] } == [[path, english]], sourceLocation: sourceLocation)
  }

  @Test func aMissingFile() throws { try expectError("none.txt", "no such file", "没有这个文件") }

  @Test func aFolderWithoutDrafts() throws {
    try place.makeFolder("x.txt/sub")
    try place.write("甲", to: "x.txt/notes.rst")
    try expectError(
      "x.txt", "no drafts (.txt, .md, .docx) in this folder", "文件夹里没有可核的稿件（.txt、.md、.docx）")
  }

  @Test func aLinkToNothing() throws {
    try place.link("link.txt", to: "gone.txt")
    try expectError("link.txt", "no such file", "没有这个文件")
  }

  @Test(.disabled(if: getuid() == 0, "root may read anything"))
  func anUnreadableFile() throws {
    try place.write("甲", to: "closed.txt")
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: place.folder.path + "/closed.txt")
    try expectError("closed.txt", "permission denied", "没有读取权限")
  }

  @Test func aBinaryFile() throws {
    try place.write([0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0, 0, 0, 0, 0, 0xFF, 0xFE, 0, 1], to: "program.txt")
    try expectError("program.txt", "not a text file: this is binary data", "不是文本文件：这是二进制数据")
    try place.write("%PDF-1.7\n", to: "paper.txt")
    try expectError("paper.txt", "not a text file: this is a PDF", "不是文本文件：这是 PDF 文件")
  }

  @Test func anEmptyFile() throws {
    try place.write("", to: "empty.txt")
    try expectError("empty.txt", "empty file", "空文件")
    try place.write("\u{FEFF}\r\n", to: "blank.txt")
    try expectError("blank.txt", "empty file", "空文件")
  }

  @Test func undecodableBytes() throws {
    try place.write(Array("甲乙".utf8) + [0x0A, 0xFF, 0xFF, 0x0A], to: "bad.txt")
    let error = try place.zhangfa("bad.txt").error
    #expect(error.contains("byte 7"))
    let reason = error.dropFirst("bad.txt: error: ".count).dropLast()
    let chinese = try place.zhangfa("bad.txt", "--lang", "zh").error.dropFirst("bad.txt: 错误: ".count).dropLast()
    #expect(chinese.contains("第 7 字节"))
    try expectError("bad.txt", String(reason), String(chinese))
  }

  @Test func aDamagedWordDocument() throws {
    try place.write("PK\u{3}\u{4}", to: "甲.DOCX")
    try expectError("甲.DOCX", "the document is damaged: it cannot be unpacked", "文档已损坏，压缩包无法解开")
    try place.write("甲", to: "text.docx")
    try expectError("text.docx", "not a Word document", "不是 Word 文档")
    try place.write("%PDF-1.7", to: "paper.docx")
    try expectError("paper.docx", "not a Word document: this is a PDF", "不是 Word 文档：这是 PDF 文件")
    try place.write("", to: "empty.docx")
    try expectError("empty.docx", "empty file", "空文件")
  }

  @Test(arguments: ["xlsx", "zip"])
  func aFormatThatIsNotRead(fileExtension: String) throws {
    try place.write("甲", to: "a.\(fileExtension)")
    try expectError(
      "a.\(fileExtension)", "cannot check .\(fileExtension) files; save the draft as .docx or .txt",
      "不能核 .\(fileExtension) 文件，请另存为 .docx 或 .txt")
  }

  @Test(arguments: ["doc", "wps", "odt", "rtf"])
  func aFormatThatNeedsLibreOffice(fileExtension: String) throws {
    try place.write("甲", to: "a.\(fileExtension)")
    try expectError(
      "a.\(fileExtension)",
      "LibreOffice is needed to check .\(fileExtension) files: install it (soffice), or save the draft as .docx",
      "核 .\(fileExtension) 文件需要 LibreOffice：请安装（命令 soffice），或另存为 .docx 再核")
  }

  @Test(arguments: ["pdf", "ofd"])
  func pdfAndOFDAreRefused(fileExtension: String) throws {
    try place.write("甲", to: "a.\(fileExtension)")
    try expectError(
      "a.\(fileExtension)",
      "a PDF or OFD file cannot be checked, take the Word document that it was made from; a scan holds no text",
      "PDF、OFD 版式文件不能核，请核它的 Word 原稿；扫描件没有文字，要先做文字识别")
  }

  @Test func aFolderCalledLikeADraft() throws {
    try place.makeFolder("x.docx")
    try expectError(
      "x.docx", "no drafts (.txt, .md, .docx) in this folder", "文件夹里没有可核的稿件（.txt、.md、.docx）")
  }

  @Test func standardInputThatIsEmpty() throws {
    let run = try place.zhangfa("-", "q.txt", "--rules", "rules", "--select", "test/q", "--format", "concise")
    #expect(run.status == 2)
    #expect(run.error == "<stdin>: error: empty file\n")
    #expect(run.output.hasPrefix("q.txt:1:2: error: "))
  }

  @Test func aLineOfFiveMegabytesIsChecked() throws {
    try place.write(String(repeating: "甲乙丙，", count: 416_667) + "Ｑ", to: "long.txt")
    let run = try place.zhangfa("long.txt", "--rules", "rules", "--select", "test/q")
    #expect(run.status == 1, "\(run.error)")
    #expect(run.error == "")
    #expect(run.output.contains("long.txt:1:1666669: error: “Ｑ” should not be here [test/q]"))
    #expect(run.lines.allSatisfy { $0.count < 200 })
  }

  @Test func aLineOfFiveMegabytesIsCheckedByTheShippedRules() throws {
    try place.write(String(repeating: "甲乙丙，", count: 416_667), to: "long.txt")
    let run = try place.zhangfa("long.txt", "--format", "concise")
    #expect(run.error == "")
    #expect(run.status < 2)
  }
}

/// An invalid request ends with status 2 before anything is checked.
@Suite struct BadRequestTests {
  private let place: Workplace

  init() throws {
    place = try Workplace()
    try place.writeRule("rules/test/q.yaml", pattern: "Ｑ")
    try place.write("甲Ｑ\n", to: "q.txt")
  }

  @Test(arguments: [
    (["--profile", "anual-summary"], "there is no profile “anual-summary”; did you mean “annual-summary”?"),
    (["--select", "test/qq"], "there is no rule or category “test/qq”; did you mean “test/q”?"),
    (["--select", "test,tset"], "there is no rule or category “tset”; did you mean “test”?"),
    (["--ignore", "numbering/gpa"], "there is no rule or category “numbering/gpa”; did you mean “numbering/gap”?"),
    (["--ignore", "mismatch"], "there is no rule or category “mismatch”; did you mean “count/mismatch”?"),
    (["--rules", "nowhere"], "no such rule folder: nowhere"),
    (["--rules", "q.txt"], "q.txt is not a folder of rules"),
    (["--files-from", "nowhere"], "nowhere: no such file"),
    (["--output", "nowhere/report"], "nowhere/report: cannot be written: No such file or directory"),
    (["--output", "rules"], "rules: cannot be written: Is a directory"),
  ])
  func unknownNamesInOptionsAreErrors(options: [String], message: String) throws {
    let run = try place.zhangfa(["q.txt", "--rules", "rules"] + options)
    #expect(run.status == 2)
    #expect(run.error == "zhangfa: error: \(message)\n")
    #expect(run.output == "")
  }

  @Test(arguments: [
    ["--format", "word"], ["--fail-on", "hint"], ["--lang", "fr"], ["--nonsense"], ["--profile"],
    ["--stdin-filename", "a.txt"], ["--max-findings", "-1"], ["--max-findings", "viele"], ["-", "--files-from", "-"],
  ])
  func anUnknownOptionIsStatus2(options: [String]) throws {
    let run = try place.zhangfa(["q.txt"] + options)
    #expect(run.status == 2)
    #expect(run.error.hasPrefix("Error: "))
    #expect(run.output == "")
  }

  @Test func speaksChinese() throws {
    let run = try place.zhangfa("q.txt", "--profile", "genral", "--lang", "zh")
    #expect(run.error == "zhangfa: 错误: 没有叫“genral”的文种，是否应为“general”？\n")
  }

  @Test(arguments: [["--help"], ["check", "--help"], ["help", "rules"], ["--version"]])
  func helpAndVersionAreNoErrors(arguments: [String]) throws {
    let run = try place.zhangfa(arguments)
    #expect(run.status == 0)
    #expect(run.error == "")
    #expect(run.output.contains("zhangfa"))
  }

  @Test(arguments: [
    ("kind: forbid\n  severity: [\n", "broken.yaml:2"),
    ("kind: forbidd\n", "broken.yaml:1:7: error: "),
    ("severity: error\n", "broken.yaml:1:1: error: "),
  ])
  func aBrokenRuleFileIsShown(text: String, place fault: String) throws {
    try place.write(text, to: "rules/test/broken.yaml")
    for command in [["q.txt"], ["rules"], ["explain", "test/q"], ["outline", "q.txt"], ["test"]] {
      let run = try place.zhangfa(command + ["--rules", "rules"])
      #expect(run.status == 2, "\(command)")
      #expect(run.error.contains("rules/test/\(fault)"), "\(run.error)")
      #expect(run.error.contains("^\n"), "there is an excerpt: \(run.error)")
      #expect(run.output == "")
    }
  }

  @Test func aBrokenPatternIsShownWhereItBreaks() throws {
    try place.writeRule("rules/test/broken.yaml", pattern: "甲(乙")
    let run = try place.zhangfa("q.txt", "--rules", "rules")
    #expect(run.status == 2)
    #expect(run.error.hasPrefix("rules/test/broken.yaml:5:"), "\(run.error)")
    #expect(run.error.contains("missing closing parenthesis"))
    #expect(run.error.contains("pattern: 甲(乙\n"))
  }

  @Test func brokenRuleFilesAreInTheJSON() throws {
    try place.writeRule("rules/test/broken.yaml", pattern: "甲(乙")
    let run = try place.zhangfa("q.txt", "--rules", "rules", "--format", "json")
    #expect(run.status == 2)
    let report = try run.json(JSONFiles.self)
    #expect(report.files.isEmpty)
    #expect(report.errors.map(\.path) == ["rules/test/broken.yaml"])
    #expect(report.errors.map(\.line) == [5])
    #expect(report.errors.first?.column != nil)
    #expect(report.errors.first?.message.hasPrefix("5:") == false)
  }

  /// A report that holds the faults of settings is in the language that the settings name.
  @Test func faultsOfSettingsAreInTheLanguageOfTheUser() throws {
    try place.write("lang: zh\n", to: ".zhangfa.yaml")
    let run = try place.zhangfa("--baseline", "none.json", "--format", "json", ".")
    #expect(run.status == 2 && run.output.contains("没有这个存量清单"), "\(run)")
  }

  @Test func runawayPatternStopsOnlyItsRule() throws {
    try place.writeRule("rules/test/runaway.yaml", pattern: "(a+)+$|Ｑ")
    try place.write(String(repeating: "a", count: 50_000) + "!\n甲Ｑ\n", to: "hostile.txt")
    let arguments = ["hostile.txt", "q.txt", "--rules", "rules", "--select", "test"]
    let run = try place.zhangfa(arguments + ["--format", "concise"])
    #expect(run.status == 2)
    #expect(run.error.hasPrefix("hostile.txt: error: rule test/runaway was stopped: "), "\(run.error)")
    #expect(run.error.split(separator: "\n").count == 1)
    #expect(
      run.lines.map { $0.replacing(": error: “Ｑ” should not be here", with: "") }
        == ["hostile.txt:2:2 [test/q]", "q.txt:1:2 [test/q]", "q.txt:1:2 [test/runaway]"])

    let json = try place.zhangfa(arguments + ["--format", "json"])
    let report = try json.json(JSONFiles.self)
    #expect(json.status == 2)
    #expect(report.files.map(\.path) == ["hostile.txt", "q.txt"])
    #expect(report.errors.map(\.rule) == ["test/runaway"])
    #expect(report.errors.map(\.path) == ["hostile.txt"])
  }
}

@Suite struct OtherCommandTests {
  private let place: Workplace

  init() throws {
    place = try Workplace()
    try place.writeRule("rules/test/q.yaml", pattern: "Ｑ")
  }

  @Test func outlineShowsTheTree() throws {
    try place.write("年度工作总结\n一、甲\n二、乙\n", to: "a.txt")
    let run = try place.zhangfa("outline", "a.txt")
    #expect(run.status == 0)
    #expect(run.output.contains("二、"))
    #expect(try place.zhangfa("outline", "-", input: "一、甲\n").status == 0)
    #expect(try place.zhangfa("outline", "b.txt").error == "zhangfa: error: b.txt: no such file\n")
  }
}
