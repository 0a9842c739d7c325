import ArgumentParser
import Diagnostics
import DraftOutline
import DraftText
import Linting
import RuleEngine
import SystemPackage

/// `zhangfa outline FILE`: shows how a draft is understood.
struct Outline: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "outline", abstract: "Print the outline that zhangfa finds in a draft, as a tree with ranges.")

  @Argument(help: ArgumentHelp("The draft; - for standard input.", valueName: "file"), completion: .drafts)
  var file: String

  @Flag(help: "Print what each line other than body text was recognised as, and why.")
  var reasons = false

  @OptionGroup var profileOption: ProfileOption
  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.run { setup in
      var linters = setup.linters(profile: profileOption.profile)
      let linter = try linters.linter(for: path)
      let document = try Result { () throws(DraftError) in try linter.document(read()) }
        .mapError { Failure(path, $0) }.get()
      try StandardStream.writeOutput(document.treeDump(reasons: reasons ? setup.language : nil))
    }
  }

  private var path: FilePath { FilePath(native: file) }

  private func read() throws(DraftError) -> SourceText {
    guard file == "-" else { return try DraftReader.read(path) }
    let bytes = try Result { () throws(Errno) in try FileContents.read(.standardInput) }
      .mapError(DraftError.system).get()
    return try DraftReader.read(bytes, named: "<stdin>")
  }
}
