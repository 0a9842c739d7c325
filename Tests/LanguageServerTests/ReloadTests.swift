import Diagnostics
import Foundation
import Linting
import Reporting
import SystemPackage
import Testing

@testable import LanguageServer

/// Configurations, rules and baselines: their effect, their errors, and their changes.
@Suite struct ReloadTests {
  private static let text = "今年\n投资XX万元，剩余的的43户。\n"

  private static let rule = """
    kind: forbid
    severity: warning
    message: {zh: "不写“{match}”", en: "no “{match}”"}
    why: {zh: 试, en: a test}
    pattern: 投资
    examples:
      bad: [⟦投资⟧, 又⟦投资⟧]
      good: [投, 资]

    """

  /// The messages by which the client says that files have perhaps changed.
  static let occasions: [(String, JSON)] = [
    ("workspace/didChangeWatchedFiles", ["changes": []]),
    ("textDocument/didSave", ["textDocument": ["uri": "file:///elsewhere.txt"]]),
  ]

  @Test(arguments: occasions) func changedConfigurationIsReloaded(method: String, params: JSON) throws {
    let client = try Client()
    client.open(Self.text)
    #expect(client.rules() == ["placeholder/money", "wording/doubled"])
    try client.write("severity: {placeholder: off}\n", to: ".zhangfa.yaml")
    client.notify(method, params)
    #expect(client.rules() == ["wording/doubled"])
    try client.write("severity: {placeholder: off, wording: off}\nlang: zh\n", to: ".zhangfa.yaml")
    client.notify(method, params)
    #expect(client.rules() == [])
  }

  @Test func brokenConfigurationGetsADiagnostic() throws {
    let client = try Client([".zhangfa.yaml": "# 𠮷\nseverity: {𠮷: off}  # x\n"])
    let fault = try #require(client.findings(in: ".zhangfa.yaml").first, "also without an open draft")
    #expect(fault["range"] == range(1, 11, 1, 24))
    #expect(fault["severity"] == 1)
    #expect(fault["message"]?.text?.contains("𠮷") == true)
    client.open(Self.text)
    let draft = try #require(client.findings().first)
    #expect(client.findings().count == 1)
    #expect(draft["message"]?.text?.hasPrefix("not checked") == true)
    let place = draft["relatedInformation"]?.elements.first?["location"]
    #expect(place == ["uri": .string(client.uri(".zhangfa.yaml")), "range": range(1, 11, 1, 24)])
    try client.write("", to: ".zhangfa.yaml")
    client.notify("workspace/didChangeWatchedFiles", ["changes": []])
    #expect(client.findings(in: ".zhangfa.yaml").isEmpty)
    #expect(client.rules() == ["placeholder/money", "wording/doubled"])
  }

  @Test func brokenRuleFileGetsADiagnostic() throws {
    let client = try Client([
      ".zhangfa.yaml": "rules: [our-rules]\n",
      "our-rules/office/own.yaml": Self.rule.replacing("pattern: 投资", with: "pattern: 投[资"),
    ])
    client.open(Self.text)
    let faults = client.findings(in: "our-rules/office/own.yaml")
    #expect(faults.count == 1)
    #expect(faults.first?["range"]?["start"]?["line"] == 4)
    #expect((faults.first?["range"]?["start"]?["character"]?.integer ?? 0) >= 9)
    #expect(client.findings(in: ".zhangfa.yaml").isEmpty)
    try client.write(Self.rule, to: "our-rules/office/own.yaml")
    client.notify("textDocument/didSave", ["textDocument": ["uri": .string(client.uri("our-rules/office/own.yaml"))]])
    #expect(client.findings(in: "our-rules/office/own.yaml").isEmpty)
    #expect(client.rules() == ["office/own", "placeholder/money", "wording/doubled"])
  }

  /// A finding of an office's own rule links to the file of the rule.
  @Test func findingsOfOwnRulesLinkToTheirFile() throws {
    let client = try Client([".zhangfa.yaml": "rules: [our-rules]\n", "our-rules/office/own.yaml": Self.rule])
    client.open(Self.text)
    let finding = try #require(client.findings().first { $0["code"] == "office/own" })
    #expect(finding["codeDescription"] == ["href": .string(client.uri("our-rules/office/own.yaml"))])
  }

