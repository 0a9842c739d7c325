import Diagnostics
import DraftText
import RuleEngine

/// The numbers of findings by rule and by draft, in place of the findings.
struct StatisticsReporter: Reporter {
  /// The number of findings of a rule in all drafts.
  struct Rule {
    let id: RuleID
    var count = 0
    /// The worst severity of its findings.
    var severity: Severity
  }

  /// The numbers of findings in a draft.
  struct Draft {
    let path, profile: String
    let counts: [Severity: Int]
    var count: Int { counts.values.reduce(0, +) }
  }

  private let isJSON: Bool
  private let language: Language
  private let metadata: [RuleID: RuleMetadata]
  private var rules: [RuleID: Rule] = [:]
  private var drafts: [Draft] = []
  private var errors: [ReportedError] = []

  init(asJSON isJSON: Bool, language: Language, _ run: RunDescription) {
    self.isJSON = isJSON
    self.language = language
    metadata = Dictionary(run.rules.map { ($0.id, $0) }) { first, _ in first }
  }

  mutating func report<Failure>(_ file: FileReport, to write: (String) throws(Failure) -> Void) throws(Failure) {
    var counts: [Severity: Int] = [:]
    for diagnostic in file.diagnostics {
      counts[diagnostic.severity, default: 0] += 1
      var rule = rules[diagnostic.ruleID] ?? Rule(id: diagnostic.ruleID, severity: diagnostic.severity)
      rule.count += 1
      rule.severity = max(rule.severity, diagnostic.severity)
      rules[diagnostic.ruleID] = rule
    }
    drafts.append(Draft(path: file.path, profile: file.profile, counts: counts))
    errors += file.failures
  }

  mutating func report(_ error: ReportedError) -> String {
    errors.append(error)
    return ""
  }

  func finish(_ summary: Summary) -> String { isJSON ? jsonText(summary) : text(summary) }

  /// The rules with findings, sorted by the number of findings, the largest first.
  private var sortedRules: [Rule] { rules.values.sorted { ($1.count, $0.id) < ($0.count, $1.id) } }

  private func text(_ summary: Summary) -> String {
    let rules = sortedRules.map { rule in
      let message = metadata[rule.id].map { printable($0.summary(in: language)) } ?? ""
      return line(rule.count, "\(rule.severity.label[language]) \(printable(rule.id.name))  \(message)")
    }
    let drafts = drafts.sorted { $0.count > $1.count }.map { line($0.count, printable($0.path)) }
    return [rules, drafts].filter { !$0.isEmpty }.map { $0.joined() + "\n" }.joined()
      + summary.text(in: language) + "\n"
  }

  private func line(_ count: Int, _ text: String) -> String {
    let number = String(count)
    return String(repeating: " ", count: max(0, 6 - number.count)) + number + "  " + text + "\n"
  }

  private func jsonText(_ summary: Summary) -> String {
    var stream = JSONStream()
    let rules = sortedRules.map { rule in
      ["rule": .string(rule.id.name), "severity": .string(rule.severity.rawValue), "count": .number(rule.count)] as JSON
    }
    let drafts = drafts.map { draft in
      let counts = Severity.allCases.map { ($0.rawValue, JSON.number(draft.counts[$0] ?? 0)) }
      let members: [String: JSON] = ["path": .string(draft.path), "profile": .string(draft.profile)]
      return JSON.object(members.merging(counts) { $1 })
    }
    func json(_ errors: [ReportedError]) -> [JSON] { errors.map { .object(JSONVersion1.error($0, language)) } }
    let skipped = errors.filter(\.isSkipped)
    return stream.beginObject() + stream.member("version", .number(JSONVersion1.number))
      + stream.member("tool", JSONVersion1.tool) + stream.array("rules", rules) + stream.array("files", drafts)
      + stream.array("errors", json(errors.filter { !$0.isSkipped }))
      + (skipped.isEmpty ? "" : stream.array("unread", json(skipped)))
      + stream.member("summary", .object(JSONVersion1.summary(summary)))
      + stream.endObject() + "\n"
  }
}
