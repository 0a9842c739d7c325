import ArgumentParser
import Reporting

/// The command line of zhangfa.
@main struct Zhangfa: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "zhangfa",
    abstract: "Checks the structure, numbering and blanks of Chinese office drafts.",
    discussion: """
      “zhangfa draft.txt” is short for “zhangfa check draft.txt”.

      Exit status: 0 when nothing was found at or above --fail-on, 1 when something was, 2 when the run could not be \
      done as asked.
      """,
    version: "zhangfa \(toolVersion)",
    subcommands: [Check.self, Outline.self, Rules.self, Explain.self, Test.self],
    defaultSubcommand: Check.self)

  static func main() async {
    await status(of: Array(CommandLine.arguments.dropFirst())).exit()
  }

  /// Runs one command line; whatever goes wrong becomes a message and a status.
  private static func status(of arguments: [String]) async -> ExitStatus {
    do {
      var command = try parseAsRoot(arguments)
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
      return .clean
    } catch let status as ExitStatus {
      return status
    } catch let failure as RunFailure {
      StandardStream.error.write(failure.text)
      return .failed
    } catch {
      // Help and the version come as errors too, whose exit code is that of success.
      let isAsked = exitCode(for: error).isSuccess
      (isAsked ? StandardStream.output : .error).write(fullMessage(for: error) + "\n")
      return isAsked ? .clean : .failed
    }
  }
}
