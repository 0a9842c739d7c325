import ArgumentParser
import Diagnostics
import RuleEngine

/// `zhangfa rules`: lists the rules.
struct Rules: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Lists all rules with their severity and message.")

  @OptionGroup var common: CommonOptions

  func run() throws {
    let rules = try common.ruleSet().rules.map(\.metadata).sorted { $0.id < $1.id }
    let idWidth = rules.map(\.id.name.count).max() ?? 0
    let lines = rules.map { rule in
      "\(rule.id.name.padded(to: idWidth))  \(rule.severityName.padded(to: 7))  \(rule.message[common.language])\n"
    }
    try StandardStream.writeOutput(lines.joined(), in: common.language)
  }
}

extension RuleMetadata {
  /// The severity as rule files have it.
  var severityName: String { severity?.rawValue ?? "off" }
}

extension String {
  /// The text with spaces after it up to `width` characters.
  fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
