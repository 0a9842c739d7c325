import Diagnostics
import DraftText
import Linting

/// What there is to say of one file that was checked.
package struct FileReport: Sendable {
  /// The path as it is shown.
  package let path: String
  /// The text that the diagnostics speak of.
  package let source: SourceText
  /// The id of the genre that the draft was taken for.
  package let profile: String
  /// The genre's name for users.
  package let profileName: LocalizedText
  /// The findings, in the order of the text.
  package let diagnostics: [Diagnostic]
  /// Whether all rules could be held against the draft.
  package let isComplete: Bool

  /// Makes a report.
  package init(
    path: String, source: SourceText, profile: String, profileName: LocalizedText, diagnostics: [Diagnostic],
    isComplete: Bool = true
  ) {
    self.path = path
    self.source = source
    self.profile = profile
    self.profileName = profileName
    self.diagnostics = diagnostics
    self.isComplete = isComplete
  }

  /// Reports what the linter found.
  package init(path: String, source: SourceText, result: Linter.Result) {
    self.init(
      path: path, source: source, profile: result.genre.id, profileName: result.genre.name,
      diagnostics: result.diagnostics, isComplete: result.failures.isEmpty)
  }
}

/// Something that kept a file, or one rule on a file, from being checked.
package struct ReportedError: Error, Hashable, Sendable {
  /// The path as it is shown.
  package let path: String
  /// What went wrong.
  package let message: LocalizedText
  /// The rule that could not be held against the file; nil where the whole file could not be checked.
  package let rule: RuleID?

  /// Makes an error.
  package init(path: String, message: LocalizedText, rule: RuleID? = nil) {
    self.path = path
    self.message = message
    self.rule = rule
  }

  /// The error as a line for people: `b.txt: error: no such file`.
  package func line(in language: Language) -> String {
    let label = LocalizedText(zh: "错误", en: "error")[language]
    return "\(printable(path)): \(label): \(printable(message[language]))\n"
  }
}
