import ArgumentParser
import Linting
import Reporting
import RuleEngine

/// `zhangfa schema FILE`: prints the JSON schema of a kind of file, with which editors complete and check such files.
struct Schema: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Print the JSON schema of a kind of file, for editors.",
    discussion: """
      To make editors complete and check .zhangfa.yaml, run “zhangfa schema configuration > zhangfa.schema.json” and \
      add the line “# yaml-language-server: $schema=zhangfa.schema.json” at the top of .zhangfa.yaml.
      """)

  /// The kinds of files that users write.
  enum File: String, ExpressibleByArgument, CaseIterable {
    case configuration, rule, profile
  }

  @Argument(help: "The kind of file.")
  var file: File

  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.run { setup in
      let schema =
        switch file {
        case .configuration: try Configuration.schema(for: setup.ruleSet())
        case .rule: try FileSchemas.rule()
        case .profile: try FileSchemas.profile()
        }
      try StandardStream.writeOutput(Array("\(json(schema, isIndented: true))\n".utf8))
    }
  }
}
