import Diagnostics
import Linting
import RuleEngine

/// A run that cannot be done as asked, with what the user is told on standard error.
struct RunFailure: Error {
  /// The finished text, with its final line end.
  let text: String
  /// The faults of rule files that it speaks of, if that is what is wrong.
  let ruleFileErrors: [RuleFileError]

  /// Says what is wrong: `zhangfa: error: no such folder`.
  init(_ message: LocalizedText, in language: Language) {
    let label = LocalizedText(zh: "错误", en: "error")[language]
    text = "zhangfa: \(label): \(message[language])\n"
    ruleFileErrors = []
  }

  /// Shows what is wrong with rule files.
  init(_ error: RuleSetError, in language: Language) {
    text = error.rendered(in: language) + "\n"
    ruleFileErrors = error.errors
  }
}
