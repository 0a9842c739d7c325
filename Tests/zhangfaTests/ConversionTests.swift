import Foundation
import Testing

/// Documents of other kinds, which LibreOffice converts to Word documents if it is installed.
@Suite(.serialized) struct ConversionTests {
  private let place: Workplace

  init() throws { place = try Workplace() }

  /// The path of LibreOffice; nil if it is not installed.
  private static let soffice: URL? = {
    let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
    return folders.map { URL(filePath: String($0)).appending(path: "soffice") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }()

  private static let isThere: ConditionTrait = .enabled(
    if: soffice != nil || ProcessInfo.processInfo.environment["ZHANGFA_REQUIRE_VALIDATORS"] == "1",
    "LibreOffice is not installed: no .doc, .wps, .odt or .rtf is checked")

  private var path: [String: String] { ["PATH": Self.soffice?.deletingLastPathComponent().path ?? ""] }

  /// A paragraph with a blank under a title, as RTF.
  private static let rtf = rtf("青禾镇2021年工作总结", "全年走访群众X户。")

  private static func rtf(_ paragraphs: String...) -> String {
    let text = paragraphs.map { paragraph in
      paragraph.utf16.map { $0 < 0x80 ? String(UnicodeScalar(UInt8($0))) : "\\u\(Int16(bitPattern: $0))?" }.joined()
        + "\\par\n"
    }
    return "{\\rtf1\\ansi\\uc1\n\(text.joined())}\n"
  }

  /// Converts `draft.rtf` to a file of another kind.
  private func convert(to ending: String) throws {
    let folder = place.folder
    let soffice = try #require(Self.soffice)
    let run = try place.run(
      soffice,
      [
        "-env:UserInstallation=file://\(folder.path)/.profile", "--headless", "--convert-to", ending, "--outdir",
        folder.path, "draft.rtf",
      ], environment: ["HOME": folder.path])
    #expect(run.status == 0, "\(run)")
  }

  /// A substitute for LibreOffice writes to a pipe when it runs. The end of the pipe shows that it has ended.
  @Test(arguments: [SIGINT, SIGTERM, SIGHUP]) func aSignalEndsTheConversionToo(signal: Int32) throws {
    let pipe = place.folder.path + "/pipe"
    #expect(mkfifo(pipe, 0o600) == 0)
    try place.writeProgram("#!/bin/sh\nexec 3>'\(pipe)'\nsleep 30\necho late >&3\n", to: "bin/soffice")
    try place.makeFolder("tmp")
    try place.write(Self.rtf, to: "draft.rtf")
    let process = try place.start(
      executable, ["draft.rtf"],
      environment: ["PATH": place.folder.path + "/bin", "TMPDIR": place.folder.path + "/tmp"])
    let reader = try #require(FileHandle(forReadingAtPath: pipe))
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal && process.terminationStatus == signal)
    #expect(try reader.readToEnd() ?? Data() == Data())
    #expect(try place.names(in: "tmp") == [])
  }

