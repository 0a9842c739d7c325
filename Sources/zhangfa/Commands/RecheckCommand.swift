import ArgumentParser
import Comparison
import Reporting

/// `zhangfa recheck DRAFT REVISED`: compares the findings in a draft and in its revised version.
struct RecheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recheck",
    abstract:
      "Report which findings of a draft are fixed in its revised version, which are still there, and which are new.",
    discussion: """
      Exit status: 0 if no finding that is still there or new is at or above --fail-on, 1 if one is, 2 if the drafts \
      could not be checked.
      """)

  @Argument(help: ArgumentHelp("The original draft.", valueName: "draft"), completion: .drafts)
  var draft: String

  @Argument(help: ArgumentHelp("The revised draft.", valueName: "revised"), completion: .drafts)
  var revised: String

  @Option(help: "Write the report in this format.")
  var format: ComparisonFormat = .text

  @Option(help: "Exit with status 1 if a finding that is still there or new has at least this severity.")
  var failOn: FailThreshold = .error

  @OptionGroup var profileOption: ProfileOption
  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.run { setup in
      var linters = setup.linters(profile: profileOption.profile)
      let recheck = try Recheck(
        draft: linters.read(draft, CheckedVersion.init), revised: linters.read(revised, CheckedVersion.init))
      try RecheckReport(recheck: recheck, language: setup.language).write(as: format)
      let versions = [recheck.draft, recheck.revised]
      let failures = versions.flatMap { version in version.result.failures.map { ReportedError(path: version.path, $0) }
      }
      for failure in failures { StandardStream.writeError(failure.line(in: setup.language)) }
      if !failures.isEmpty { throw ExitStatus.failed }
      if failOn.isReached(by: recheck.worst) { throw ExitStatus.findings }
    }
  }
}
