import ArgumentParser
import Diagnostics
import DraftText
import Linting
import Platform
import Reporting
import RuleEngine
import RuleFiles
import ShippedRules

/// The command line of zhangfa.
@main struct Zhangfa: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "zhangfa",
    abstract: "Checks the structure, numbering and blanks of Chinese office drafts.",
    discussion: """
      “zhangfa draft.txt” is short for “zhangfa check draft.txt”.

      Exit status: 0 when nothing was found at or above --fail-on, 1 when something was, 2 when the run could not be \
      done as asked.
      """,
    version: "zhangfa \(toolVersion)",
    subcommands: [
      Check.self, Outline.self, Compare.self, RecheckCommand.self, Learn.self, Rules.self, Explain.self, Test.self,
      Init.self, WriteBaseline.self, Schema.self, LSP.self, Man.self,
    ],
    defaultSubcommand: Check.self)

  static func main() {
    StandardStream.occupyClosed()
    let signals = EndingSignals()
    // Writing to a closed pipe, or beyond a limit, is to fail as any other writing does.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    // Where it is ignored, nobody learns how another program has ended.
    signal(SIGCHLD, SIG_DFL)
    // Where there is no memory left, Swift's way to end, which writes hundreds of lines about threads, may itself not end.
    for crash in [SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV] { signal(crash, SIG_DFL) }
    // Nearly every command needs them, and until the command line is understood another core is idle. Where folders of rules
    // are given, what is read here is read in vain.
    WorkerThread { ShippedRules.readAhead() }?.leaveAlone()
    let program: @Sendable () -> Void = { status(of: Environment.arguments).exit() }
    // That thread ends the program, if no signal does.
    if WorkerThread(program) != nil { signals.wait() }
    // Where the system allows no further thread, this one is enough, and nobody waits for signals.
    signals.release()
    program()
  }

  /// Runs one command line; whatever goes wrong becomes a message and a status.
  private static func status(of arguments: [String]) -> ExitStatus {
    do {
      try run(arguments)
      return .clean
    } catch let status as ExitStatus {
      return status
    } catch let error as any ExplainedError {
      return .failure(error, in: Environment.language)
    } catch {
      StandardStream.writeError(fullMessage(for: error) + "\n")
      return .failed
    }
  }

  private static func run(_ arguments: [String]) throws {
    do {
      var command = try parseAsRoot(arguments)
      try command.run()
    } catch let error as ExitStatus {
      // Ends most runs; ArgumentParser would make up the help for it.
      throw error
    } catch let error where exitCode(for: error).isSuccess {
      // Help and the version come as errors too, whose exit code is that of success.
      let text = CompletionScript.completed(
        fullMessage(for: error), defaultCommand: Check._commandName,
        commands: configuration.subcommands.map { $0._commandName } + ["help"])
      // As it is: scripts for shells hold tabs.
      try StandardStream.writeOutput(Array("\(text)\n".utf8))
    }
  }
}

/// How a run ended; a command throws the one that is not ``clean``, or any to end at once.
enum ExitStatus: Int32, Error {
  /// Nothing at or above `--fail-on`.
  case clean = 0
  /// Findings.
  case findings = 1
  /// The run could not be done as asked.
  case failed = 2

  /// Tells the user on standard error what has ended the run.
  static func failure(_ error: any ExplainedError, in language: Language) -> ExitStatus {
    let label = LocalizedText(zh: "错误", en: "error")[language]
    let message = error.message[language]
    // The faults of rule files come with their own places.
    StandardStream.writeError(error is RuleSetError ? "\(message)\n" : "zhangfa: \(label): \(printable(message))\n")
    return .failed
  }

  /// Ends the program.
  func exit() -> Never { Platform.exit(rawValue) }
}

/// A run that cannot be done as asked.
struct RunFailure: ExplainedError {
  let message: LocalizedText

  /// Says what is wrong.
  init(zh: String, en: String) { message = LocalizedText(zh: zh, en: en) }

  /// Says what is wrong with `name`.
  init(_ name: some CustomStringConvertible, _ error: any ExplainedError, separator: String = ": ") {
    self.init(zh: "\(name)\(separator)\(error.message.zh)", en: "\(name): \(error.message.en)")
  }

  /// What ends a run that cannot write to `name`.
  ///
  /// A reader that went away has what it wanted (`zhangfa drafts | head`): the run ends there, quietly and with
  /// ``ExitStatus/clean``, whatever was found. So does ripgrep.
  static func unwritable(_ name: String, _ fault: WritingFault) -> any Error {
    fault == .system(.brokenPipe) ? ExitStatus.clean : RunFailure(name, fault, separator: "：")
  }
}
