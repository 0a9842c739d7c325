import ArgumentParser
import Diagnostics
import DraftText
import Linting
import Platform
import Reporting
import RuleEngine
import RuleFiles
import ShippedRules
import ZhangfaCore

/// The command line of zhangfa.
@main struct Zhangfa: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "zhangfa",
    abstract: "Check the structure, numbering and placeholders of Chinese office drafts.",
    discussion: """
      “zhangfa draft.txt” is short for “zhangfa check draft.txt”.

      Exit status: 0 if nothing was found at or above --fail-on, 1 if something was found, 2 if the run could not be \
      completed as asked.
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
    // Writing to a closed pipe or beyond a size limit must fail with an error, not end the program.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    // A caller can ignore SIGCHLD; then `waitpid` does not tell how a child has ended.
    signal(SIGCHLD, SIG_DFL)
    // The crash handler of Swift writes hundreds of lines about threads. When memory has run out, it can hang.
    for crash in [SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV] { signal(crash, SIG_DFL) }
    // Nearly every command needs the shipped rules, and another core is idle while the command line is parsed. If
    // folders of rules are given, this work is wasted.
    WorkerThread { ShippedRules.readAhead() }?.detach()
    let program: @Sendable () -> Void = { status(of: Environment.arguments).exit() }
    // The thread of `program` ends the process, unless a signal does.
    if WorkerThread(program) != nil { signals.wait() }
    // If the system allows no further thread, this one runs the program, and no thread waits for signals.
    signals.release()
    program()
  }

  /// Runs one command line. Every error becomes a message and a status.
  private static func status(of arguments: [String]) -> ExitStatus {
    do {
      try run(arguments)
      return .clean
    } catch let status as ExitStatus {
      return status
    } catch let error as any ExplainedError {
      return .failure(error, in: .ofLocale)
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
      // Most runs end in this way. ArgumentParser would make a help text for this error.
      throw error
    } catch let error where exitCode(for: error).isSuccess {
      // ArgumentParser throws the help and the version as errors with the exit code of success.
      let text = CompletionScript.completed(
        fullMessage(for: error), defaultCommand: Check._commandName,
        commands: configuration.subcommands.map { $0._commandName } + ["help"])
      // As bytes, because scripts for shells contain tabs, which a text would lose.
      try StandardStream.writeOutput(Array("\(text)\n".utf8))
    }
  }
}

/// The exit status of a run. A command throws any status but ``clean``, or any status at all to end at once.
enum ExitStatus: Int32, Error {
  /// There are no findings at or above `--fail-on`.
  case clean = 0
  /// There are findings.
  case findings = 1
  /// The run could not be done as asked.
  case failed = 2

  /// Writes the error that has ended the run to standard error, and returns ``failed``.
  static func failure(_ error: any ExplainedError, in language: Language) -> ExitStatus {
    let label = LocalizedText(zh: "错误", en: "error")[language]
    let message = error.message[language]
    // The messages about rule files contain their own places.
    StandardStream.writeError(error is RuleSetError ? "\(message)\n" : "zhangfa: \(label): \(printable(message))\n")
    return .failed
  }

  /// Ends the program.
  func exit() -> Never { Platform.exit(rawValue) }
}

extension Failure {
  /// Makes an error about `name`.
  init(_ name: some CustomStringConvertible, _ error: any ExplainedError, separator: String = ": ") {
    self.init(zh: "\(name)\(separator)\(error.message.zh)", en: "\(name): \(error.message.en)")
  }

  /// Returns the error of a run that cannot write to `name`.
  ///
  /// If the reader of a pipe has closed it (`zhangfa drafts | head`), the run ends without a message and with
  /// ``ExitStatus/clean``, whatever was found. ripgrep does the same.
  static func unwritable(_ name: String, _ fault: WritingFault) -> any Error {
    fault == .system(.brokenPipe) ? ExitStatus.clean : Failure(name, fault, separator: "：")
  }
}
