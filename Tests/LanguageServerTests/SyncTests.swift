import DraftText
import Reporting
import Testing

@testable import LanguageServer

/// The server has the same text as the editor.
@Suite struct SyncTests {
  /// A text, changes, and the text after them.
  static let changes: [(String, [JSON], String)] = [
    ("甲", [["text": "乙"]], "乙"), ("甲", [["text": ""]], ""),
    ("", [["range": range(0, 0, 0, 0), "text": "甲"]], "甲"),
    ("甲乙", [["range": range(0, 1, 0, 1), "text": "𠮷"]], "甲𠮷乙"),
    ("甲𠮷乙", [["range": range(0, 1, 0, 3), "text": ""]], "甲乙"),
    ("甲\r\n乙\r\n", [["range": range(0, 1, 1, 0), "text": ""]], "甲乙\r\n"),
    ("\t甲", [["range": range(0, 0, 0, 1), "text": "　　"]], "　　甲"),
    // Beyond the line and the text.
    ("甲\n乙", [["range": range(0, 99, 0, 99), "text": "。"]], "甲。\n乙"),
    ("甲", [["range": range(9, 0, 9, 9), "text": "\n乙"]], "甲\n乙"),
    // A range whose end is before its start.
    ("甲乙丙", [["range": range(0, 3, 0, 1), "text": "丁"]], "甲丁"),
    // Several changes: each applies to the text after the previous one.
    ("甲", [["range": range(0, 0, 0, 0), "text": "一\n"], ["range": range(1, 0, 1, 1), "text": "二"]], "一\n二"),
    ("甲", [["text": "一二"], ["range": range(0, 1, 0, 1), "text": "𠮷"]], "一𠮷二"),
    ("甲", [], "甲"),
  ]

  @Test(arguments: changes) func changesAreAppliedToTheText(before: String, changes: [JSON], after: String) throws {
    let document = OpenDocument(
      .init(uri: "untitled:a", languageId: "plaintext", text: before, version: 1))
    let params: JSON = [
      "params": ["textDocument": ["uri": "untitled:a", "version": 7], "contentChanges": .array(changes)]
    ]
    document.apply(try ClientMessage(Array(json(params).utf8)).params(), .utf16)
    #expect(document.source.text == after)
    #expect(document.version == 7)
  }

  /// Names, languages of the editor, and the format of the draft; nil if it is not checked.
  @Test(
    arguments: [
      ("file:///a/b.md", "markdown", DraftFormat?.some(.markdown)), ("file:///a/b.txt", "plaintext", .plainText),
      // The file extension takes precedence, as on the command line.
      ("file:///a/b.txt", "markdown", .plainText), ("file:///a/b.MD", "plaintext", .markdown),
      ("file:///a/b.markdown", "markdown", .markdown), ("file:///a/README", "text", .plainText),
      ("file:///a/b.txt", "yaml", .plainText), ("untitled:Untitled-1", "plaintext", .plainText),
      ("untitled:Untitled-1", "markdown", .markdown), ("untitled:x", "", .plainText),
      ("file:///a/.zhangfa.yaml", "yaml", nil), ("file:///a/b.py", "python", nil), ("git:/a/b.md", "markdown", nil),
    ] as [(String, String, DraftFormat?)])
  func formatFollowsFromNameAndLanguage(uri: String, language: String, format: DraftFormat?) {
    let document = OpenDocument(.init(uri: uri, languageId: language, text: "", version: 1))
    #expect((document.isDraft ? document.source.format : nil) == format)
  }

  @Test func diagnosticsArePublishedOnOpenAndChangeAndClearedOnClose() throws {
    let client = try Client()
    client.open("今年\n投资XX万元。\n")
    #expect(client.rules() == ["placeholder/money"])
    let before = ContinuousClock.now
    client.change([["range": range(1, 2, 1, 4), "text": "25"]])
    #expect(client.rules() == ["placeholder/money"], "nothing is said while somebody types")
    let due = try #require(client.server.nextCheck)
    #expect(due >= before + .milliseconds(20))
    while ContinuousClock.now < due {}
    client.server.checkDueDocuments()
    #expect(client.findings().isEmpty)
    #expect(client.server.nextCheck == nil)
    #expect(client.sent.last?["params"]?["version"] == 2)
    client.change([["text": "投资XX万元。"]], version: 3)
    client.notify("textDocument/didClose", ["textDocument": ["uri": .string(client.uri("draft.txt"))]])
    #expect(client.findings().isEmpty)
    #expect(client.sent.last?["method"] == "textDocument/publishDiagnostics")
    #expect(client.server.nextCheck == nil)
  }

  /// A check is not postponed for ever if the user types without a pause.
  @Test func constantTypingDoesNotPostponeTheCheckForever() {
    let document = OpenDocument(.init(uri: "untitled:a", languageId: "", text: "", version: 1))
    document.postpone(by: .milliseconds(10))
    let last = document.checkTimes?.last
    for _ in 0..<20 { document.postpone(by: .seconds(1)) }
    #expect(document.checkTimes?.next == last)
  }

  /// A request after a change is answered for the changed text.
  @Test func answersAreAboutTheChangedText() throws {
    let client = try Client()
    client.open("今年\n乙。\n")
    client.change([["text": "今年\n投资XX万元。\n"]])
    let hover = client.ask(
      "textDocument/hover",
      ["textDocument": ["uri": .string(client.uri("draft.txt"))], "position": ["line": 1, "character": 3]])
    #expect(hover["contents"]?["value"]?.text?.hasPrefix("## placeholder/money\n") == true)
    #expect(client.rules() == ["placeholder/money"])
  }

  @Test(arguments: ["", "\n", "\u{FEFF}", "\t\r\n", "　"], ["plaintext", "markdown"])
  func emptyTextsHaveNoErrorsAndNoSymbols(text: String, language: String) throws {
    let client = try Client()
    client.open(text, as: "untitled:a", language: language)
    #expect(client.findings(in: "untitled:a").filter { $0["severity"] == 1 }.isEmpty)
    let name: JSON = ["textDocument": ["uri": "untitled:a"]]
    #expect(client.ask("textDocument/documentSymbol", name) == [])
  }

  @Test func changesOfUnopenedDocumentsAreIgnored() throws {
    let client = try Client()
    client.change([["text": "甲"]])
    client.notify("textDocument/didChange", ["textDocument": 3])
    client.notify("textDocument/didClose", ["textDocument": ["uri": "file:///nowhere"]])
    #expect(client.ask("textDocument/documentSymbol", ["textDocument": ["uri": "file:///nowhere"]]) == .null)
  }
}
