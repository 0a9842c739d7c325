import ArgumentParser
import LanguageServer
import SystemPackage

/// `zhangfa lsp`: serves an editor.
struct LSP: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lsp", abstract: "Serves an editor over standard input and output, by the Language Server Protocol.",
    discussion: """
      Editors start it; nobody types it. Settings are sent as initializationOptions: config, profile, lang and baseline, \
      which mean what the options of “check” of these names do. It writes no file.
      """)

  func run() throws {
    let environment = ServerEnvironment(
      workingFolder: try Environment.workingFolder(), home: Environment.home, settings: Environment.settingsFolder,
      language: Environment.language)
    let status = Session(environment).run(input: .standardInput, output: .standardOutput)
    throw ExitStatus(rawValue: status) ?? .failed
  }
}
