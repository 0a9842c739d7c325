import NIOCore
import NIOHTTP1

/// Answers the requests on one connection.
struct BrowserConnection: Sendable {
  typealias Channel = NIOAsyncChannel<HTTPServerRequestPart, HTTPServerResponsePart>
  private typealias Requests = NIOAsyncChannelInboundStream<HTTPServerRequestPart>
  private typealias Writer = NIOAsyncChannelOutboundWriter<HTTPServerResponsePart>

  let access: AccessCheck
  let presence: Presence
  let store: DraftStore
  let page: Response
  let limits: PageLimits

  /// Answers the requests one by one, until the browser closes the connection or a request is redirected or refused.
  func serve(_ channel: Channel) async {
    try? await channel.executeThenClose { requests, writer in
      var parts = requests.makeAsyncIterator()
      while case .head(let head)? = try await parts.next() {
        if access.redeemLaunch(head) { return try await write(.redirect(to: access.address), to: writer) }
        // The body of a refused request is not read.
        guard let target = access.admit(head) else { return try await write(.empty(.forbidden), to: writer) }
        guard let request = Request(head.method, target) else { return try await write(.empty(.notFound), to: writer) }
        guard let body = try await body(of: head, &parts) else {
          return try await write(.empty(.payloadTooLarge), to: writer)
        }
        if request == .presence { return try await stayPresent(&parts, writer) }
        await presence.use()
        try await write(answer(request, body), to: writer, isLast: !head.isKeepAlive)
        if !head.isKeepAlive { return }
      }
    }
  }

  private func answer(_ request: Request, _ body: [UInt8]) async -> Response {
    switch request {
    case .page, .presence: page
    case .list: await store.list()
    case .add(let name, let profile): await store.add(body, name: name, profile: profile)
    case .report(let id): await store.report(on: id, sheetsOnly: false)
    case .sheet(let id): await store.report(on: id, sheetsOnly: true)
    case .copy(let id, let isTracking): await store.copy(of: id, trackingChanges: isTracking)
    case .remove(let id): await store.remove(id)
    }
  }

  /// Returns the body of a request; nil if it is longer than ``PageLimits/draftBytes``.
  private func body(of head: HTTPRequestHead, _ parts: inout Requests.AsyncIterator) async throws -> [UInt8]? {
    let length = head.headers.first(name: "content-length").flatMap { Int($0) } ?? 0
    guard length <= limits.draftBytes else { return nil }
    var body: [UInt8] = []
    body.reserveCapacity(length)
    while case .body(let buffer)? = try await parts.next() {
      guard body.count + buffer.readableBytes <= limits.draftBytes else { return nil }
      body += buffer.readableBytesView
    }
    return body
  }

  private func write(_ response: Response, to writer: Writer, isLast: Bool = true) async throws {
    let head = HTTPResponseHead(version: .http1_1, status: response.status, headers: response.headers(isLast: isLast))
    try await writer.write(contentsOf: [
      .head(head), .body(.byteBuffer(ByteBuffer(bytes: response.body))), .end(nil),
    ])
  }

  /// Sends signs of life at ``PageLimits/presenceInterval`` until the browser closes the connection, as it does with
  /// the page.
  private func stayPresent(_ parts: inout Requests.AsyncIterator, _ writer: Writer) async throws {
    await presence.open()
    let head = HTTPResponseHead(
      version: .http1_1, status: .ok, headers: ["Content-Type": "text/event-stream", "Cache-Control": "no-store"])
    let speaker = Task {
      try await writer.write(.head(head))
      while true {
        try await writer.write(.body(.byteBuffer(ByteBuffer(string: ":\n\n"))))
        try await Task.sleep(for: limits.presenceInterval)
      }
    }
    // The browser sends nothing more, so this returns only when the browser closes the connection.
    _ = try? await parts.next()
    speaker.cancel()
    await presence.close()
  }
}

extension BrowserConnection.Channel {
  /// Prepares a connection for HTTP/1.1, with limits on the headers and on the idle time.
  init(preparing channel: any NIOCore.Channel, _ limits: PageLimits) throws {
    var heads = NIOHTTPDecoderLimitConfiguration()
    (heads.maxHeaderFieldSize, heads.maxHeaderListSize, heads.maxHeaderFieldCount) = (8 << 10, 32 << 10, 64)
    let pipeline = channel.pipeline.syncOperations
    try pipeline.addHandler(IdleStateHandler(allTimeout: TimeAmount(limits.connectionIdleTime)))
    // Requests are answered one by one anyway, and the pipelining handler would not report a closed connection.
    try pipeline.configureHTTPServerPipeline(
      withPipeliningAssistance: false, withErrorHandling: true, withEncoderConfiguration: .init(),
      withDecoderLimitConfiguration: heads)
    try pipeline.addHandler(IdleConnectionHandler())
    try self.init(wrappingChannelSynchronously: channel)
  }
}

/// Closes a connection that was idle for ``PageLimits/connectionIdleTime``.
private final class IdleConnectionHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if event is IdleStateHandler.IdleStateEvent { context.close(promise: nil) }
  }
}
