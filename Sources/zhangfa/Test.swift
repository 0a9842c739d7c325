import ArgumentParser
import Diagnostics
import RuleEngine

/// `zhangfa test`: holds rules against their own examples.
struct Test: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Holds rules against the examples in their rule files.",
    discussion: "The exit status is 1 when an example fails.")

  @Argument(help: ArgumentHelp("A folder of rule files, as with --rules.", valueName: "dir"))
  var folder: String?

  @OptionGroup var common: CommonOptions

  func run() throws {
    var options = common
    if let folder { options.ruleFolders.append(folder) }
    let ruleSet = try options.ruleSet()
    let examples = ExampleRun(ruleSet)
    let failures = ruleSet.rules.flatMap { examples.failures(of: $0) }
    for failure in failures { StandardStream.output.write(failure.message(in: common.language) + "\n\n") }
    StandardStream.output.write(summary(ruleSet, failures))
    if !failures.isEmpty { throw ExitStatus.findings }
  }

  private func summary(_ ruleSet: RuleSet, _ failures: [ExampleFailure]) -> String {
    let rules = ruleSet.rules.count
    let examples = ruleSet.rules.reduce(0) { $0 + $1.metadata.examples.bad.count + $1.metadata.examples.good.count }
    let failed = Set(failures.map { [$0.ruleID.name, $0.example.text] }).count
    return LocalizedText(
      zh: "试了 \(rules) 条规则的 \(examples) 个示例：" + (failed == 0 ? "全部相符\n" : "\(failed) 个不符\n"),
      en: "tried \(examples) examples of \(rules) rules: " + (failed == 0 ? "all hold\n" : "\(failed) fail\n")
    )[common.language]
  }
}
