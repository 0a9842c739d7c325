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
  static func unwritable(_ name: String, _ fault: WritingFault, in language: Language) -> any Error {
    if fault == .system(.brokenPipe) { return ExitStatus.clean }
    let reason = fault.message
    return RunFailure(LocalizedText(zh: "\(name)：\(reason.zh)", en: "\(name): \(reason.en)"), in: language)
  }

  /// Shows what is wrong with rule files.
  init(_ error: RuleSetError, in language: Language) {
    text = error.rendered(in: language) + "\n"
    ruleFileErrors = error.errors
  }
}
