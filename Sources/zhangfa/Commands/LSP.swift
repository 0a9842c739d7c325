import ArgumentParser
import LanguageServer
import SystemPackage
import ZhangfaCore

/// `zhangfa lsp`: serves an editor.
struct LSP: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lsp", abstract: "Serve an editor over standard input and output with the Language Server Protocol.",
    discussion: """
      Editors start this command; you need not type it. Editors send settings as initializationOptions: config, \
      profile, lang and baseline, which mean the same as the options of “check” with these names. This command writes \
      no files.
      """)

  func run() throws {
    let environment = ServerEnvironment(
      workingFolder: try Environment.workingFolder(), home: Environment.home, settings: Environment.settingsFolder,
      language: .ofLocale)
    let status = serve(environment, input: .standardInput, output: .standardOutput)
    throw ExitStatus(rawValue: status) ?? .failed
  }
}
