import Reporting

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The id of a request, which the response repeats.
enum RequestID: Hashable, Decodable {
  case number(Int)
  case text(String)

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    self = try (try? container.decode(Int.self)).map(Self.number) ?? .text(container.decode(String.self))
  }

  var json: JSON {
    switch self {
    case .number(let number): .number(number)
    case .text(let text): .string(text)
    }
  }
}

/// A message from the client.
struct Message {
  /// The kind of a message.
  enum Kind: Hashable {
    case request(RequestID, method: String)
    case notification(method: String)
    /// A response to a request of the server.
    case response
    /// No valid message of these kinds.
    case faulty(ResponseError)
  }

  let kind: Kind
  /// Whether the client has cancelled the request.
  var isCancelled = false
  private let body: [UInt8]

  private struct Envelope: Decodable {
    let id: RequestID?
    let method: String?
  }

  private struct Content<Params: Decodable>: Decodable { let params: Params }

  /// Reads the id and the method, without the parameters.
  init(_ body: [UInt8]) {
    self.body = body
    do {
      let envelope = try JSONDecoder().decode(Envelope.self, from: Data(body))
      switch (envelope.id, envelope.method) {
      case (let id?, let method?): kind = .request(id, method: method)
      case (nil, let method?): kind = .notification(method: method)
      case (_, nil): kind = .response
      }
    } catch DecodingError.dataCorrupted {
      kind = .faulty(ResponseError(.parseError, "not JSON"))
    } catch {
      kind = .faulty(ResponseError(.invalidRequest, "no message of JSON-RPC"))
    }
  }

  /// Decodes the parameters.
  func params<Params: Decodable>(_ type: Params.Type = Params.self) throws(ResponseError) -> Params {
    do {
      return try JSONDecoder().decode(Content<Params>.self, from: Data(body)).params
    } catch {
      throw ResponseError(.invalidParams, "parameters are missing or of a wrong type")
    }
  }
}

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

// MARK: - Parameters

struct Position: Decodable, Hashable {
  let line, character: Int
}

struct PositionRange: Decodable, Hashable {
  let start, end: Position
}

struct DocumentName: Decodable {
  let uri: String
  let version: Int?
}

/// The part of the parameters that all requests and notifications about one document have.
struct DocumentParams: Decodable {
  let textDocument: DocumentName
}

struct PositionParams: Decodable {
  let textDocument: DocumentName
  let position: Position
}

struct OpeningParams: Decodable {
  struct Document: Decodable {
    let uri, languageId, text: String
    let version: Int
  }

  let textDocument: Document
}

struct ChangeParams: Decodable {
  struct Change: Decodable {
    /// Nil where the whole text is replaced.
    let range: PositionRange?
    let text: String
  }

  let textDocument: DocumentName
  let contentChanges: [Change]
}

struct ActionParams: Decodable {
  struct Context: Decodable {
    let only: [String]?
    /// 2 where the editor asks by itself, because the cursor was moved.
    let triggerKind: Int?
  }

  let textDocument: DocumentName
  let range: PositionRange
  let context: Context
}

struct CancelParams: Decodable {
  let id: RequestID
}

struct InitializeParams: Decodable {
  struct Folder: Decodable { let uri: String }

  let rootUri, rootPath, locale: String?
  let workspaceFolders: [Folder]?
  let initializationOptions: ClientOptions?
  let capabilities: ClientCapabilities
}

/// The user's settings in the editor.
struct ClientOptions: Decodable, Hashable {
  /// The path of the configuration for all drafts, as in `--config`.
  var config: String?
  /// The id of the profile, as in `--profile`.
  var profile: String?
  /// `zh` or `en`; any other value is ignored.
  var lang: String?
  /// The path of the baseline, as in `--baseline`.
  var baseline: String?
}

/// The capabilities of the client that the server uses.
struct ClientCapabilities: Decodable {
  struct General: Decodable { let positionEncodings: [String]? }
  struct Dynamic: Decodable { let dynamicRegistration: Bool? }
  struct Edits: Decodable {
    let documentChanges: Bool?
    let resourceOperations: [String]?
  }
  struct Workspace: Decodable {
    let workspaceEdit: Edits?
    let didChangeWatchedFiles: Dynamic?
  }
  struct Symbols: Decodable { let hierarchicalDocumentSymbolSupport: Bool? }
  struct Hover: Decodable { let contentFormat: [String]? }
  struct TextDocument: Decodable {
    let documentSymbol: Symbols?
    let hover: Hover?
  }

  let general: General?
  let workspace: Workspace?
  let textDocument: TextDocument?
}
