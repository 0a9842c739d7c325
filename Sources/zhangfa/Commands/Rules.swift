import ArgumentParser

/// The format of a list of rules.
enum ListFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}

/// `zhangfa rules`: lists the rules, or the profiles.
struct Rules: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "List the rules with severity, fix, profiles and message, or list the profiles.")

  @Flag(help: "List the profiles and the parts that they require.")
  var profiles = false

  @Option(help: "Print the list in this format.")
  var format: ListFormat = .text

  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.run { setup in
      let list = RuleList(ruleSet: try setup.ruleSet(), language: setup.language)
      switch format {
      case .json: try StandardStream.writeOutput(list.json)
      case .text where profiles: try StandardStream.writeOutput(list.profiles)
      case .text: try StandardStream.writeOutput(list.text(of: list.ruleSet.rules))
      }
    }
  }
}
