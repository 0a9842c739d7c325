import Diagnostics
import DraftText
import Linting
import Reporting
import RuleFiles
import SystemPackage

/// A server for the Language Server Protocol 3.17. It reads and checks; the client makes all changes.
final class Server {
  /// The state of the session.
  private enum Phase { case new, running, shutDown }

  /// A draft is checked when nobody has typed for this time, so that text that comes at once, as from a paste, is
  /// checked once. A check of 50 KB takes twice as long.
  private static let pause = Duration.milliseconds(20)

  private let environment: ServerEnvironment
  private let send: (JSON) -> Void
  private var phase = Phase.new
  private var encoding = PositionEncoding.utf16
  private var client: ClientCapabilities?
  private var options = ClientOptions()
  private var workspace: Workspace?
  private var documents: [String: OpenDocument] = [:]
  /// The URIs of the files with faults that the client was told of.
  private var faulty: Set<String> = []
  /// The duration of the last check. After a slow check, the pause before the next one is longer.
  private var lastCheck = Duration.zero
  private var requests = 0

  /// - Parameter send: Sends a message to the client.
  init(_ environment: ServerEnvironment, send: @escaping (JSON) -> Void) {
    self.environment = environment
    self.send = send
  }

  // MARK: Time

  /// The time at which the next check is due; nil for never.
  var nextCheck: ContinuousClock.Instant? { documents.values.compactMap { $0.checkTimes?.next }.min() }

  /// Checks the drafts whose pause is over.
  func checkDueDocuments() {
    for document in documents.values where document.checkTimes.map({ $0.next <= .now }) ?? false {
      _ = outcome(of: document)
    }
  }

  // MARK: Messages

  /// Handles a message.
  ///
  /// - Returns: The exit status where the message ends the session.
  func handle(_ message: ClientMessage) -> Int32? {
    switch message.kind {
    case .request(let id, let method): respond(to: id, with: message.isCancelled ? .cancelled : answer(method, message))
    case .notification("exit"): return statusAtEnd
    case .notification(let method): if phase == .running { take(method, message) }
    case .response: break
    case .faulty(let error): send(["jsonrpc": "2.0", "id": .null, "error": error.json])
    }
    return nil
  }

  /// 0 where the client has sent `shutdown` before, otherwise 1.
  var statusAtEnd: Int32 { phase == .shutDown ? 0 : 1 }

  private func respond(to id: RequestID, with answer: Result<JSON, ResponseError>) {
    switch answer {
    case .success(let result): send(["jsonrpc": "2.0", "id": id.json, "result": result])
    case .failure(let error): send(["jsonrpc": "2.0", "id": id.json, "error": error.json])
    }
  }

  private func answer(_ method: String, _ message: ClientMessage) -> Result<JSON, ResponseError> {
    Result { () throws(ResponseError) in
      switch (phase, method) {
      case (.new, "initialize"): return try initialize(message.params())
      case (.new, _): throw ResponseError(.notInitialized, "initialize comes first")
      case (.shutDown, _), (_, "initialize"): throw ResponseError(.invalidRequest, "not now")
      case (_, "shutdown"):
        phase = .shutDown
        return .null
      case (_, "textDocument/documentSymbol"): return symbols(try message.params())
      case (_, "textDocument/hover"): return hover(try message.params())
      case (_, "textDocument/codeAction"): return actions(try message.params())
      default: throw ResponseError(.methodNotFound, "no such method: \(method)")
      }
    }
  }

  /// Handles a notification. A notification that cannot be decoded is ignored.
  private func take(_ method: String, _ message: ClientMessage) {
    switch method {
    case "initialized": begin()
    case "textDocument/didOpen": try? open(message.params())
    case "textDocument/didChange": try? change(message.params())
    case "textDocument/didClose": try? close(message.params())
    // Saving counts, too: not all clients watch files.
    case "textDocument/didSave", "workspace/didChangeWatchedFiles": reload()
    default: break
    }
  }

  // MARK: The session

