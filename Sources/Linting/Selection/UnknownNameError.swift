import Diagnostics
import RuleFiles

/// A name in the user's input that does not exist.
package struct UnknownNameError: ExplainedError, Hashable {
  /// The known name that the user probably meant.
  package let nearest: String?
  /// What to tell the user.
  package let message: LocalizedText

  /// Looks for the name among `known` that the user probably meant by `name`, and adds it to `message`.
  package init(_ message: LocalizedText, _ name: String, known: [String]) {
    nearest = nearestRuleName(to: name, among: known)
    self.message =
      nearest.map {
        LocalizedText(zh: message.zh + "，是不是“\($0)”？", en: message.en + "; did you mean “\($0)”?")
      } ?? message
  }
}
