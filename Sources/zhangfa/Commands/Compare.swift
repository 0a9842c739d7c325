import ArgumentParser
import Comparison

/// `zhangfa compare OLDER NEWER`: finds what this year's draft has kept of last year's without an update, and what it
/// lacks.
struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compare this year's draft with last year's: report what is gone and what was not updated.",
    discussion: """
      Exit status: 0 if everything was updated, 1 if something was not, 2 if the drafts could not be compared.
      """)

  @Argument(help: ArgumentHelp("Last year's draft.", valueName: "older"), completion: .drafts)
  var older: String

  @Argument(help: ArgumentHelp("This year's draft.", valueName: "newer"), completion: .drafts)
  var newer: String

  @Option(help: "Write the report in this format.")
  var format: ComparisonFormat = .text

  @OptionGroup var profileOption: ProfileOption
  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.run { setup in
      var linters = setup.linters(profile: profileOption.profile)
      let comparison = try DraftComparison(
        older: linters.read(older, ComparedDraft.init), newer: linters.read(newer, ComparedDraft.init))
      try ComparisonReport(comparison: comparison, language: setup.language).write(as: format)
      if !comparison.leftovers.isEmpty { throw ExitStatus.findings }
    }
  }
}