  @Test(isThere, arguments: ["rtf", "doc", "odt", "wps"])
  func convertedDocumentsAreChecked(ending: String) throws {
    try place.write(Self.rtf, to: "draft.rtf")
    if ending != "rtf" { try convert(to: ending == "wps" ? "doc" : ending) }
    let files = FileManager.default
    if ending == "wps" {
      try files.moveItem(at: place.folder.appending(path: "draft.doc"), to: place.folder.appending(path: "draft.wps"))
    }
    let temporary = place.folder.appending(path: "tmp")
    try place.makeFolder("tmp")
    let environment = path.merging(["TMPDIR": temporary.path]) { $1 }
    let run = try place.zhangfa("draft.\(ending)", "--select", "placeholder", "--lang", "zh", environment: environment)
    #expect(
      run.output.hasPrefix(
        """
        draft.\(ending)（年度总结）
          由 LibreOffice 转换后核对，位置以标题、表格和引文为准
        draft.\(ending):2:7: 错误: “X”是没有填写的数量 [placeholder/quantity]
          位置: “全年走访群众X户。”

        """), "\(run)")
    #expect(run.status == 1)
    #expect(try files.contentsOfDirectory(atPath: temporary.path) == [])
    let json = try place.zhangfa("draft.\(ending)", "--format", "json", environment: environment)
    #expect(json.output.contains("\"converter\":\"LibreOffice\""))
  }

  @Test(isThere, arguments: ["rtf", "odt"]) func documentNamedDocxIsChecked(kind: String) throws {
    try place.write(Self.rtf, to: "draft.rtf")
    if kind != "rtf" { try convert(to: kind) }
    try FileManager.default.moveItem(
      at: place.folder.appending(path: "draft.\(kind)"), to: place.folder.appending(path: "a.docx"))
    let run = try place.zhangfa("a.docx", "--select", "placeholder", "--format", "concise", environment: path)
    #expect(run.output.hasPrefix("a.docx:2:7: error: "), "\(run)")
  }

  @Test(isThere) func failedConversionIsAnError() throws {
    let ole: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 7, count: 1000)
    try place.write(ole, to: "a.doc")
    let run = try place.zhangfa("a.doc", environment: path)
    #expect(run.status == 2)
    #expect(
      run.error
        == "a.doc: error: LibreOffice cannot convert it; it may be damaged or protected by a password, save the draft as .docx\n"
    )
  }

  /// Without a folder for temporary files nothing is converted, which says nothing about the document.
  @Test func noFolderForTemporaryFiles() throws {
    try place.writeProgram("#!/bin/sh\n", to: "bin/soffice")
    try place.write(Self.rtf, to: "a.rtf")
    let run = try place.zhangfa(
      "a.rtf", environment: ["PATH": place.folder.path + "/bin", "TMPDIR": place.folder.path + "/gone"])
    #expect(run.status == 2 && run.error.contains("LibreOffice did not run: No such file"), "\(run)")
    let without = try place.zhangfa("a.rtf", environment: ["PATH": place.folder.path + "/bin"])
    #expect(without.error.contains("LibreOffice cannot convert it"), "\(without)")
  }

  /// A .docx file with the extension .doc needs no conversion.
  @Test func aWordDocumentUnderAnotherName() throws {
    try place.write(Checkout.fixture("half-year-word-numbering/draft.docx"), to: "a.doc")
    let run = try place.zhangfa("a.doc", "--format", "json")
    #expect(run.status < 2)
    #expect(!run.output.contains("converter"))
  }

  /// A program `soffice` in the working folder is not started, and no shell is used.
  @Test func programsOfAFolder() throws {
    try place.write(Self.rtf, to: "a.rtf")
    try place.writeProgram("#!/bin/sh\ntouch \"$HOME/../here\" here\n", to: "soffice")
    let run = try place.zhangfa("a.rtf", environment: ["PATH": ".:"])
    #expect(run.status == 2)
    #expect(run.error.contains("LibreOffice is needed"))
    #expect(!FileManager.default.fileExists(atPath: place.folder.appending(path: "here").path))
  }

  /// Writes a program in the place of LibreOffice, whose result is always the fixture.
  private func writeCopyingProgram() throws {
    try place.write(Checkout.fixture("half-year-word-numbering/draft.docx"), to: "fixture.docx")
    try place.writeProgram(
      """
      #!/bin/sh
      while [ "$1" != --outdir ]; do shift; done
      cp '\(place.folder.path)/fixture.docx' "$2/draft.docx"
      """, to: "bin/soffice")
  }

  @Test func folderCalledSofficeIsNotRun() throws {
    try writeCopyingProgram()
    try place.write(Self.rtf, to: "a.rtf")
    try place.makeFolder("first/soffice")
    let folder = place.folder.path
    let run = try place.zhangfa("a.rtf", environment: ["PATH": "\(folder)/first:\(folder)/bin"])
    #expect(run.status == 1 && run.error.isEmpty, "\(run)")
  }

  #if os(Linux)
    /// On other systems, the name of a folder is UTF-8.
    @Test func aFolderForTemporaryFilesWithAnyName() throws {
      try writeCopyingProgram()
      try place.write(Self.rtf, to: "a.rtf")
      let script = """
        export TMPDIR=$(printf '%s/\\377' "$PWD")
        mkdir "$TMPDIR"
        PATH=$PWD/bin exec '\(executable.path)' a.rtf
        """
      let run = try place.run(URL(filePath: "/bin/sh"), ["-c", script], environment: ["PATH": "/usr/bin:/bin"])
      #expect(run.status == 1 && run.error.isEmpty, "\(run)")
    }
  #endif

  /// In a folder, the documents that were not read are listed. This is not a failure.
  @Test func unreadDocumentsInAFolderAreListed() throws {
    for name in ["a.txt", "b.doc", "c.pdf", "d.png"] { try place.write("甲\n", to: "drafts/\(name)") }
    let run = try place.zhangfa("drafts", "--lang", "zh")
    #expect(run.status == 0)
    #expect(
      run.error == """
        drafts/b.doc: 没有核: 核 .doc 文件需要 LibreOffice：请安装（命令 soffice），或另存为 .docx 再核
        drafts/c.pdf: 没有核: PDF、OFD 版式文件不能核，请核它的 Word 原稿；扫描件没有文字，要先做文字识别

        """)
    #expect(run.lines.last == "核稿 1 个文件，没有发现问题；另有 2 个文件没有核")
    for format in ["json", "jsonl", "sarif", "github", "gitlab", "checkstyle", "junit", "rdjson", "rdjsonl"] {
      let report = try place.zhangfa("drafts", "--format", format)
      #expect(report.status == 0)
      #expect(report.output.contains("b.doc") && report.output.contains("c.pdf"), "\(format)")
      #expect(!report.output.contains("d.png"), "\(format)")
    }
    #expect(try place.zhangfa("drafts/c.pdf").status == 2)
  }
}
