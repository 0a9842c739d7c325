import SystemPackage

/// The talk with one client, from its first message to its last.
package struct Session {
  private let surroundings: Surroundings

  /// A session in `surroundings`.
  package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

  /// Talks until the client says that it goes, closes its side or takes nothing any more.
  ///
  /// - Returns: The exit status that the protocol asks for: 0 after `shutdown`, else 1.
  package func run(input: FileDescriptor, output: FileDescriptor) -> Int32 {
    var connection = Connection(input: input, output: output)
    var isBroken = false
    let server = Server(surroundings) { [connection] message in
      if !connection.send(message) { isBroken = true }
    }
    while !isBroken {
      switch connection.next(until: server.due) {
      case .message(let message): if let status = server.handle(message) { return status }
      case .silence: break
      case .end: return server.statusAtEnd
      }
      // Also where one message follows another.
      server.checkDue()
    }
    return server.statusAtEnd
  }
}
