import Diagnostics
import DraftText
import Foundation
import Linting
import Reporting
import SystemPackage
import Testing

@testable import LanguageServer

/// The code actions, and the text after their edits.
@Suite struct ActionTests {
  /// Returns the edits of an action in the document `uri`.
  private static func edits(_ action: JSON, _ uri: String) -> [JSON] {
    let changes = action["edit"]?["documentChanges"]?.elements ?? []
    return changes.filter { $0["textDocument"]?["uri"] == .string(uri) }.flatMap { $0["edits"]?.elements ?? [] }
      + (action["edit"]?["changes"]?[uri]?.elements ?? [])
  }

  private static func titled(_ title: String, _ actions: [JSON]) throws -> JSON {
    try #require(actions.first { $0["title"]?.text?.contains(title) == true }, "\(actions.map { $0["title"] })")
  }

  @Test func aFindingIsFixed() throws {
    let text = "一、甲\n𠮷新建2处,新增60张。\n二、乙\n剩余的的43户。\n"
    let client = try Client()
    client.open(text)
    let uri = client.uri("draft.txt")
    let safe = client.actions(range(1, 6, 1, 6))
    let fix = try #require(safe.first)
    #expect(fix["isPreferred"] == true)
    #expect(fix["diagnostics"]?.elements.count == 1)
    #expect(edited(text, Self.edits(fix, uri)) == text.replacing(",", with: "，"))
    #expect(fix["edit"]?["documentChanges"]?.elements.first?["textDocument"]?["version"] == 1)
    let unsafe = try #require(client.actions(range(3, 2, 3, 4)).first)
    #expect(unsafe["isPreferred"] == nil)
    #expect(unsafe["title"]?.text?.hasSuffix("(check before applying)") == true)
    #expect(client.actions(range(0, 0, 0, 1), only: ["quickfix"]).isEmpty)
  }

  /// A client without versioned edits gets the older form of edits.
  @Test func clientsWithoutVersionsGetPlainChanges() throws {
    let text = "今年\n新建2处,新增60张。\n"
    let client = try Client(capabilities: [:])
    client.open(text)
    let fix = try #require(client.actions(range(1, 0, 1, 9)).first)
    #expect(edited(text, Self.edits(fix, client.uri("draft.txt"))) == text.replacing(",", with: "，"))
    #expect(fix["edit"]?["documentChanges"] == nil)
  }

  @Test func fixAllGivesTheSameTextAsFix() throws {
    let text = "一、甲\r\n新建2处,新增60张。\r\n三、乙\r\n剩余的的43户,𠮷。\r\n五、丙\r\n丁。\r\n"
    let client = try Client()
    client.open(text)
    let action = try #require(client.actions(range(0, 0, 0, 0), only: ["source.fixAll"]).first)
    #expect(action["kind"] == "source.fixAll.zhangfa")
    let linter = try DocumentCheck.ofShippedRules(text)
    #expect(edited(text, Self.edits(action, client.uri("draft.txt"))) == linter)
  }

  @Test(
    arguments: [
      (["quickfix"], 1, 0), (["source.fixAll.zhangfa"], 1, 1), (["source.fixAll"], 1, 1), (["source"], 1, 1),
      (["refactor"], 1, 0), (["source.fixAll.eslint"], 1, 0), (["sourc"], 1, 0), (nil, 1, 1),
      // An automatic request, as at each move of the cursor: fixing everything would be too slow.
      (nil, 2, 0),
    ] as [([String]?, Int, Int)])
  func fixAllIsOfferedOnRequestOnly(only: [String]?, trigger: Int, count: Int) throws {
    let client = try Client()
    client.open("今年\n新建2处,新增60张。\n")
    let actions = client.actions(range(0, 0, 0, 0), only: only, trigger: trigger)
    #expect(actions.count { $0["kind"] == "source.fixAll.zhangfa" } == count)
  }

  // MARK: Suppression

