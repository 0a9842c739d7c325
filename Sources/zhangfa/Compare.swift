import ArgumentParser
import Comparison

/// `zhangfa compare LAST THIS`: finds what this year's draft has kept of last year's without an update, and what it lacks.
struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compare this year's draft with last year's: report what is gone and what was not updated.",
    discussion: """
      Exit status: 0 if everything was updated, 1 if something was not, 2 if the drafts could not be compared.
      """)

  @Argument(help: ArgumentHelp("Last year's draft.", valueName: "last"), completion: .drafts)
  var last: String

  @Argument(help: ArgumentHelp("This year's draft.", valueName: "this"), completion: .drafts)
  var this: String

  @Option(help: "Write the report in this format.")
  var format: ComparisonFormat = .text

  @OptionGroup var kind: ProfileOption
  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.run { setup in
      var linters = setup.linters(profile: kind.profile)
      let comparison = try DraftComparison(
        last: linters.read(last, ComparedDraft.init), this: linters.read(this, ComparedDraft.init))
      try ComparisonReport(comparison: comparison, language: setup.language).write(as: format)
      if !comparison.leftovers.isEmpty { throw ExitStatus.findings }
    }
  }
}
