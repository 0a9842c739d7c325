import Diagnostics
import RuleEngine

/// The markup of a text for people.
enum HelpMarkup {
  case plain, markdown

  fileprivate func heading(_ text: String) -> String {
    switch self {
    case .plain: "\(text):\n"
    case .markdown: "## \(text)\n\n"
    }
  }

  /// Returns a piece of a draft as a block that keeps its lines.
  func example(_ text: String) -> String {
    let lines = text.split(whereSeparator: \.isNewline)
    switch self {
    case .plain: return lines.map { "  \($0)\n" }.joined()
    case .markdown:
      // A fence must be longer than any in the example.
      let fence = String(repeating: "`", count: max(3, text.longestBackticks + 1))
      return "\(fence)text\n\(lines.map { "\($0)\n" }.joined())\(fence)\n"
    }
  }
}

/// The headings of the examples of a rule.
package enum RuleHelp {
  package static let reported = LocalizedText(zh: "有问题的例子（⟦ ⟧ 中报告）", en: "Reported, between ⟦ and ⟧")
  package static let notReported = LocalizedText(zh: "没有问题的例子", en: "Not reported")
}

extension RuleMetadata {
  /// Returns the message of the rule, with … in place of its fields.
  func summary(in language: Language) -> String { message[language].replacing(/\{[^{}]*\}/, with: "…") }

  /// Returns the reason for the rule, its source, and its examples.
  func help(_ markup: HelpMarkup, in language: Language) -> String {
    let examples = examples
    var sections = [why[language] + "\n"]
    if let source {
      let heading = LocalizedText(zh: "依据", en: "Source")[language]
      sections.append(markup.heading(heading) + source[language] + "\n")
    }
    for (heading, drafts) in [(RuleHelp.reported, examples.bad), (RuleHelp.notReported, examples.good)]
    where !drafts.isEmpty {
      sections.append(
        markup.heading(heading[language]) + drafts.map { markup.example($0.text) }.joined(separator: "\n"))
    }
    return sections.joined(separator: "\n")
  }
}
