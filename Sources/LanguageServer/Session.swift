import SystemPackage

/// Serves one client until it sends `exit`, closes its side or no longer takes messages.
///
/// - Returns: The exit status that the protocol asks for: 0 after `shutdown`, else 1.
package func serve(_ environment: ServerEnvironment, input: FileDescriptor, output: FileDescriptor) -> Int32 {
  var connection = ClientConnection(input: input, output: output)
  var isBroken = false
  let server = Server(environment) { [connection] message in
    if !connection.send(message) { isBroken = true }
  }
  while !isBroken {
    switch connection.next(until: server.nextCheck) {
    case .message(let message): if let status = server.handle(message) { return status }
    case .timeout: break
    case .end: return server.statusAtEnd
    }
    // Checks are also made while messages follow each other without a break.
    server.checkDueDocuments()
  }
  return server.statusAtEnd
}