  private func initialize(_ params: InitializeParams) -> JSON {
    phase = .running
    client = params.capabilities
    encoding = PositionEncoding(offered: params.capabilities.general?.positionEncodings)
    let root = (params.workspaceFolders?.first?.uri ?? params.rootUri).flatMap { FilePath(uri: $0) }
    let folder = root ?? params.rootPath.map { FilePath($0) } ?? environment.workingFolder
    options = params.initializationOptions ?? ClientOptions()
    var environment = environment
    if let locale = params.locale { environment.language = locale.lowercased().hasPrefix("zh") ? .zh : .en }
    workspace = Workspace(folder, options, environment) { [send] message in
      let text = LocalizedText(zh: "说明：\(message.zh)", en: "note: \(message.en)")
      send(.notification("window/logMessage", ["type": .number(3), "message": .string(text.en + "\n" + text.zh)]))
    }
    return [
      "serverInfo": ["name": "zhangfa", "version": .string(toolVersion)],
      "capabilities": [
        "positionEncoding": .string(encoding.rawValue),
        "textDocumentSync": ["openClose": true, "change": .number(2), "save": ["includeText": false]],
        "documentSymbolProvider": true, "hoverProvider": true,
        "codeActionProvider": ["codeActionKinds": .array(CodeActions.Kind.allCases.map { .string($0.rawValue) })],
        "workspace": ["workspaceFolders": ["supported": false]],
      ],
    ]
  }

  /// Asks the client, which is ready now, to watch the files that checks depend on, and reports the faults in these
  /// files.
  private func begin() {
    if client?.workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false {
      let named = [options.config, options.baseline].compactMap { $0.flatMap { FilePath($0).lastComponent?.string } }
      let watchers = (["*.yaml"] + named).map { name -> JSON in ["globPattern": .string("**/\(name)")] }
      requests += 1
      send([
        "jsonrpc": "2.0", "id": .string("zhangfa-\(requests)"), "method": "client/registerCapability",
        "params": [
          "registrations": [
            [
              "id": "watch", "method": "workspace/didChangeWatchedFiles",
              "registerOptions": ["watchers": .array(watchers)],
            ]
          ]
        ],
      ])
    }
    publishFaults()
  }

  private func reload() {
    workspace?.reload()
    for document in documents.values {
      document.outcome = nil
      _ = outcome(of: document)
    }
    publishFaults()
  }

  // MARK: Documents

  private func open(_ params: OpeningParams) {
    let document = OpenDocument(params.textDocument)
    documents[document.uri] = document
    _ = outcome(of: document)
    publishFaults()
  }

  private func change(_ params: ChangeParams) {
    guard let document = documents[params.textDocument.uri] else { return }
    document.apply(params, encoding)
    if document.isDraft { document.postpone(by: max(Self.pause, lastCheck / 4)) }
  }

  private func close(_ params: DocumentParams) {
    guard let document = documents.removeValue(forKey: params.textDocument.uri), document.isDraft else { return }
    publish(document.uri, [])
    publishFaults()
  }

  /// Returns the result of checking the current text of a document; nil where it is not to be checked.
  ///
  /// A new result is published.
  private func outcome(of document: OpenDocument) -> CheckOutcome? {
    guard document.isDraft, let workspace else { return nil }
    if let outcome = document.outcome { return outcome }
    var outcome: CheckOutcome?
    lastCheck = ContinuousClock().measure { outcome = workspace.check(document) }
    guard let outcome, let writer = writer(for: document) else { return nil }
    document.store(outcome)
    let findings =
      switch outcome {
      case .checked(let check): writer.json(check)
      case .brokenSettings(let faults, let language): writer.failure(faults, language)
      case .failed(let message, let language): writer.failure(message, language)
      }
    publish(document.uri, findings, version: document.version)
    if document.hasBrokenSettings { publishFaults() }
    return outcome
  }

  private func publish(_ uri: String, _ diagnostics: JSON, version: Int? = nil) {
    send(
      .notification(
        "textDocument/publishDiagnostics",
        ["uri": .string(uri), "version": version.map(JSON.number), "diagnostics": diagnostics]))
  }

