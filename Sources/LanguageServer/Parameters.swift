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

/// A message that names a document and nothing else that the server uses: `didClose`, `documentSymbol`.
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
    /// Nil if the whole text is replaced.
    let range: PositionRange?
    let text: String
  }

  let textDocument: DocumentName
  let contentChanges: [Change]
}

struct ActionParams: Decodable {
  struct Context: Decodable {
    let only: [String]?
    /// 2 if the editor asks by itself, because the cursor was moved.
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
