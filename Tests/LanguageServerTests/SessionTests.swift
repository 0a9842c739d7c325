import Foundation
import Reporting
import SystemPackage
import Testing

@testable import LanguageServer

/// A session from its first byte to its exit status.
@Suite struct SessionTests {
  private static func message(_ method: String, id: Int? = nil, _ params: JSON? = nil) -> String {
    let message: JSON = [
      "jsonrpc": "2.0", "id": id.map(JSON.number), "method": .string(method), "params": params,
    ]
    return String(decoding: framed(json(message)), as: UTF8.self)
  }

  private static let initialize = message("initialize", id: 1, ["capabilities": [:]])
  private static let shutdown = message("shutdown", id: 2)
  private static let exit = message("exit")

  /// What a client sends, the exit status, and the ids and error codes of the answers.
  static let sessions: [(String, Int32, [String])] = [
    (initialize + shutdown + exit, 0, ["1", "2"]), (initialize + exit, 1, ["1"]), (exit, 1, []), ("", 1, []),
    // The client disconnects without `exit`, before or after `shutdown`.
    (initialize, 1, ["1"]), (initialize + shutdown, 0, ["1", "2"]),
    (shutdown + exit, 1, ["2 -32002"]),
    (initialize + shutdown + message("x", id: 3) + exit, 0, ["1", "2", "3 -32600"]),
    (initialize + message("x", id: 3) + shutdown + exit, 0, ["1", "3 -32601", "2"]),
    (message("textDocument/didOpen", ["textDocument": [:]]) + initialize + shutdown + exit, 0, ["1", "2"]),
    // An invalid message does not end the session.
    ("nonsense\r\n\r\n" + initialize + "Content-Length: 3\r\n\r\n{]}" + shutdown + exit, 0, ["1", "null -32700", "2"]),
    (initialize + "Content-Length: 2\r\n\r\n[]" + shutdown + exit, 0, ["1", "null -32600", "2"]),
    (initialize + String(shutdown.dropLast(5)), 1, ["1"]),
    // A request that is cancelled before its turn.
    (
      initialize + message("x", id: 3) + message("$/cancelRequest", ["id": 3]) + shutdown + exit, 0,
      ["1", "3 -32800", "2"]
    ),
  ]

  @Test(arguments: sessions) func sessionsEndAsTheProtocolAsks(sent: String, status: Int32, answers: [String]) throws {
    let toServer = try FileDescriptor.pipe()
    let fromServer = try FileDescriptor.pipe()
    _ = try toServer.writeEnd.writeAll(sent.utf8)
    try toServer.writeEnd.close()
    let environment = ServerEnvironment(workingFolder: "/nowhere", home: nil, settings: nil, language: .en)
    #expect(serve(environment, input: toServer.readEnd, output: fromServer.writeEnd) == status)
    try fromServer.writeEnd.close()
    var reader = MessageReader()
    reader.add(try FileHandle(fileDescriptor: fromServer.readEnd.rawValue).readToEnd() ?? Data())
    var found: [String] = []
    while let body = reader.next() {
      let text = String(decoding: body, as: UTF8.self)
      let id = text.firstMatch(of: /"id": ?"?(\w+)/)?.1 ?? "?"
      found.append(id + (text.firstMatch(of: /"code": ?(-\d+)/).map { " \($0.1)" } ?? ""))
    }
    #expect(found == answers)
    try toServer.readEnd.close()
    try fromServer.readEnd.close()
  }
}