  @Test func baselineHidesKnownFindings() throws {
    let client = try Client(options: ["baseline": ".zhangfa-baseline.json"])
    #expect(client.findings(in: ".zhangfa-baseline.json").count == 1, "there is none yet")
    client.open(Self.text)
    let draft = FilePath(client.folder.appending(path: "draft.txt").path)
    try client.write("{\"version\": 1, \"findings\": []}\n", to: ".zhangfa-baseline.json")
    client.notify("workspace/didChangeWatchedFiles", ["changes": []])
    #expect(client.rules() == ["placeholder/money", "wording/doubled"])
    var baseline = Baseline(at: FilePath(client.folder.path).appending(".zhangfa-baseline.json"), workingFolder: "/")
    let document = OpenDocument(
      .init(uri: client.uri("draft.txt"), languageId: "", text: Self.text, version: 1))
    let folder = FilePath(client.folder.path)
    let workspace = Workspace(
      folder, ClientOptions(), ServerEnvironment(workingFolder: folder, home: nil, settings: nil, language: .en)
    ) { _ in }
    guard case .checked(let check) = workspace.check(document) else { throw CancellationError() }
    baseline.replace(by: [
      .init(
        of: draft, fingerprints: Array(check.result.fingerprints.prefix(1)), unjudged: [], gone: []
      )
    ])
    try client.write(baseline.text, to: ".zhangfa-baseline.json")
    client.notify("textDocument/didSave", ["textDocument": ["uri": .string(client.uri("draft.txt"))]])
    #expect(client.rules() == ["wording/doubled"])
    try client.write("{\"version\": 1, \"findings\": [\n{},\n]}\n", to: ".zhangfa-baseline.json")
    client.notify("workspace/didChangeWatchedFiles", ["changes": []])
    #expect(client.findings(in: ".zhangfa-baseline.json").first?["range"]?["start"]?["line"] == 1)
  }

  @Test func optionsNameConfigurationAndProfile() throws {
    let client = try Client(
      ["own.yaml": "severity: {placeholder: off}\n", ".zhangfa.yaml": "severity: {wording: off}\n"],
      options: ["config": "own.yaml"])
    client.open(Self.text)
    #expect(client.rules() == ["wording/doubled"])
    let summary = "青梧街道2021年工作总结\n今年以来，扎实推进各项工作。\n一、主要工作\n学习12次。\n二、特色亮点\n排查3处。\n"
    for (profile, count) in [("auto", 2), ("speech", 0)] {
      let client = try Client(options: ["profile": .string(profile)])
      client.open(summary)
      #expect(client.rules().count { $0 == "parts/missing" } == count)
    }
    let unknown = try Client(options: ["profile": "nonsense"])
    unknown.open(Self.text)
    #expect(unknown.findings().first?["message"]?.text?.contains("nonsense") == true)
    let missing = try Client(options: ["config": "missing.yaml"])
    #expect(missing.findings(in: "missing.yaml").count == 1)
  }

  /// A symbolic link in a repository is not followed out of the folder.
  @Test func linksOutOfTheFolderAreNotRead() throws {
    let client = try Client(options: ["config": "link.yaml"])
    try FileManager.default.createSymbolicLink(
      at: client.folder.appending(path: "link.yaml"), withDestinationURL: URL(filePath: "/etc/hostname"))
    client.notify("workspace/didChangeWatchedFiles", ["changes": []])
    client.open(Self.text)
    let messages = client.findings().compactMap { $0["message"]?.text }
    #expect(messages.count == 1 && messages[0].contains("link"), "\(messages)")
  }

  /// The settings of the folder apply to untitled texts, too.
  @Test func untitledTextsUseTheConfigurationOfTheFolder() throws {
    let client = try Client([".zhangfa.yaml": "severity: {placeholder: off}\n"])
    client.open(Self.text, as: "untitled:Untitled-1")
    #expect(client.rules(in: "untitled:Untitled-1") == ["wording/doubled"])
  }
}
