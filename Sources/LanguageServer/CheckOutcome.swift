import Diagnostics
import Linting
import RuleEngine
import RuleFiles

/// A text that was checked with the rules of its configuration.
struct DocumentCheck {
  let linter: Linter
  let ruleSet: RuleSet
  let result: Linter.Result
  /// The language of messages about the text.
  let language: Language
}

/// The outcome of a check.
enum CheckOutcome {
  case checked(DocumentCheck)
  /// The configuration, a rule file or the baseline is broken.
  case brokenSettings([RuleFileError], Language)
  /// The check failed for another reason.
  case failed(LocalizedText, Language)
}
