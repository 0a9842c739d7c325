import Diagnostics
import DraftText
import Reporting
import Testing

@testable import LanguageServer

/// Requests of the client, and their results.
@Suite struct RequestTests {
  @Test func diagnosticsHaveAllFields() throws {
    let client = try Client()
    client.open("一、甲\n𠮷投资XX万元。\n三、乙\n丙。\n")
    let findings = client.findings()
    #expect(client.rules() == ["placeholder/money", "numbering/gap"])
    #expect(findings[0]["range"] == range(1, 4, 1, 6))
    #expect(findings.map { $0["severity"] } == [1, 1])
    #expect(findings.allSatisfy { $0["source"] == "zhangfa" && $0["codeDescription"] == nil })
    let related = findings[1]["relatedInformation"]?.elements ?? []
    #expect(
      related.first?["location"] == ["uri": .string(client.uri("draft.txt")), "range": range(0, 0, 0, 2)])
    #expect(findings[1]["message"] == "ordinals jump to “三、”; “二、” is missing")
  }

  @Test func positionsAreBytesWhereTheClientCountsBytes() throws {
    let client = try Client(capabilities: ["general": ["positionEncodings": ["utf-8", "utf-16"]]])
    client.open("今年\r\n𠮷投资XX万元。\r\n")
    #expect(client.findings().map { $0["range"] } == [range(1, 10, 1, 12)])
  }

  @Test(
    arguments: [
      (Language.zh, JSON.object([:]), "“XX”是没有填写的金额"), (.en, [:], "“XX” is a sum of money that was never filled in"),
      (.zh, ["lang": "en"], "“XX” is a sum of money that was never filled in"), (.en, ["lang": "zh"], "“XX”是没有填写的金额"),
      (.zh, ["lang": "tlh"], "“XX”是没有填写的金额"),
    ] as [(Language, JSON, String)])
  func messagesAreInTheChosenLanguage(language: Language, options: JSON, message: String) throws {
    let client = try Client(options: options, language: language)
    client.open("今年\n投资XX万元。\n")
    #expect(client.findings().map { $0["message"]?.text } == [message])
  }

  // MARK: The outline

  /// Each symbol with the text of its range, by depth.
  private static func shown(_ symbols: [JSON], of text: String, depth: Int = 0) -> [String] {
    let counted = CountedText(source: SourceText(text), encoding: .utf16)
    return symbols.flatMap { symbol -> [String] in
      let range = counted.range(of: PositionRange(symbol["range"] ?? .null))
      let name = counted.range(of: PositionRange(symbol["selectionRange"] ?? .null))
      #expect(range.contains(name))
      let margin = String(repeating: "  ", count: depth)
      let line =
        "\(margin)\(symbol["name"]?.text ?? "") = \(counted.source[range].split(whereSeparator: \.isNewline).joined(separator: "/"))"
      return [line] + shown(symbol["children"]?.elements ?? [], of: text, depth: depth + 1)
    }
  }

  @Test(arguments: ["\n", "\r\n"]) func documentSymbolsAreTheOutline(lineEnd: String) throws {
    let text = ["𠮷野街道2021年工作总结", "一、主要工作", "（一）抓学习", "学习12次。", "（二）抓安全", "排查3处。", "二、存在问题", "学得不深。", ""]
      .joined(separator: lineEnd)
    let client = try Client()
    client.open(text)
    let name: JSON = ["textDocument": ["uri": .string(client.uri("draft.txt"))]]
    let symbols = client.ask("textDocument/documentSymbol", name).elements
    #expect(
      Self.shown(symbols, of: text) == [
        "𠮷野街道2021年工作总结 = 𠮷野街道2021年工作总结",
        "一、主要工作 = 一、主要工作/（一）抓学习/学习12次。/（二）抓安全/排查3处。",
        "  （一）抓学习 = （一）抓学习/学习12次。", "  （二）抓安全 = （二）抓安全/排查3处。", "二、存在问题 = 二、存在问题/学得不深。",
      ])
    #expect(symbols.last?["detail"] == "problems")
  }

  @Test func clientsWithoutHierarchyGetFlatSymbols() throws {
    let client = try Client(capabilities: [:])
    client.open("## 一、甲\n### （一）乙\n丙。\n", as: "draft.md", language: "markdown")
    let name: JSON = ["textDocument": ["uri": .string(client.uri("draft.md"))]]
    let symbols = client.ask("textDocument/documentSymbol", name).elements
    #expect(symbols.map { $0["name"] } == ["一、甲", "（一）乙"])
    #expect(symbols.map { $0["containerName"] } == [nil, "一、甲"])
    #expect(symbols.allSatisfy { $0["location"]?["uri"] == .string(client.uri("draft.md")) })
  }

  // MARK: Hover

  @Test(arguments: [(3, true), (4, true), (2, true), (1, false)])
  func hoverExplainsTheRuleOfAFinding(character: Int, isFinding: Bool) throws {
    let client = try Client()
    client.open("今年\n投资XX万元。\n")
    let params: JSON = [
      "textDocument": ["uri": .string(client.uri("draft.txt"))],
      "position": ["line": 1, "character": .number(character)],
    ]
    let hover = client.ask("textDocument/hover", params)
    guard isFinding else {
      #expect(hover == .null)
      return
    }
    #expect(hover["range"] == range(1, 2, 1, 4))
    #expect(hover["contents"]?["kind"] == "markdown")
    let text = hover["contents"]?["value"]?.text ?? ""
    for line in ["## placeholder/money", "- **severity**: error", "### Why", "```text"] {
      #expect(text.contains(line + "\n"), "\(line)")
    }
  }

  @Test(arguments: [["textDocument": ["hover": ["contentFormat": ["plaintext"]]]], [:]] as [JSON])
  func hoverIsPlainTextForClientsWithoutMarkdown(capabilities: JSON) throws {
    let client = try Client(capabilities: capabilities)
    client.open("今年\n投资XX万元。\n")
    let contents = client.ask(
      "textDocument/hover",
      ["textDocument": ["uri": .string(client.uri("draft.txt"))], "position": ["line": 1, "character": 3]])["contents"]
    #expect(contents?["kind"] == "plaintext")
    let text = contents?["value"]?.text ?? ""
    for line in [
      "placeholder/money", "severity: error", "Why", "  zhangfa --select placeholder/money …  with this rule alone",
    ] {
      #expect(text.contains(line + "\n"), "\(line)")
    }
    for mark in ["## ", "- **", "```"] { #expect(!text.contains(mark), "\(text)") }
  }

  // MARK: Errors

  @Test(
    arguments: [
      ("textDocument/rename", JSON.object([:]), -32601), ("$/nonsense", [:], -32601), ("", [:], -32601),
      ("initialize", ["capabilities": [:]], -32600), ("textDocument/hover", ["textDocument": 1], -32602),
      ("textDocument/documentSymbol", [:], -32602), ("textDocument/codeAction", [], -32602),
    ] as [(String, JSON, Int)])
  func invalidRequestsGetErrorCodes(method: String, params: JSON, code: Int) throws {
    #expect(try Client().ask(method, params)["code"] == .number(code))
  }

  @Test func cancelledRequestGetsTheErrorRequestCancelled() throws {
    let client = try Client()
    var message = ClientMessage(Array(#"{"id":77,"method":"textDocument/hover","params":{}}"#.utf8))
    message.isCancelled = true
    _ = client.server.handle(message)
    #expect(client.sent.last?["id"] == 77)
    #expect(client.sent.last?["error"]?["code"] == -32800)
  }

  // MARK: Capabilities

  /// The requests of the protocol, each after the capability that offers it.
  private static let requests = [
    "callHierarchyProvider": "textDocument/prepareCallHierarchy", "codeActionProvider": "textDocument/codeAction",
    "codeLensProvider": "textDocument/codeLens", "colorProvider": "textDocument/documentColor",
    "completionProvider": "textDocument/completion", "declarationProvider": "textDocument/declaration",
    "definitionProvider": "textDocument/definition", "diagnosticProvider": "textDocument/diagnostic",
    "documentFormattingProvider": "textDocument/formatting",
    "documentHighlightProvider": "textDocument/documentHighlight",
    "documentLinkProvider": "textDocument/documentLink",
    "documentOnTypeFormattingProvider": "textDocument/onTypeFormatting",
    "documentRangeFormattingProvider": "textDocument/rangeFormatting",
    "documentSymbolProvider": "textDocument/documentSymbol", "executeCommandProvider": "workspace/executeCommand",
    "foldingRangeProvider": "textDocument/foldingRange", "hoverProvider": "textDocument/hover",
    "implementationProvider": "textDocument/implementation", "inlayHintProvider": "textDocument/inlayHint",
    "inlineValueProvider": "textDocument/inlineValue",
    "linkedEditingRangeProvider": "textDocument/linkedEditingRange", "monikerProvider": "textDocument/moniker",
    "referencesProvider": "textDocument/references", "renameProvider": "textDocument/rename",
    "selectionRangeProvider": "textDocument/selectionRange",
    "semanticTokensProvider": "textDocument/semanticTokens/full",
    "signatureHelpProvider": "textDocument/signatureHelp", "typeDefinitionProvider": "textDocument/typeDefinition",
    "typeHierarchyProvider": "textDocument/prepareTypeHierarchy", "workspaceSymbolProvider": "workspace/symbol",
  ]

  /// The server answers the requests that it offers, and no others.
  @Test func capabilitiesAgreeWithRequests() throws {
    let client = try Client()
    let capabilities = client.sent.first?["result"]?["capabilities"]?.members ?? [:]
    let answered = Self.requests.filter { client.ask($1, [:])["code"] != -32601 }
    #expect(Set(answered.keys) == Set(capabilities.keys.filter { $0.hasSuffix("Provider") }))
  }

  @Test func filesAreWatchedIfTheClientSupportsIt() throws {
    func isAsked(_ client: Client) -> Bool { client.sent.contains { $0["method"] == "client/registerCapability" } }
    #expect(try isAsked(Client()))
    #expect(try !isAsked(Client(capabilities: [:])))
    let client = try Client(options: ["baseline": "lists/known.json"])
    let request = client.sent.first { $0["method"] == "client/registerCapability" }
    #expect(json(request ?? .null).contains(#""**/known.json""#))
  }
}
