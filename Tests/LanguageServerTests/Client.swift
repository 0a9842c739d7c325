import Diagnostics
import DraftText
import Foundation
import Reporting
import SystemPackage
import TestSupport
import Testing

@testable import LanguageServer

/// An editor for tests, with an open folder. It runs in one thread with its server.
final class Client {
  var folder: URL { place.folder }
  private let place: Workplace
  private(set) var server: Server
  /// The messages that the server has sent.
  var sent: [JSON] { outbox.messages }
  private let outbox: Outbox
  private var requests = 0

  /// Opens a folder of `files`.
  init(
    _ files: [String: String] = [:], options: JSON = [:], capabilities: JSON = Client.capabilities,
    language: Language = .en
  ) throws {
    place = try Workplace()
    try place.makeFolder(".git")
    let path = FilePath(place.folder.path)
    let (server, outbox) = Server.forTests(in: path, speaking: language)
    (self.server, self.outbox) = (server, outbox)
    for (name, text) in files { try write(text, to: name) }
    ask("initialize", ["rootUri": .string(path.uri), "initializationOptions": options, "capabilities": capabilities])
    notify("initialized", [:])
  }

  static let capabilities: JSON = [
    "general": ["positionEncodings": ["utf-16"]],
    "workspace": [
      "workspaceEdit": ["documentChanges": true, "resourceOperations": ["create"]],
      "didChangeWatchedFiles": ["dynamicRegistration": true],
    ],
    "textDocument": [
      "documentSymbol": ["hierarchicalDocumentSymbolSupport": true], "hover": ["contentFormat": ["markdown"]],
    ],
  ]

  func write(_ text: String, to name: String) throws { try place.write(text, to: name) }

  func uri(_ name: String) -> String { FilePath(folder.appending(path: name).path).uri }

  // MARK: Talking

  func notify(_ method: String, _ params: JSON) {
    send(["jsonrpc": "2.0", "method": .string(method), "params": params])
  }

  /// Sends a request and returns the answer: a result or an error.
  @discardableResult func ask(_ method: String, _ params: JSON? = nil) -> JSON {
    requests += 1
    send(["jsonrpc": "2.0", "id": .number(requests), "method": .string(method), "params": params])
    let answer = sent.last { $0["id"] == .number(requests) && $0["method"] == nil }
    return answer?["result"] ?? answer?["error"] ?? .null
  }

  @discardableResult func send(_ message: JSON) -> Int32? { server.handle(ClientMessage(Array(json(message).utf8))) }

  /// Opens a document. It can be without a file.
  func open(_ text: String, as name: String = "draft.txt", language: String = "plaintext") {
    let uri = name.contains(":") ? name : uri(name)
    notify(
      "textDocument/didOpen",
      ["textDocument": ["uri": .string(uri), "languageId": .string(language), "version": 1, "text": .string(text)]])
  }

  func change(_ changes: [JSON], in name: String = "draft.txt", version: Int = 2) {
    notify(
      "textDocument/didChange",
      [
        "textDocument": ["uri": .string(uri(name)), "version": .number(version)], "contentChanges": .array(changes),
      ])
  }

  /// Returns the diagnostics that were last published for a document.
  func findings(in name: String = "draft.txt") -> [JSON] {
    let uri: JSON = .string(name.contains(":") ? name : uri(name))
    let last = sent.last { $0["method"] == "textDocument/publishDiagnostics" && $0["params"]?["uri"] == uri }
    return last?["params"]?["diagnostics"]?.elements ?? []
  }

  func rules(in name: String = "draft.txt") -> [String] { findings(in: name).compactMap { $0["code"]?.text } }

  func actions(_ range: JSON, only: [String]? = nil, trigger: Int? = nil, in name: String = "draft.txt") -> [JSON] {
    let context: JSON = [
      "diagnostics": [], "only": only.map { .array($0.map(JSON.string)) }, "triggerKind": trigger.map(JSON.number),
    ]
    return ask(
      "textDocument/codeAction", ["textDocument": ["uri": .string(uri(name))], "range": range, "context": context]
    ).elements
  }
}

/// The messages sent, in order.
final class Outbox { var messages: [JSON] = [] }

extension Server {
  fileprivate static func forTests(in folder: FilePath, speaking language: Language) -> (Server, Outbox) {
    let outbox = Outbox()
    let environment = ServerEnvironment(workingFolder: folder, home: nil, settings: nil, language: language)
    return (Server(environment) { outbox.messages.append($0) }, outbox)
  }
}

extension JSON: ExpressibleByIntegerLiteral {
  /// A number.
  public init(integerLiteral number: Int) { self = .number(number) }

  subscript(name: String) -> JSON? { if case .object(let members) = self { members[name] } else { nil } }
  var elements: [JSON] { if case .array(let values) = self { values } else { [] } }
  var text: String? { if case .string(let text) = self { text } else { nil } }
  var integer: Int? { if case .number(let number) = self { number } else { nil } }
  var members: [String: JSON] { if case .object(let members) = self { members } else { [:] } }
}

/// A range of the protocol: line and character of its start and of its end.
func range(_ line: Int, _ character: Int, _ endLine: Int, _ end: Int) -> JSON {
  [
    "start": ["line": .number(line), "character": .number(character)],
    "end": ["line": .number(endLine), "character": .number(end)],
  ]
}

extension PositionRange {
  init(_ json: JSON) {
    func position(_ name: String) -> Position {
      Position(line: json[name]?["line"]?.integer ?? 0, character: json[name]?["character"]?.integer ?? 0)
    }
    self.init(start: position("start"), end: position("end"))
  }
}

/// Returns `text` after a client has applied the edits.
func edited(_ text: String, _ edits: [JSON], _ encoding: PositionEncoding = .utf16) -> String {
  edits.reversed().reduce(into: SourceText(text)) { source, edit in
    let place = CountedText(source: source, encoding: encoding).range(of: PositionRange(edit["range"] ?? .null))
    source = source.replacing([Edit(place, edit["newText"]?.text ?? "")])
  }.text
}

extension SourceText {
  var text: String { self[range] }
}
