import Diagnostics
import DraftText
import Linting
import RuleEngine
import SystemPackage

/// A run that cannot be done as asked, with what the user is told on standard error.
struct RunFailure: Error {
  /// The finished text, with its final line end.
  let text: String
  /// The faults of rule files that it speaks of, if that is what is wrong.
  let ruleFileErrors: [RuleFileError]

  /// Says what is wrong: `zhangfa: error: no such folder`.
  init(_ message: LocalizedText, in language: Language) {
    let label = LocalizedText(zh: "错误", en: "error")[language]
    text = "zhangfa: \(label): \(printable(message[language]))\n"
    ruleFileErrors = []
  }

  /// What ends a run that cannot write to `name`.
  ///
  /// A reader that went away has what it wanted (`zhangfa drafts | head`): the run ends there, quietly and with
  /// ``ExitStatus/clean``, whatever was found. So does ripgrep.
  static func unwritable(_ name: String, _ errno: Errno, in language: Language) -> any Error {
    if errno == .brokenPipe { return ExitStatus.clean }
    let message = LocalizedText(zh: "\(name) 无法写入：\(errno)", en: "\(name) cannot be written: \(errno)")
    return RunFailure(message, in: language)
  }

  /// Shows what is wrong with rule files.
  init(_ error: RuleSetError, in language: Language) {
    text = error.rendered(in: language) + "\n"
    ruleFileErrors = error.errors
  }
}