  /// Publishes the faults in configurations, rule files and baselines, and clears the faults that were mended.
  private func publishFaults() {
    guard let workspace else { return }
    var (faults, language) = workspace.faults()
    for document in documents.values {
      if case .brokenSettings(let more, let itsLanguage) = document.outcome {
        (faults, language) = (faults + more, itsLanguage)
      }
    }
    let writers = Set(faults).sorted { ($0.path, $0.line, $0.column) < ($1.path, $1.line, $1.column) }
      .map { FaultWriter($0, encoding, workspace) }
    let byFile = Dictionary(grouping: writers, by: \.uri)
    for (uri, writers) in byFile { publish(uri, .array(writers.map { $0.json(language) })) }
    for uri in faulty.subtracting(byFile.keys) { publish(uri, []) }
    faulty = Set(byFile.keys)
  }

  // MARK: Answers

  private func writer(for document: OpenDocument) -> FindingWriter? {
    workspace.map {
      FindingWriter(
        uri: document.uri, text: CountedText(source: document.source, encoding: encoding), workspace: $0)
    }
  }

  /// Returns the document called `name` with its check; nil where it was not checked.
  private func checked(_ name: DocumentName) -> (document: OpenDocument, check: DocumentCheck, writer: FindingWriter)? {
    guard let document = documents[name.uri], let writer = writer(for: document),
      case .checked(let check) = outcome(of: document)
    else { return nil }
    return (document, check, writer)
  }

  private func symbols(_ params: DocumentParams) -> JSON {
    guard let (document, check, writer) = checked(params.textDocument) else { return .null }
    let symbols = OutlineSymbols(document: check.result.document, text: writer.text, language: check.language)
    let knowsTrees = client?.textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport ?? false
    return knowsTrees ? symbols.tree : symbols.list(uri: document.uri)
  }

  /// Returns the pages about the rules of the findings at a place.
  private func hover(_ params: PositionParams) -> JSON {
    guard let (_, check, writer) = checked(params.textDocument) else { return .null }
    let place = writer.text.offset(of: params.position)
    let findings = check.result.diagnostics.filter { $0.range.touches(TextRange(place, place)) }
    guard let first = findings.first else { return .null }
    var listed: Set<RuleID> = []
    let pages = findings.filter { listed.insert($0.ruleID).inserted }.compactMap { finding in
      check.ruleSet.rule(finding.ruleID).map { RulePage($0, of: check.ruleSet, in: check.language) }
    }
    let knowsMarkdown = client?.textDocument?.hover?.contentFormat?.contains("markdown") ?? false
    return [
      "contents": knowsMarkdown
        ? ["kind": "markdown", "value": .string(pages.map(\.markdown).joined(separator: "\n---\n\n"))]
        : ["kind": "plaintext", "value": .string(pages.map(\.plainText).joined(separator: "\n\n"))],
      "range": writer.text.json(first.range),
    ]
  }

  private func actions(_ params: ActionParams) -> JSON {
    guard let (document, check, writer) = checked(params.textDocument) else { return [] }
    let actions = CodeActions(
      document: document, check: check, text: writer.text, writer: writer,
      edits: EditWriter(encoding, client?.workspace?.workspaceEdit)
    ) { [documents] path in
      // The text in the editor counts where the file is open there.
      if let open = documents.values.first(where: { $0.path == path }) { return open.source[open.source.range] }
      return (try? FileContents.read(path)).map { String(decoding: $0.withoutByteOrderMark, as: UTF8.self) }
    }
    return actions.json(params)
  }
}

extension Result where Success == JSON, Failure == ResponseError {
  fileprivate static var cancelled: Self { .failure(ResponseError(.cancelled, "cancelled")) }
}

extension JSON {
  fileprivate static func notification(_ method: String, _ params: JSON) -> JSON {
    ["jsonrpc": "2.0", "method": .string(method), "params": params]
  }
}
