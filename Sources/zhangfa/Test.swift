import ArgumentParser
import Diagnostics
import RuleEngine

/// `zhangfa test`: holds rules against their own examples.
struct Test: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Holds rules against the examples in their rule files.",
    discussion: "The exit status is 1 when an example fails.")

  @Argument(help: ArgumentHelp("A folder whose rules to test; without it, all rules.", valueName: "dir"))
  var folder: String?

  @OptionGroup var common: CommonOptions

  func run() throws {
    let (ruleSet, rules) = try rulesToTest()
    let examples = ExampleRun(ruleSet)
    let failures = rules.flatMap { examples.failures(of: $0) }
    let messages = failures.map { $0.message(in: common.language) + "\n\n" }.joined()
    try StandardStream.writeOutput(messages + summary(rules.map(\.metadata), failures), in: common.language)
    if !failures.isEmpty { throw ExitStatus.findings }
  }

  private func rulesToTest() throws(RunFailure) -> (RuleSet, [any Rule]) {
    guard let folder else {
      let ruleSet = try common.ruleSet()
      return (ruleSet, ruleSet.rules)
    }
    var folders: [RuleFolder] = []
    for folder in common.ruleFolders + [folder] { folders.append(try common.read(folder)) }
    let ruleSet = try common.ruleSet(folders)
    let paths = Set(folders.last?.files.map(\.path) ?? [])
    return (ruleSet, ruleSet.rules.filter { paths.contains("\($0.metadata.id).yaml") })
  }

  private func summary(_ rules: [RuleMetadata], _ failures: [ExampleFailure]) -> String {
    let examples = rules.reduce(0) { $0 + $1.examples.bad.count + $1.examples.good.count }
    let failed = Set(failures.map { [$0.ruleID.name, $0.example.text] }).count
    let noun = rules.count == 1 ? "rule" : "rules"
    return LocalizedText(
      zh: "试了 \(rules.count) 条规则的 \(examples) 个示例：" + (failed == 0 ? "全部相符\n" : "\(failed) 个不符\n"),
      en: "tried \(examples) examples of \(rules.count) \(noun): " + (failed == 0 ? "all hold\n" : "\(failed) fail\n")
    )[common.language]
  }
}
