import Reporting

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// By what an answer is known to belong to a request.
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

/// What came from the client.
struct Message {
  /// What it is.
  enum Kind: Hashable {
    case request(RequestID, method: String)
    case notification(method: String)
    /// An answer to what was asked of the client.
    case response
    /// Nothing of these.
    case faulty(ResponseError)
  }

  let kind: Kind
  /// Whether the client wants no answer any more.
  var isCancelled = false
  private let body: [UInt8]

  private struct Envelope: Decodable {
    let id: RequestID?
    let method: String?
  }

  private struct Content<Params: Decodable>: Decodable { let params: Params }

  /// Reads what stands around the parameters.
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

  /// The parameters.
  func params<Params: Decodable>(_ type: Params.Type = Params.self) throws(ResponseError) -> Params {
    do {
      return try JSONDecoder().decode(Content<Params>.self, from: Data(body)).params
    } catch {
      throw ResponseError(.invalidParams, "parameters are missing or of a wrong type")
    }
  }
}

/// Why there is no answer to a request, for the client rather than for its user.
struct ResponseError: Error, Hashable {
  /// The numbers of JSON-RPC and of the protocol.
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

/// The parameters of a request or notification about one document; which of the others are there depends on the method.
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
    /// 2 where nobody has asked: the cursor came to a place.
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

/// What the user's settings in the editor say.
struct ClientOptions: Decodable, Hashable {
  /// The configuration for all drafts, as `--config` names it.
  var config: String?
  /// As `--profile` has it.
  var profile: String?
  /// `zh` or `en`; anything else is as good as nothing.
  var lang: String?
  /// The list of known findings, as `--baseline` names it.
  var baseline: String?
}

/// What the client can do, as far as it matters here.
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
