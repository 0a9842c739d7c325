import Reporting

/// The reason why a request failed, for the client rather than for its user.
struct ResponseError: Error, Hashable {
  /// The error codes of JSON-RPC and of the protocol.
  enum Code: Int {
    case parseError = -32700
    case invalidRequest = -32600
    case methodNotFound = -32601
    case invalidParams = -32602
    case notInitialized = -32002
    case cancelled = -32800
  }

  let code: Code
  let message: String

  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  var json: JSON { ["code": .number(code.rawValue), "message": .string(message)] }
}