  @Test(arguments: [
    "一、甲\n\n投资XX万元。\n", "一、甲\n\n第一行\n投资XX万元。\n", "## 一、甲\n投资XX万元。\n", "投资XX万元。\n", "投资XX万元。",
    "## 投资XX万元\n\n甲。\n", "# 总结\r\n\r\n乙\r\n投资XX万元。\r\n", "- 甲\n- 投资XX万元。\n", "| 甲 | 乙 |\n|---|---|\n| 丙 | 投资XX万元 |\n",
    "> 甲\n> 投资XX万元。\n", "# 总结\r\r乙\r投资XX万元。\r",
  ])
  func aCommentSuppressesAFinding(text: String) throws {
    let client = try Client()
    client.open(text, as: "draft.md", language: "markdown")
    let findings = client.findings(in: "draft.md")
    let finding = try #require(findings.first { $0["code"] == "placeholder/money" })
    let actions = client.actions(finding["range"] ?? .null, in: "draft.md")
    let edits = Self.edits(try Self.titled("Suppress placeholder/money", actions), client.uri("draft.md"))
    let suppressed = edited(text, edits)
    client.change([["text": .string(suppressed)]], in: "draft.md")
    _ = client.actions(range(0, 0, 0, 0), in: "draft.md")
    #expect(
      client.rules(in: "draft.md") == findings.compactMap { $0["code"]?.text }.filter { $0 != "placeholder/money" },
      "\(suppressed)")
    let lineEnd = text.first(where: \.isNewline) ?? "\n"
    #expect(edits.first?["newText"]?.text?.last == lineEnd)
  }

  /// A comment tears no block apart: what begins with # need not be a heading.
  @Test(arguments: [("# 防汛", 1), ("#防汛", 0), ("<br>", 0), ("####### 防汛", 0), ("#", 1)])
  func commentIsInsertedAboveTheBlock(first: String, line: Int) throws {
    let client = try Client()
    client.open("\(first)\n投资XX万元。\n", as: "draft.md", language: "markdown")
    let action = try Self.titled("Suppress", client.actions(range(1, 2, 1, 4), in: "draft.md"))
    #expect(Self.edits(action, client.uri("draft.md")).map { $0["range"] } == [range(line, 0, line, 0)])
  }

  /// A comment above front matter would make a heading of it, and one with another indent would end a list.
  @Test(arguments: [
    ("---\ntitle: 甲\n---\n投资XX万元。\n", 3, ""), ("---\ntitle: 甲\n--- \n投资XX万元。\n", 3, ""),
    ("1. 甲\n\n   投资XX万元。\n\n2. 乙\n", 2, "   "),
  ])
  func commentDoesNotChangeTheBlocksAround(text: String, line: Int, indent: String) throws {
    let client = try Client()
    let column = indent.count + 2
    client.open(text, as: "draft.md", language: "markdown")
    let action = try Self.titled("Suppress", client.actions(range(line, column, line, column + 2), in: "draft.md"))
    let edits = Self.edits(action, client.uri("draft.md"))
    #expect(edits.map { $0["range"] } == [range(line, 0, line, 0)])
    #expect(edits.first?["newText"]?.text?.hasPrefix("\(indent)<!-- ") == true)
    client.change([["text": .string(edited(text, edits))]], in: "draft.md")
    _ = client.actions(range(0, 0, 0, 0), in: "draft.md")
    #expect(!client.rules(in: "draft.md").contains("placeholder/money"))
  }

  @Test func plainTextHasNoComments() throws {
    let client = try Client()
    client.open("投资XX万元。\n")
    #expect(client.actions(range(0, 0, 0, 6)).allSatisfy { $0["title"]?.text?.contains("Suppress") != true })
  }

  // MARK: Accepted words

  /// Configurations before and after 的的 is accepted; nil if no action is offered.
  static let configurations: [(String, String?)] = [
    ("", "accept:\n  - '的的'\n"), ("# nothing\n", "# nothing\naccept:\n  - '的的'\n"),
    ("lang: en  # why", "lang: en  # why\naccept:\n  - '的的'\n"),
    ("lang: en\r\n", "lang: en\r\naccept:\r\n  - '的的'\r\n"), ("lang: en\r", "lang: en\raccept:\r  - '的的'\r"),
    ("  lang: en\n", "  lang: en\n  accept:\n    - '的的'\n"),
    ("accept: [甲乙]  # 甲\nlang: en\n", "accept: ['的的', 甲乙]  # 甲\nlang: en\n"),
    ("accept: []\n", "accept: ['的的']\n"), ("accept:\nlang: en\n", nil),
    ("accept: [\n  甲乙, # 甲\n]\n", "accept: ['的的', \n  甲乙, # 甲\n]\n"),
    ("accept:\n  # 甲\n  - 甲乙 # 乙\n# 丙\n", "accept:\n  # 甲\n  - '的的'\n  - 甲乙 # 乙\n# 丙\n"),
    ("accept:\n- 甲乙\nlang: en\n", "accept:\n- '的的'\n- 甲乙\nlang: en\n"),
    ("\"accept\":\n    - 甲乙\n", "\"accept\":\n    - '的的'\n    - 甲乙\n"),
    ("{lang: en}\n", nil), ("accept: ~\n", nil), ("accept: &a [甲乙]\n", nil),
  ]

  @Test(arguments: configurations) func acceptedWordIsAddedToTheConfiguration(before: String, after: String?) throws {
    let client = try Client([".zhangfa.yaml": before])
    let text = "今年\n剩余的的43户。\n"
    client.open(text)
    guard let after else {
      #expect(client.actions(range(1, 2, 1, 4)).allSatisfy { $0["title"]?.text?.contains(".zhangfa.yaml") != true })
      return
    }
    let action = try Self.titled(".zhangfa.yaml", client.actions(range(1, 2, 1, 4)))
    let edits = Self.edits(action, client.uri(".zhangfa.yaml"))
    let new = edited(before, edits)
    #expect(new == after)
    try client.write(new, to: ".zhangfa.yaml")
    client.notify("workspace/didChangeWatchedFiles", ["changes": []])
    #expect(client.findings().isEmpty)
    let file = FilePath(client.folder.appending(path: ".zhangfa.yaml").path)
    #expect(throws: Never.self) { try Configuration(file, shown: "", bytes: Array(new.utf8)) }
  }

  @Test func acceptingAWordCreatesTheConfiguration() throws {
    let client = try Client()
    client.open("今年\n剩余的的43户。\n", as: "deep/er/draft.txt")
    let action = try Self.titled(".zhangfa.yaml", client.actions(range(1, 2, 1, 4), in: "deep/er/draft.txt"))
    let creation = try #require(action["edit"]?["documentChanges"]?.elements.first)
    #expect(creation["kind"] == "create")
    // With this option the text would be inserted into a file that another program has created meanwhile.
    #expect(creation["options"]?["ignoreIfExists"] == nil)
    #expect(Self.edits(action, client.uri(".zhangfa.yaml")).first?["newText"] == "accept:\n  - '的的'\n")
    let poor = try Client(capabilities: [:])
    poor.open("今年\n剩余的的43户。\n")
    #expect(poor.actions(range(1, 2, 1, 4)).allSatisfy { $0["title"]?.text?.contains(".zhangfa.yaml") != true })
  }

  /// The selection around a finding is the word to accept. A selection that is not a word is not offered.
  @Test(
    arguments: [
      (range(1, 0, 1, 0), []), (range(1, 2, 1, 4), []), (range(1, 0, 1, 5), ["投资XX万"]), (range(0, 0, 1, 5), []),
      (range(1, 3, 1, 8), []),
    ] as [(JSON, [String])])
  func selectedWordIsOfferedForAcceptance(selection: JSON, words: [String]) throws {
    let client = try Client([".zhangfa.yaml": ""])
    client.open("今年\n投资XX万元it's。\n")
    let titles = client.actions(selection).compactMap { $0["title"]?.text }.filter { $0.contains(".zhangfa.yaml") }
    #expect(titles == words.map { "“\($0)” is right: add it to .zhangfa.yaml" })
  }

  /// A word with special characters of YAML is read back unchanged.
  @Test(arguments: ["it's", "甲: 乙", "# 甲", "- 甲", "''", "[甲]", "*甲", "甲\"乙\\n", "true", "12", "a'\u{301}b"])
  func acceptedWordsAreQuotedInYAML(word: String) throws {
    let path: FilePath = "/a/.zhangfa.yaml"
    for text in ["", "accept: [a]\n", "accept:\n  - a\n"] {
      let edit = try #require(AcceptedWordEdit(word, in: text, at: path)?.edit)
      let new = SourceText(text).replacing([Edit(TextRange(edit.offset, edit.offset), edit.text)]).utf8
      #expect(try Configuration(path, shown: "", bytes: new).settings.accepted.map(\.value).contains(word))
    }
  }

  /// If the configuration is open in the editor and not saved, its text there is used.
  @Test func unsavedConfigurationIsEdited() throws {
    let client = try Client([".zhangfa.yaml": "lang: en\n"])
    client.open("lang: en\nprofile: auto\n", as: ".zhangfa.yaml", language: "yaml")
    client.open("今年\n剩余的的43户。\n")
    let action = try Self.titled(".zhangfa.yaml", client.actions(range(1, 2, 1, 4)))
    #expect(Self.edits(action, client.uri(".zhangfa.yaml")).first?["range"] == range(2, 0, 2, 0))
  }
}

extension DocumentCheck {
  /// Returns `text` as `--fix` changes it.
  fileprivate static func ofShippedRules(_ text: String) throws -> String {
    let path = FilePath("/nowhere")
    let workspace = Workspace(
      path, ClientOptions(), ServerEnvironment(workingFolder: path, home: nil, settings: nil, language: .en)
    ) { _ in }
    let document = OpenDocument(.init(uri: "file:///nowhere/a.txt", languageId: "", text: text, version: 1))
    guard case .checked(let check) = workspace.check(document) else { return "" }
    return try Fixer(check.linter).fix(document.source).source.text
  }
}
