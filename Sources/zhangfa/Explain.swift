import ArgumentParser
import Diagnostics
import DraftOutline
import Linting
import RuleEngine

/// `zhangfa explain NAME`: says what a rule, a genre or a part is for.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract:
      "Explains a rule: what it reports, why, by which standard, with examples; or a profile, a part, a category.")

  @Argument(
    help: ArgumentHelp(
      "What to explain: numbering/duplicate, annual-summary, problems, numbering.", valueName: "name"),
    completion: .topics)
  var name: String

  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.run { setup in
      let ruleSet = try setup.ruleSet()
      guard let page = page(of: ruleSet, in: setup.language) else {
        throw UnknownNameError(.topic, name, known: ruleSet.topics)
      }
      try StandardStream.writeOutput(page)
    }
  }

  private func page(of ruleSet: RuleSet, in language: Language) -> String? {
    let page = ExplanationPage(ruleSet: ruleSet, language: language)
    if let rule = ruleSet.rule(RuleID(name)) { return page.text(rule) }
    let namings = ruleSet.namings
    if let naming = namings.first(where: { $0.id.name == name }) { return page.text(naming) }
    // A genre and a part may share a name, and so may parts of several genres.
    let named = namings.filter { $0.id.lastName == name }
    if !named.isEmpty { return named.map { page.text($0) }.joined(separator: "\n\n") }
    let rules = ruleSet.rules.filter { $0.metadata.id.category == name }
    return rules.isEmpty ? nil : ruleSet.ruleList(rules, in: language)
  }
}

extension RuleSet {
  /// All that `zhangfa explain` has something to say of.
  var topics: [String] {
    rules.flatMap { [$0.metadata.id.name, String($0.metadata.id.category)] } + genres.map(\.id)
      + namings.map { String($0.id.lastName) }
  }
}

extension RuleID {
  /// What stands after the last slash.
  fileprivate var lastName: Substring { name.split(separator: "/").last ?? "" }
}
