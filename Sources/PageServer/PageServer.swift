import Diagnostics
import NIOCore
import NIOHTTP1
import NIOPosix

/// The limits of a page server.
package struct PageLimits: Sendable {
  /// The most bytes of a draft. A Word document with pictures can have 20 MB.
  package var draftBytes = 64 << 20
  /// The most bytes of all drafts and their texts together, which are kept in memory.
  package var allBytes = 512 << 20
  /// The longest time for a check, a report or a copy. The longest real draft takes less than a second.
  package var checkTime = Duration.seconds(60)
  /// The time after which an idle connection is closed, longer than ``checkTime`` and ``presenceInterval``.
  package var connectionIdleTime = Duration.seconds(90)
  /// The time between two messages to an open page that the server is still running.
  package var presenceInterval = Duration.seconds(15)
  /// The time without any request after which the server ends.
  package var idleTime = Duration.seconds(3600)
  /// The time after the last page was closed at which the server ends.
  package var absence = Duration.seconds(10)
  /// The most connections at once. A browser opens six; the rest is a margin for programs that open some and send
  /// nothing.
  package var connections = 512

  package init() {}
}

/// A server at 127.0.0.1 of a page on which the user drops drafts, and which shows the reports on them.
///
/// The server writes nothing to disk, and answers no requests but those of its page (``AccessCheck``).
package struct PageServer: Sendable {
  /// The addresses of the page.
  package struct Addresses: Sendable {
    /// The address of the page. Anybody who knows it can read all drafts.
    package let page: String
    /// An address that leads to the page only once. It is for the command line of the browser, which other users can
    /// see.
    package let launch: String
  }

  private let folder: String
  private let language: Language
  private let limits: PageLimits

  /// Prepares a server.
  ///
  /// - Parameter folder: The folder for which the configuration is looked up.
  package init(folder: String = ".", in language: Language, _ limits: PageLimits = PageLimits()) {
    self.folder = folder
    self.language = language
    self.limits = limits
  }

  /// Serves until nobody uses the page any more.
  ///
  /// - Parameters:
  ///   - port: The port; 0 for any free port.
  ///   - announce: Receives the addresses when the page can be opened.
  package func run(port: Int = 0, _ announce: @escaping @Sendable (Addresses) -> Void) async throws {
    let limits = limits
    let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .bind(host: "127.0.0.1", port: port) { channel in
        channel.eventLoop.makeCompletedFuture { try BrowserConnection.Channel(preparing: channel, limits) }
      }
    let access = AccessCheck(port: listener.channel.localAddress?.port ?? port)
    let presence = Presence(idleLimit: limits.idleTime, absenceLimit: limits.absence)
    let store = DraftStore(folder: folder, in: language, limits)
    let page = try DraftPage(language: language, limits: limits, profiles: await store.profiles())
    let connection = BrowserConnection(
      access: access, presence: presence, store: store, page: page.response, limits: limits)
    announce(Addresses(page: access.address, launch: access.launchAddress))
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await presence.waitForEnd() }
      group.addTask { try await Self.serve(listener, connection, atMost: limits.connections) }
      try await group.next()
      group.cancelAll()
    }
  }

  private static func serve(
    _ listener: NIOAsyncChannel<BrowserConnection.Channel, Never>, _ connection: BrowserConnection, atMost limit: Int
  ) async throws {
    try await listener.executeThenClose { channels in
      try await withThrowingTaskGroup(of: Void.self) { group in
        var count = 0
        for try await channel in channels {
          // Further connections wait until one of these has ended.
          if count == limit { try await group.next() } else { count += 1 }
          group.addTask { await connection.serve(channel) }
        }
      }
    }
  }
}
