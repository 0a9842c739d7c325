import ArgumentParser
import Diagnostics
import Linting
import RuleEngine
import RuleFiles
import SystemPackage

/// `zhangfa test`: runs the examples of rules, profiles and parts.
struct Test: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Run the examples in rule files, profiles and parts.yaml.",
    discussion: """
      The rule must report the text between ⟦ and ⟧ in an example, and nothing else. Titles and headings must be \
      recognised as what their file says they are.

      Exit status: 0 if all examples pass, 1 if one fails, 2 if a file is invalid or there are no examples at all.
      """)

  @Argument(
    help: ArgumentHelp("The folder of rule files to test. Default: test everything.", valueName: "dir"),
    completion: .directory)
  var folder: String?

  @Option(
    help: ArgumentHelp(
      "Test only these rules, categories or profiles (profiles/ID). May be repeated.", valueName: "id,…"),
    completion: .rules)
  var select: [String] = []

  @Flag(name: .shortAndLong, help: "List everything that is tested, with the number of its examples.")
  var verbose = false

  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.run { setup in
      let ruleSet = try setup.ruleSet(with: folder.map { try setup.ruleFolder($0) })
      let report = ExampleReport(
        try subjects(of: ruleSet), examples: ExampleRun(ruleSet), language: setup.language)
      try StandardStream.writeOutput(report.text(isVerbose: verbose))
      if report.tried == 0 {
        throw Failure(
          zh: "一个示例也没有，什么都没有试到；示例写在规则文件的 examples 下",
          en: "there are no examples, so nothing was tested; examples stand under examples: in a rule file")
      }
      if report.failed > 0 { throw ExitStatus.findings }
    }
  }

  private func subjects(of ruleSet: RuleSet) throws -> [ExampleSubject] {
    let all =
      ruleSet.rules.map { ExampleSubject.rule($0) } + ruleSet.textClasses.map { ExampleSubject.textClass($0) }
    let candidates = folder.map { folder in all.filter { $0.origin?.folder == FilePath(native: folder).string } } ?? all
    guard !candidates.isEmpty else {
      throw Failure(
        zh: "\(folder ?? "") 里没有规则、文种和部分，没有可试的内容", en: "no rules, profiles or parts in \(folder ?? "")")
    }
    let selection = try RuleSelection(
      selected: select.names, ignored: [], known: candidates.map(\.id))
    return candidates.filter { selection.includes($0.id) }
  }
}

/// A rule, a profile, a part or a phrase with its examples.
enum ExampleSubject {
  case rule(any Rule)
  case textClass(TextClass)

  var id: RuleID {
    switch self {
    case .rule(let rule): rule.metadata.id
    case .textClass(let textClass): textClass.id
    }
  }

  var origin: RuleOrigin? {
    switch self {
    case .rule(let rule): rule.metadata.origin
    case .textClass(let textClass): textClass.origin
    }
  }
}
