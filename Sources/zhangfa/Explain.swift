import ArgumentParser
import Diagnostics
import Linting
import RuleEngine

/// `zhangfa explain ID`: says what a rule is for.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Says what a rule reports, why, and shows examples.")

  @Argument(help: ArgumentHelp("The id of the rule, as in numbering/duplicate.", valueName: "id"))
  var id: String

  @OptionGroup var common: CommonOptions

  func run() throws {
    let ruleSet = try common.ruleSet()
    guard let rule = ruleSet.rule(RuleID(id)) else {
      let error = UnknownNameError(.rule, id, known: ruleSet.rules.map(\.metadata.id.name))
      throw RunFailure(error.message, in: common.language)
    }
    try StandardStream.writeOutput(page(rule.metadata), in: common.language)
  }

  private func page(_ rule: RuleMetadata) -> String {
    let language = common.language
    let headings = [
      LocalizedText(zh: "为什么", en: "Why"), LocalizedText(zh: "有问题的例子", en: "Reported"),
      LocalizedText(zh: "没有问题的例子", en: "Not reported"),
    ].map { $0[language] }
    let sections = [
      "\(rule.id) (\(rule.severityName))\n\(rule.message[language])",
      "\(headings[0])\n\(indented(rule.why[language]))",
      "\(headings[1])\n\(list(rule.examples.bad))",
      "\(headings[2])\n\(list(rule.examples.good))",
    ]
    return sections.joined(separator: "\n\n") + "\n"
  }

  private func list(_ examples: [RuleExample]) -> String {
    examples.map { indented($0.text) }.joined(separator: "\n")
  }

  private func indented(_ text: String) -> String {
    text.split(separator: "\n").map { "  \($0)" }.joined(separator: "\n")
  }
}
