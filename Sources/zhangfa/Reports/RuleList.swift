import Diagnostics
import DraftOutline
import Reporting
import RuleEngine

/// Lists of the rules and the profiles of a rule set.
struct RuleList: Bilingual {
  let ruleSet: RuleSet
  let language: Language

  /// Returns a table of `rules`, one per line, with a blank line between categories.
  func text(of rules: [any Rule]) -> String {
    let heads = [
      say("规则", "rule"), say("轻重", "severity"), say("修改", "fix"), say("文种", "profiles"), say("说明", "message"),
    ]
    let rows = rules.map { rule in
      let metadata = rule.metadata
      return [
        metadata.id.name, metadata.severity.keyword + (metadata.isOptional ? say("（可选）", " (optional)") : ""),
        rule.permittedFixes?.rawValue ?? "-", profiles(of: rule), metadata.message[language],
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
  private func profiles(of rule: any Rule) -> String {
    let concerned = ruleSet.profiles.filter { rule.concerns($0) }.map(\.id).sorted()
    let others = ruleSet.profiles.filter { !rule.concerns($0) }.map(\.id).sorted()
    if others.isEmpty { return say("全部", "all") }
    if concerned.isEmpty { return "-" }
    let list = others.joined(separator: ",")
    return others.count < concerned.count ? say("除\(list)", "not \(list)") : concerned.joined(separator: ",")
  }

  /// A table of the profiles, in the order in which they are tried.
  var profiles: String {
    let heads = [
      say("文种", "profile"), say("优先", "priority"), say("名称", "name"), say("要有的部分", "parts that must be there"),
    ]
    let rows = ruleSet.profiles.map { profile in
      let required = profile.requirements.filter { $0.severity != nil }.map { requirement in
        "\(profile.part(requirement.part)?.name[language] ?? requirement.part.name) (\(requirement.severity.keyword))"
      }
      return [
        profile.id, "\(profile.priority)", profile.name[language],
        required.isEmpty ? "-" : required.joined(separator: say("、", ", ")),
      ]
    }
    return TextTable([heads] + rows).text(width: Environment.terminalColumns)
  }

  // MARK: JSON

  /// The rules and profiles for other programs, version 1.
  var json: JSON {
    [
      "version": .number(1), "rules": .array(ruleSet.rules.map(json)), "profiles": .array(ruleSet.profiles.map(json)),
    ]
  }

  private func json(_ rule: any Rule) -> JSON {
    let metadata = rule.metadata
    return [
      "id": .string(metadata.id.name), "category": .string(String(metadata.id.category)),
      "severity": .string(metadata.severity.keyword), "optional": .bool(metadata.isOptional),
      "kind": .string(type(of: rule).kind), "message": .string(metadata.message[language]),
      "why": .string(metadata.why[language]), "source": metadata.source.map { .string($0[language]) },
      "fix": rule.permittedFixes.map { .string($0.rawValue) },
      "profiles": .array(ruleSet.profiles.filter { rule.concerns($0) }.map(\.id).sorted().map(JSON.string)),
      "file": metadata.origin.map { .string($0.path) },
      "examples": ["bad": .number(metadata.examples.bad.count), "good": .number(metadata.examples.good.count)],
    ]
  }

  private func json(_ profile: Profile) -> JSON {
    let file = ruleSet.textClasses.first { $0.id.name == "profiles/\(profile.id)" }?.origin.path
    return [
      "id": .string(profile.id), "name": .string(profile.name[language]), "priority": .number(profile.priority),
      "file": file.map(JSON.string),
      "parts": .array(
        profile.requirements.map { requirement in
          [
            "part": .string(requirement.part.name),
            "name": .string(profile.part(requirement.part)?.name[language] ?? requirement.part.name),
            "missing": .string(requirement.severity.keyword), "implied": .string(requirement.severityIfImplied.keyword),
          ]
        }),
    ]
  }
}

extension Severity? {
  /// The severity as it is written in rule files.
  var keyword: String { self?.rawValue ?? "off" }
}
