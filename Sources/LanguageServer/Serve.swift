import Diagnostics
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

/// The folders and the language of the machine and its user. The server does not ask the system for them.
package struct ServerEnvironment {
  /// The folder that the server runs in, absolute.
  let workingFolder: FilePath
  /// The user's home folder, and the folder of the user's settings.
  let home, settings: FilePath?
  /// The language of the locale: of the machine, or of the editor if that names one.
  var language: Language

  /// Describes where the server runs.
  package init(workingFolder: FilePath, home: FilePath?, settings: FilePath?, language: Language) {
    self.workingFolder = workingFolder
    self.home = home
    self.settings = settings
    self.language = language
  }
}
