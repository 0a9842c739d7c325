import ArgumentParser
import Diagnostics
import DraftOutline
import DraftText
import Linting
import Reporting
import RuleEngine
import RuleFiles

/// `zhangfa explain NAME`: says what a rule, a profile, a part or a phrase is for.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract:
      "Explain a rule (what it reports, why, by which standard, with examples), a profile, a part or a category.")

  @Argument(
    help: ArgumentHelp(
      "What to explain, such as numbering/duplicate, annual-summary, problems or numbering.", valueName: "name"),
    completion: .topics)
  var name: String

  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.run { setup in
      let ruleSet = try setup.ruleSet()
      guard let page = page(of: ruleSet, in: setup.language) else {
        let message = LocalizedText(
          zh: "没有叫“\(name)”的规则、类别、文种或部分", en: "there is no rule, category, profile or part “\(name)”")
        throw Failure.unknownName(name, message, known: ruleSet.topics)
      }
      try StandardStream.writeOutput(page)
    }
  }

  private func page(of ruleSet: RuleSet, in language: Language) -> String? {
    let page = ExplanationPage(ruleSet: ruleSet, language: language)
    if let rule = ruleSet.rule(RuleID(name)) { return page.text(rule) }
    let textClasses = ruleSet.textClasses
    if let textClass = textClasses.first(where: { $0.id.name == name }) { return page.text(textClass) }
    // A profile and a part can have the same name, and so can parts of several profiles.
    let named = textClasses.filter { $0.id.lastName == name }
    if !named.isEmpty { return named.map { page.text($0) }.joined(separator: "\n\n") }
    let rules = ruleSet.rules.filter { $0.metadata.id.category == name }
    return rules.isEmpty ? nil : RuleList(ruleSet: ruleSet, language: language).text(of: rules)
  }
}

extension RuleSet {
  /// The names that `zhangfa explain` can explain.
  var topics: [String] {
    rules.flatMap { [$0.metadata.id.name, String($0.metadata.id.category)] }
      + textClasses.map { String($0.id.lastName) }
  }
}

extension RuleID {
  /// The text after the last slash.
  fileprivate var lastName: Substring { name.split(separator: "/").last ?? "" }
}
