import Diagnostics
import RuleFiles

extension Failure {
  /// Returns the error of a name that does not exist: `message`, and the one of `known` that the user probably meant.
  package static func unknownName(_ name: String, _ message: LocalizedText, known: [String]) -> Failure {
    let hint = LocalizedText.didYouMean(nearestRuleName(to: name, among: known))
    return Failure(zh: message.zh + hint.zh, en: message.en + hint.en)
  }
}
