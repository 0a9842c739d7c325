import Diagnostics
import DraftText
import Linting

/// An error that prevented the check of a file, the use of one rule on a file, or the whole run.
package struct ReportedError: Error, Hashable, Sendable {
  /// The path as it is shown.
  package let path: String
  /// The place of the error in the file; nil if it has none.
  package let position: LinePosition?
  /// What went wrong.
  package let message: LocalizedText
  /// The rule that could not be applied to the file; nil if the whole file could not be checked.
  package let rule: RuleID?
  /// Whether the file is a configuration or a rule file, not a draft.
  package let isConfiguration: Bool
  /// Whether a file that the user did not name was skipped. Reports mention the file, but the run has not failed.
  package let isSkipped: Bool

  /// Makes an error.
  package init(
    path: String, position: LinePosition? = nil, message: LocalizedText, rule: RuleID? = nil,
    isConfiguration: Bool = false, isSkipped: Bool = false
  ) {
    self.path = path
    self.position = position
    self.message = message
    self.rule = rule
    self.isConfiguration = isConfiguration
    self.isSkipped = isSkipped
  }

  /// Makes the error of a rule that could not be applied to all of a draft.
  package init(path: String, _ failure: RuleFailure) {
    self.init(path: path, message: failure.message, rule: failure.ruleID)
  }

  /// Returns the error as a line for people: `b.txt: error: no such file`.
  package func line(in language: Language) -> String {
    let label =
      isSkipped
      ? LocalizedText(zh: "没有核", en: "not checked")[language] : LocalizedText(zh: "错误", en: "error")[language]
    let place = position.map { ":\($0.line):\($0.column)" } ?? ""
    return "\(printable(path))\(place): \(label): \(printable(message[language]))\n"
  }
}
