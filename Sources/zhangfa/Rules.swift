import ArgumentParser
import Diagnostics
import DraftOutline
import Reporting
import RuleEngine

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
      let (ruleSet, language) = (try setup.ruleSet(), setup.language)
      switch format {
      case .json: try StandardStream.writeOutput(Array(RuleSetDescription(ruleSet, language).text.utf8))
      case .text where profiles: try StandardStream.writeOutput(ruleSet.profileList(in: language))
      case .text: try StandardStream.writeOutput(ruleSet.ruleList(ruleSet.rules, in: language))
      }
    }
  }
}

extension Severity? {
  /// The severity as it is written in rule files.
  var keyword: String { self?.rawValue ?? "off" }
}

extension RuleSet {
  /// Returns a table of `rules`, one per line, with a blank line between categories.
  func ruleList(_ rules: [any Rule], in language: Language) -> String {
    let heads = [
      LocalizedText(zh: "规则", en: "rule"), LocalizedText(zh: "轻重", en: "severity"), LocalizedText(zh: "修改", en: "fix"),
      LocalizedText(zh: "文种", en: "profiles"), LocalizedText(zh: "说明", en: "message"),
    ].map { $0[language] }
    let optional = LocalizedText(zh: "（可选）", en: " (optional)")[language]
    let rows = rules.map { rule in
      let metadata = rule.metadata
      return [
        metadata.id.name, metadata.severity.keyword + (metadata.isOptional ? optional : ""),
        rule.permittedFixes?.rawValue ?? "-", profiles(of: rule)[language], metadata.message[language],
      ]
    }
    let lines = TextTable([heads] + rows).lines(width: Environment.terminalColumns)
    var text = lines[0]
    for (index, rule) in rules.enumerated() {
      if index == 0 || rules[index - 1].metadata.id.category != rule.metadata.id.category { text += "\n" }
      text += lines[index + 1]
    }
    return text
  }

  /// Returns the profiles that a rule can have findings in: “all”, a list, or “not” and a list if that is shorter.
  func profiles(of rule: any Rule) -> LocalizedText {
    let (concerned, others) = (
      profiles.filter { rule.concerns($0) }.map(\.id).sorted(),
      profiles.filter { !rule.concerns($0) }.map(\.id).sorted()
    )
    if others.isEmpty { return LocalizedText(zh: "全部", en: "all") }
    if concerned.isEmpty { return LocalizedText(verbatim: "-") }
    if others.count < concerned.count {
      let list = others.joined(separator: ",")
      return LocalizedText(zh: "除\(list)", en: "not \(list)")
    }
    return LocalizedText(verbatim: concerned.joined(separator: ","))
  }

  /// A table of the profiles, in the order in which they are tried.
  func profileList(in language: Language) -> String {
    let heads = [
      LocalizedText(zh: "文种", en: "profile"), LocalizedText(zh: "优先", en: "priority"),
      LocalizedText(zh: "名称", en: "name"), LocalizedText(zh: "要有的部分", en: "parts that must be there"),
    ].map { $0[language] }
    let rows = profiles.map { profile in
      let required = profile.requirements.filter { $0.severity != nil }.map { requirement in
        "\(profile.part(requirement.part)?.name[language] ?? requirement.part.name) (\(requirement.severity.keyword))"
      }
      let separator = LocalizedText(zh: "、", en: ", ")[language]
      return [
        profile.id, "\(profile.priority)", profile.name[language],
        required.isEmpty ? "-" : required.joined(separator: separator),
      ]
    }
    return TextTable([heads] + rows).text(width: Environment.terminalColumns)
  }
}

/// The rules and profiles for other programs, version 1.
private struct RuleSetDescription: Encodable {
  struct Rule: Encodable {
    struct Examples: Encodable {
      let bad: Int
      let good: Int
    }

    let id, category, severity: String
    let optional: Bool
    let kind, message, why: String
    let source, fix: String?
    let profiles: [String]
    let file: String?
    let examples: Examples
  }

  struct ProfileDescription: Encodable {
    struct Part: Encodable {
      let part, name, missing, implied: String
    }

    let id, name: String
    let priority: Int
    let file: String?
    let parts: [Part]
  }

  let version = 1
  let rules: [Rule]
  let profiles: [ProfileDescription]

  init(_ set: RuleSet, _ language: Language) {
    rules = set.rules.map { rule in
      let metadata = rule.metadata
      return Rule(
        id: metadata.id.name, category: String(metadata.id.category), severity: metadata.severity.keyword,
        optional: metadata.isOptional, kind: type(of: rule).kind, message: metadata.message[language],
        why: metadata.why[language],
        source: metadata.source?[language], fix: rule.permittedFixes?.rawValue,
        profiles: set.profiles.filter { rule.concerns($0) }.map(\.id).sorted(), file: metadata.origin?.path,
        examples: .init(bad: metadata.examples.bad.count, good: metadata.examples.good.count))
    }
    let files = Dictionary(set.namings.map { ($0.id.name, $0.origin.path) }) { first, _ in first }
    profiles = set.profiles.map { profile in
      ProfileDescription(
        id: profile.id, name: profile.name[language], priority: profile.priority, file: files["profiles/\(profile.id)"],
        parts: profile.requirements.map { requirement in
          ProfileDescription.Part(
            part: requirement.part.name, name: profile.part(requirement.part)?.name[language] ?? requirement.part.name,
            missing: requirement.severity.keyword, implied: requirement.severityIfImplied.keyword)
        })
    }
  }

  /// The text, with its final line end.
  var text: String { json(self, isIndented: true) + "\n" }
}
