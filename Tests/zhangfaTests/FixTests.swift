import Foundation
import Testing

/// `--fix`, `--unsafe-fixes` and `--diff`. Only the tests' own rules are selected: `test/a` replaces 甲 by 乙 (safe),
/// `test/b` replaces 丙 by 丁 (unsafe).
@Suite struct FixTests {
  private let place: Workplace
  private let options = ["--rules", "rules", "--trust-rules", "--select", "test"]

  init() throws {
    place = try Workplace()
    for (name, pattern, replacement, applicability) in [("a", "甲", "乙", "safe"), ("b", "丙", "丁", "unsafe")] {
      try place.write(
        """
        kind: replace
        severity: error
        message: {zh: '“{match}”不该有', en: '“{match}” should not be here'}
        why: {zh: 试, en: a test}
        pattern: \(pattern)
        replacement: \(replacement)
        applicability: \(applicability)
        """, to: "rules/test/\(name).yaml")
    }
    try place.write("一甲\n二丙\n", to: "a.txt")
    try place.write("一\n", to: "clean.txt")
  }

  private func run(_ arguments: String..., input: String = "") throws -> CommandLineRun {
    try place.zhangfa(options + arguments, input: input)
  }

  private func url(_ path: String) -> URL { place.folder.appending(path: path) }

