import Diagnostics
import SystemPackage

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
