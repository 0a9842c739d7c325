import Testing

@testable import LanguageServer

/// How a stream of bytes is split into messages.
@Suite struct FramingTests {
  private static let first = #"{"method":"甲"}"#
  private static let second = #"{"method":"b"}"#

  private static func header(_ count: Int, _ name: String = "Content-Length") -> String { "\(name): \(count)\r\n\r\n" }

  private static func message(_ json: String) -> String { header(json.utf8.count) + json }

  /// The streams, and the messages in them.
  static let streams: [(String, [String])] = [
    (message(first), [first]),
    (message(first) + message(second), [first, second]),
    (header(first.utf8.count, "content-length") + first, [first]),
    ("Content-Type: application/vscode-jsonrpc; charset=utf-8\r\n" + message(first), [first]),
    ("Content-Length:\(second.utf8.count)\r\nContent-Type: x\r\n\r\n" + second, [second]),
    (message("") + message(second), ["", second]),
    // No valid header.
    ("nonsense", []), ("GET / HTTP/1.1\r\n\r\n" + message(second), [second]),
    ("Content-Length: many\r\n\r\n" + message(second), [second]),
    ("Content-Length: -5\r\n\r\n" + message(second), [second]),
    ("Content-Length: 99999999999999999999\r\n\r\n" + message(second), [second]),
    ("Content-Length: 999999999\r\n\r\n" + message(second), [second]),
    (String(repeating: "x", count: 5_000) + message(second), [second]),
    // A length that is too small: the rest of the message is skipped.
    (header(5) + first + message(second), [String(first.prefix(5)), second]),
    (message(first).dropLast().description, []),
  ]

  @Test(arguments: streams, [1, 7, 100_000])
  func messagesAreReadFromPiecesOfAnySize(stream: (text: String, messages: [String]), size: Int) {
    var reader = MessageReader()
    var found: [String] = []
    var rest = Array(stream.text.utf8)[...]
    while !rest.isEmpty {
      reader.add(rest.prefix(size))
      rest = rest.dropFirst(size)
      while let body = reader.next() { found.append(String(decoding: body, as: UTF8.self)) }
    }
    #expect(found == stream.messages)
  }

  /// A length that is too large includes the header of the next message, which must not be lost.
  @Test(arguments: [3, 20]) func messageBehindATooLongOneIsNotLost(surplus: Int) {
    var inbox = Inbox()
    let broken = Self.header(Self.first.utf8.count + surplus) + Self.first
    inbox.add(Array((broken + Self.message(Self.second) + Self.message(Self.second)).utf8))
    var kinds: [ClientMessage.Kind] = []
    while let message = inbox.next() { kinds.append(message.kind) }
    #expect(kinds.first == .faulty(ResponseError(.parseError, "not JSON")))
    #expect(kinds.last == .notification(method: "b"))
  }

  @Test func contentLengthCountsBytes() {
    #expect(String(decoding: framed("甲"), as: UTF8.self) == "Content-Length: 3\r\n\r\n甲")
  }

  @Test(arguments: [
    (#"{"id":1,"method":"a"}"#, ClientMessage.Kind.request(.number(1), method: "a")),
    (#"{"id":"x","method":"a"}"#, .request(.text("x"), method: "a")),
    (#"{"id":null,"method":"a"}"#, .notification(method: "a")), (#"{"method":"a"}"#, .notification(method: "a")),
    (#"{"id":1,"result":null}"#, .response), ("[]", .faulty(ResponseError(.invalidRequest, "no message of JSON-RPC"))),
    (#"{"id":{},"method":"a"}"#, .faulty(ResponseError(.invalidRequest, "no message of JSON-RPC"))),
    ("{", .faulty(ResponseError(.parseError, "not JSON"))), ("", .faulty(ResponseError(.parseError, "not JSON"))),
    (#"{"method":"\#u{0}"}"#, .faulty(ResponseError(.parseError, "not JSON"))),
  ])
  func kindsOfMessagesAreRecognized(json: String, kind: ClientMessage.Kind) {
    #expect(ClientMessage(Array(json.utf8)).kind == kind)
  }

  @Test func invalidJSONIsAFaultyMessage() {
    #expect(ClientMessage([0x7B, 0xFF, 0x7D]).kind == .faulty(ResponseError(.parseError, "not JSON")))
    #expect(
      ClientMessage(Array(String(repeating: "[", count: 100_000).utf8)).kind
        == .faulty(ResponseError(.parseError, "not JSON")))
  }

  /// A request that is cancelled while it waits is marked when its turn comes.
  @Test func aCancelledRequestIsMarked() {
    var inbox = Inbox()
    for json in [
      #"{"id":1,"method":"a"}"#, #"{"id":2,"method":"b"}"#, #"{"id":"2","method":"c"}"#,
      #"{"method":"$/cancelRequest","params":{"id":2}}"#, #"{"method":"$/cancelRequest","params":{}}"#,
    ] { inbox.add(framed(json)) }
    let marks = (0..<5).map { _ in inbox.next()?.isCancelled }
    #expect(marks == [false, true, false, false, false])
  }
}