  @Test func appliesSafeFixesAndReportsTheRest() throws {
    let first = try run("a.txt", "clean.txt", "--fix")
    #expect(try place.read("a.txt") == "一乙\n二丙\n")
    #expect(first.status == 1)
    #expect(first.output.contains("a.txt:2:2: error: “丙” should not be here [test/b]"))
    #expect(first.output.contains("\na.txt:1:2: fixed: “一甲” → “一乙” [test/a]\n"))
    #expect(
      first.output.hasSuffix(
        """
        checked 2 files: 1 error, 0 warnings, 0 info
        fixed 1 finding in 1 file
        1 can be fixed with --fix --unsafe-fixes, to be checked afterwards

        """))
    let second = try run("a.txt", "--fix", "--unsafe-fixes", "--lang", "zh")
    #expect(second.output.hasSuffix("已改 1 处（1 个文件）\n"))
    #expect(second.output.contains("\na.txt:2:2: 已改: “二丙” → “二丁” [test/b]\n"))
    #expect(try place.read("a.txt") == "一乙\n二丁\n")
    #expect(try place.names() == ["a.txt", "clean.txt", "rules"])
  }

  @Test func saysWhatCouldBeFixed() throws {
    #expect(
      try run("a.txt").output.hasSuffix(
        "1 can be fixed with --fix; 1 more with --unsafe-fixes, to be checked afterwards\n"))
    #expect(try run("a.txt", "--unsafe-fixes").output.hasSuffix("\n2 can be fixed with --fix\n"))
    #expect(try run("a.txt", "--lang", "zh").output.hasSuffix("\n--fix 可改 1 处；加上 --unsafe-fixes 再改 1 处，改后请核对\n"))
    #expect(try place.read("a.txt") == "一甲\n二丙\n")
  }

  @Test func machineFormatsDescribeWhatRemains() throws {
    let run = try run("a.txt", "--fix", "--format", "json")
    #expect(run.output.contains("test/b"))
    let change = #"{"after":"乙","before":"甲","column":2,"line":1,"path":"a.txt","rule":"test/a"}"#
    #expect(run.output.contains("\"fixed\": [\n\(change)\n],\n"))
    let again = try self.run("a.txt", "--format", "json")
    #expect(again.output == run.output.replacing("\"fixed\": [\n\(change)\n],\n", with: ""))
    try place.write("一甲\n二丙\n", to: "a.txt")
    let lines = try self.run("a.txt", "--fix", "--format", "jsonl")
    #expect(
      lines.output.contains(
        #"{"after":"乙","before":"甲","column":2,"line":1,"path":"a.txt","rule":"test/a","type":"fixed"}"#))
  }

  @Test func listsEveryChangeUnlessItIsToBeQuiet() throws {
    let draft = "甲一甲\n二\n三丙三丙\n甲\n"
    try place.write(draft, to: "a.txt")
    let concise = try run("a.txt", "--fix", "--unsafe-fixes", "--format", "concise")
    #expect(
      concise.output == """
        a.txt:1:1: fixed: “甲一甲” → “乙一甲” [test/a]
        a.txt:1:3: fixed: “甲一甲” → “甲一乙” [test/a]
        a.txt:3:2: fixed: “三丙三丙” → “三丁三丙” [test/b]
        a.txt:3:4: fixed: “三丙三丙” → “三丙三丁” [test/b]
        a.txt:4:1: fixed: “甲” → “乙” [test/a]

        """)
    for flag in ["--quiet", "-q"] {
      try place.write(draft, to: "a.txt")
      let quiet = try run("a.txt", "--fix", flag)
      #expect(!quiet.output.contains("fixed:") && quiet.output.contains("fixed 3 findings in 1 file"))
      try place.write(draft, to: "a.txt")
      #expect(try !run("a.txt", "--fix", flag, "--format", "json").output.contains("\"fixed\""))
    }
    // All changes are listed, even if the number of listed findings is limited.
    try place.write(draft, to: "a.txt")
    let short = try run("a.txt", "--fix", "--max-findings", "0")
    #expect(short.output.contains("a.txt:4:1: fixed:") && !short.output.contains("test/b"))
  }

  @Test func aDeletedLineIsListedAsOne() throws {
    try place.write("更多范文请访问www.a.cn\n来源：青竹网\n【此处隐藏1268字】\n青禾县水务局工作要点\n今年抓好防汛。\n", to: "a.txt")
    let run = try place.zhangfa(["--no-config", "--fix", "a.txt", "--lang", "zh", "--format", "concise"])
    #expect(run.output.hasPrefix("a.txt:1:1: 已删: - 更多范文请访问www.a.cn - 来源：青竹网 - 【此处隐藏1268字】 [residue/watermark]\n"))
    #expect(try place.read("a.txt") == "青禾县水务局工作要点\n今年抓好防汛。\n")
  }

  @Test func aFixedDraftIsLeftAlone() throws {
    _ = try run("a.txt", "--fix")
    let before = try FileManager.default.attributesOfItem(atPath: url("a.txt").path)
    let again = try run("a.txt", "--fix")
    let after = try FileManager.default.attributesOfItem(atPath: url("a.txt").path)
    #expect(before[.systemFileNumber] as? Int == after[.systemFileNumber] as? Int)
    #expect(again.output.contains("\nnothing was fixed\n"))
  }

  @Test func standardInputGoesThrough() throws {
    let fixed = try run("-", "--fix", input: "一甲\n")
    #expect(fixed.output == "一乙\n")
    #expect(fixed.error.contains("fixed 1 finding in 1 file"))
    #expect(fixed.status == 0)
    let clean = try run("-", "--fix", "--format", "json", input: "一丙")
    #expect(clean.output == "一丙")
    #expect(clean.error.contains("test/b"))
    // Input that cannot be checked is output unchanged.
    let empty = try run("-", "--fix", input: " \n")
    #expect(empty.output == " \n")
    #expect(empty.status == 2)
  }

  @Test(arguments: ["utf8", "bom", "crlf", "gb18030", "utf16le", "utf16be", "no-end"])
  func theDifferenceIsAPatch(name: String) throws {
    let text = (1...40).map { "第\($0)行的上下文甲，𠮷\n" }.joined().replacing("第7行的上下文甲", with: "第7行") + "末行甲\n"
    let bytes: [UInt8] =
      switch name {
      case "bom": [0xEF, 0xBB, 0xBF] + Array(text.utf8)
      case "crlf": Array(text.replacing("\n", with: "\r\n").utf8)
      case "gb18030":
        [0x84, 0x31, 0x95, 0x33]
          + Array(
            "甲\n乙\n甲甲\n".unicodeScalars.flatMap { $0 == "甲" ? [0xBC, 0xD7] : $0 == "乙" ? [0xD2, 0xD2] : [0x0A] })
      case "utf16le": [0xFF, 0xFE] + text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
      case "utf16be": [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
      case "no-end": Array(text.dropLast().utf8)
      default: Array(text.utf8)
      }
    let path = "稿 件/\(name) 甲.txt"
    try place.write(bytes, to: path)
    let diff = try place.shell("\"$0\" check \(options.joined(separator: " ")) --diff '\(path)' >diff")
    #expect(diff.status == 1)
    #expect(diff.error.hasPrefix("would fix "))
    #expect(try Array(Data(contentsOf: url(path))) == bytes)
    for (tool, command) in [("patch", "patch -s -p1 --binary <diff"), ("git", "git apply --whitespace=nowarn diff")] {
      try place.write(bytes, to: path)
      let patching = try place.shell(command)
      #expect(patching.status == 0, "\(tool): \(patching)")
      let patched = try Data(contentsOf: url(path))
      try place.write(bytes, to: path)
      #expect(try run(path, "--fix").status == 0)
      #expect(try Data(contentsOf: url(path)) == patched, "\(tool)")
    }
    #expect(try run(path, "--diff").output == "")
    #expect(try run(path, "--diff").status == 0)
  }

  @Test func diffIsWrittenAsGitWritesIt() throws {
    try place.write((1...12).map { "\($0)\n" }.joined() + "甲\n", to: "b.txt")
    try place.write("甲", to: "c.txt")
    #expect(
      try run("b.txt", "c.txt", "--diff").output == """
        --- a/b.txt
        +++ b/b.txt
        @@ -10,4 +10,4 @@
         10
         11
         12
        -甲
        +乙
        --- a/c.txt
        +++ b/c.txt
        @@ -1 +1 @@
        -甲
        \\ No newline at end of file
        +乙
        \\ No newline at end of file

        """)
    #expect(try run("c.txt", "--diff", "--unsafe-fixes", "--fix", "--lang", "zh").error == "可改 1 处（1 个文件）\n")
    #expect(try run("c.txt", "--diff", "--output", "x").status == 2)
    #expect(try place.read("c.txt") == "甲")
  }

  // MARK: Files

  @Test func permissionsAndNamesStay() throws {
    let name = String(repeating: "甲", count: 83) + ".txt"
    try place.write("甲\n", to: name)
    try FileManager.default.setAttributes([.posixPermissions: 0o751], ofItemAtPath: url(name).path)
    #expect(try run(name, "--fix").status == 0)
    #expect(try place.read(name) == "乙\n")
    #expect(try FileManager.default.attributesOfItem(atPath: url(name).path)[.posixPermissions] as? Int == 0o751)
  }

  @Test func draftThatCannotBeWrittenStaysAndOthersAreFixed() throws {
    try place.write(String(repeating: "甲\n", count: 400), to: "large.txt")
    try place.write("甲\n", to: "small.txt")
    // Writing stops after one block, as on a full disk.
    let run = try place.shell(
      "ulimit -f 1; \"$0\" \(options.joined(separator: " ")) --fix large.txt small.txt | head -c 99 >report")
    #expect(try place.read("large.txt") == String(repeating: "甲\n", count: 400))
    #expect(try place.read("small.txt") == "乙\n")
    #expect(run.error.contains("large.txt: error: not fixed: cannot be written: File too large"), "\(run)")
    #expect(try place.names().filter { $0.hasPrefix(".") } == [])
  }

  /// A prefix that runs a command as another user, because root may write every file.
  private static let asNobody = getuid() == 0 ? "\(setpriv) --reuid 65534 --regid 65534 --clear-groups " : ""
  private static let setpriv = "/usr/bin/setpriv"

  @Test(.enabled(if: getuid() != 0 || FileManager.default.isExecutableFile(atPath: setpriv)))
  func aClosedFileOrFolderStays() throws {
    try place.write("甲\n", to: "closed/a.txt")
    try place.write("甲\n", to: "closed.txt")
    try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: url("closed.txt").path)
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: url("closed").path)
    defer { try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: url("closed").path) }
    let run = try place.shell("\(Self.asNobody)\"$0\" \(options.joined(separator: " ")) --fix closed.txt closed/a.txt")
    #expect(run.status == 2)
    #expect(
      run.error == """
        closed.txt: error: not fixed: cannot be written: Permission denied
        closed/a.txt: error: not fixed: cannot be written: Permission denied

        """)
    #expect(try place.read("closed.txt") == "甲\n")
    #expect(try place.read("closed/a.txt") == "甲\n")
  }

  /// A text in another encoding, read as GB18030, can contain characters that a rule replaces.
  @Test(arguments: [
    // 專案進度報告：本週已完成測試，下週開始驗收。請各組確認後回覆，不得樅草。承辦人陳組長。
    "sU2u17Zpq9ez+KdpoUelu7ZnpHenuaaotPq41aFBpFW2Z7Z9qWzF56asoUO90KZVstW9VLt7q+GmXsLQoUGko7FvvNev86FDqdO/7KRIs6+y1ar4oUMK",
    // 보고서 초안입니다. 다음 주까지 검토하여 주시기 바랍니다. 솖터를 점검하였습니다.
    "uriw7bytIMPKvsjA1LTPtNkuILTZwL0gwdax7sH2ILDLxeTHz7+pIMHWvcOx4iC52bb4tM+02S4gvNfFzbimIMGhsMvHz7+0vcC0z7TZLgo=",
  ])
  func anotherEncodingIsNeverChanged(text: String) throws {
    let bytes = try Array(#require(Data(base64Encoded: text)))
    try place.write(bytes, to: "other.txt")
    let run = try run("other.txt", "a.txt", "--fix")
    #expect(run.status == 2)
    #expect(
      run.error == """
        other.txt: error: seems to be Big5, Shift-JIS, EUC-KR or another encoding that is not read; save it as UTF-8

        """)
    #expect(try Array(Data(contentsOf: url("other.txt"))) == bytes)
    #expect(try place.read("a.txt") == "一乙\n二丙\n")
  }

  @Test func draftOfUncertainEncodingIsCheckedAndNotFixed() throws {
    let bytes: [UInt8] = [0xBC, 0xD7, 0x0A]
    try place.write(bytes, to: "short.txt")
    let run = try run("short.txt", "--fix")
    #expect(run.status == 2)
    #expect(run.output.hasPrefix("short.txt"))
    #expect(run.output.contains("short.txt:1:1: error: “甲” should not be here [test/a]"))
    #expect(
      run.error
        == "short.txt: error: not fixed: the encoding may be another than GB18030; save the draft as UTF-8\n")
    #expect(try self.run("short.txt", "--diff").error.contains("another than GB18030"))
    #expect(try self.run("short.txt", "--fix", "--lang", "zh").error.contains("不能确定是 GB18030 编码，请另存为 UTF-8"))
    #expect(try Array(Data(contentsOf: url("short.txt"))) == bytes)
    // Without anything to fix there is no error.
    try place.write([0xD2, 0xD2, 0x0A], to: "clean.txt")
    #expect(try self.run("clean.txt", "--fix").status == 0)
  }

  @Test func gb18030DraftsKeepTheirOtherBytes() throws {
    // A byte order mark, 甲, and a character in four bytes, which the C library would write in two bytes.
    try place.write([0x84, 0x31, 0x95, 0x33, 0xBC, 0xD7, 0x95, 0x32, 0x90, 0x31, 0x0A], to: "odd.txt")
    #expect(try run("odd.txt", "--fix").status == 0)
    let bytes = try Array(Data(contentsOf: url("odd.txt")))
    #expect(bytes == [0x84, 0x31, 0x95, 0x33, 0xD2, 0xD2, 0x95, 0x32, 0x90, 0x31, 0x0A])
  }

  @Test func concurrentRunsLeaveNoPartialDraft() throws {
    let text = String(repeating: "一甲乙丙丁\n", count: 3_000)
    try place.write(text, to: "large.txt")
    let runs = try (0..<4).map { _ in try place.start(executable, options + ["--fix", "large.txt"]) }
    for run in runs { run.waitUntilExit() }
    #expect(try place.read("large.txt") == text.replacing("甲", with: "乙"))
    #expect(try place.names().filter { $0.hasPrefix(".") } == [])
  }

  @Test func aWordDocumentIsRefused() throws {
    try place.write("甲", to: "a.docx")
    let run = try run("a.docx", "--fix")
    #expect(run.status == 2)
    #expect(try place.read("a.docx") == "甲")
  }

  /// Markdown numbers a list itself, whatever numbers are written before the items.
  @Test(arguments: ["1. 抓好城区供水\n1. 抓好城区排水\n1. 抓好城区节水\n", "1. 抓好城区供水\n2. 抓好城区排水\n2. 抓好城区节水\n"])
  func listsNumberedByMarkdownAreNotFixed(list: String) throws {
    let text = "青禾县水务局工作总结\n\n今年以来，全局上下狠抓落实。\n\n" + list
    try place.write(text, to: "list.md")
    _ = try place.zhangfa("--fix", "list.md")
    #expect(try place.read("list.md") == text)
    try place.write(text, to: "list.txt")
    _ = try place.zhangfa("--fix", "list.txt")
    #expect(try place.read("list.txt") != text)
  }

  /// UTF-8 that was read as Latin-1 and written as UTF-8 again: repairing this needs every byte, so no fix is written.
  @Test func doublyEncodedDraftIsNotFixed() throws {
    let wrong = String(String.UnicodeScalarView("一、抓学习\u{A0}和调研甲".utf8.map { Unicode.Scalar($0) }))
    try place.write(wrong + "甲\n", to: "twice.txt")
    let run = try run("twice.txt", "--fix")
    #expect(run.status == 2)
    #expect(
      run.error == """
        twice.txt: error: not fixed: the encoding may be another than UTF-8; save the draft as UTF-8 with a byte order mark

        """)
    #expect(try place.read("twice.txt") == wrong + "甲\n")
  }
}
