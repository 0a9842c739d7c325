import Diagnostics
import NIOCore
import NIOHTTP1
import NIOPosix

/// How much a page may ask for.
package struct PageLimits: Sendable {
  /// The bytes of a draft. A Word document with pictures has 20 MB at times.
  package var draftBytes = 64 << 20
  /// The bytes of all drafts and their texts together, which are kept in memory.
  package var allBytes = 512 << 20
  /// What a draft may take. The longest real one takes less than a second.
  package var checkTime = Duration.seconds(60)
  /// How long nothing may be sent on a connection. Longer than a check, and than the pauses of ``presenceInterval``.
  package var connectionIdleTime = Duration.seconds(90)
  /// How often an open page hears that the server is there.
  package var presenceInterval = Duration.seconds(15)
  /// How long nobody may ask for anything before the server ends.
  package var idleTime = Duration.seconds(3600)
  /// How long no page may be open once one was.
  package var absence = Duration.seconds(10)
  /// Connections at once. A browser opens six; whoever opens the others and sends nothing should not keep it out.
  package var connections = 512

  package init() {}
}

/// A page at 127.0.0.1 on which drafts are dropped, and which shows the reports on them.
///
/// Nothing is written to disk, and nothing answers but to the page itself (``Gate``).
package struct PageServer: Sendable {
  /// How the page is reached.
  package struct Addresses: Sendable {
    /// The page. Who knows it can read all drafts.
    package let page: String
    /// Leads to the page, once: for a browser that is started with it, since others may see how a program was started.
    package let launch: String
  }

  private let folder: String
  private let language: Language
  private let limits: PageLimits

  /// Prepares a server.
  ///
  /// - Parameter folder: Where the configuration is looked for.
  package init(folder: String = ".", in language: Language, _ limits: PageLimits = PageLimits()) {
    self.folder = folder
    self.language = language
    self.limits = limits
  }

  /// Serves until nobody uses the page any more.
  ///
  /// - Parameters:
  ///   - port: 0 for one that is free.
  ///   - announce: Is told the addresses when the page can be opened.
  package func run(port: Int = 0, _ announce: @escaping @Sendable (Addresses) -> Void) async throws {
    let limits = limits
    let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .bind(host: "127.0.0.1", port: port) { channel in
        channel.eventLoop.makeCompletedFuture { try Connection.Channel(preparing: channel, limits) }
      }
    let gate = Gate(port: listener.channel.localAddress?.port ?? port)
    let presence = Presence(idleLimit: limits.idleTime, absenceLimit: limits.absence)
    let store = DraftStore(folder: folder, in: language, limits)
    let page = try DraftPage(language, limits, profiles: await store.profiles())
    let connection = Connection(gate: gate, presence: presence, store: store, page: page.response, limits: limits)
    announce(Addresses(page: gate.address, launch: gate.launchAddress))
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await presence.waitForEnd() }
      group.addTask { try await Self.serve(listener, connection, atMost: limits.connections) }
      try await group.next()
      group.cancelAll()
    }
  }

  private static func serve(
    _ listener: NIOAsyncChannel<Connection.Channel, Never>, _ connection: Connection, atMost limit: Int
  ) async throws {
    try await listener.executeThenClose { channels in
      try await withThrowingTaskGroup(of: Void.self) { group in
        var count = 0
        for try await channel in channels {
          // The others wait until one has gone.
          if count == limit { try await group.next() } else { count += 1 }
          group.addTask { await connection.serve(channel) }
        }
      }
    }
  }
}
