import ArgumentParser
import Comparison
import Diagnostics
import DraftText
import Linting
import SystemPackage
import ZhangfaCore

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
      let comparison = try DraftComparison(last: draft(last, &linters), this: draft(this, &linters))
      switch format {
      case .json: try StandardStream.writeOutput(Array(comparison.json(in: setup.language).utf8))
      case .text, .html:
        let report = ComparisonReport(comparison, setup.language, width: Environment.columns(toFile: false))
        try StandardStream.writeOutput(format == .html ? report.page : report.text)
      }
      if !comparison.leftovers.isEmpty { throw ExitStatus.findings }
    }
  }

  private func draft(_ file: String, _ linters: inout LinterProvider) throws -> ComparedDraft {
    let path = FilePath(native: file)
    let linter = try linters.linter(for: path)
    do throws(DraftError) {
      return try ComparedDraft(path: path.string, source: DraftReader.read(path), by: linter)
    } catch {
      throw RunFailure(path, error)
    }
  }
}
