import Diagnostics
import RuleEngine

/// A name that a user gave and nothing bears.
package struct UnknownNameError: ExplainedError, Hashable {
  /// What was to be named.
  package enum Subject: Hashable, Sendable {
    /// A rule or a category of rules.
    case rule
    /// A genre.
    case profile
    /// Anything that `zhangfa explain` knows.
    case topic
  }

  /// What was to be named.
  package let subject: Subject
  /// What the user wrote.
  package let name: String
  /// The name that was probably meant.
  package let nearest: String?

  /// Looks for what `name` was to be among `known`.
  package init(_ subject: Subject, _ name: String, known: [String]) {
    self.subject = subject
    self.name = name
    // A rule may be known by the last part of its id alone.
    self.nearest = known.first { $0.hasSuffix("/" + name) } ?? nearestName(to: name, among: known)
  }

  /// What to tell the user.
  package var message: LocalizedText {
    let text =
      switch subject {
      case .rule: LocalizedText(zh: "没有叫“\(name)”的规则或类别", en: "there is no rule or category “\(name)”")
      case .topic:
        LocalizedText(
          zh: "没有叫“\(name)”的规则、类别、文种或部分", en: "there is no rule, category, profile or part “\(name)”")
      case .profile: LocalizedText(zh: "没有叫“\(name)”的文种", en: "there is no profile “\(name)”")
      }
    guard let nearest else { return text }
    return LocalizedText(zh: text.zh + "，是不是“\(nearest)”？", en: text.en + "; did you mean “\(nearest)”?")
  }
}
