import SystemPackage

/// The exchange of messages with one client, from the first to the last.
package struct Session {
  private let surroundings: Surroundings

  /// A session in `surroundings`.
  package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

  /// Runs until the client sends `exit`, closes its side or no longer takes messages.
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
      // Checks are also made while messages follow each other without a break.
      server.checkDue()
    }
    return server.statusAtEnd
  }
}
