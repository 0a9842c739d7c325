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
    commandName: "outline", abstract: "Shows how a draft is understood, as a tree with ranges.")

  @Argument(help: ArgumentHelp("The draft; - for standard input.", valueName: "file"), completion: .drafts)
  var file: String

  @Flag(help: "Say of each line that is no mere text what it was taken for, and why.")
  var reasons = false

  @OptionGroup var kind: ProfileOption
  @OptionGroup var common: CommonOptions

  func run() throws {
    let setup = try common.setup()
    let language = setup.language
    var linters = setup.linters(profile: kind.profile)
    let linter = try linters.linter(for: path)
    let tree: String
    do throws(DraftError) {
      tree = try linter.document(read()).treeDump(reasons: reasons ? language : nil)
    } catch {
      throw RunFailure(
        LocalizedText(zh: "\(path): \(error.message.zh)", en: "\(path): \(error.message.en)"), in: language)
    }
    try StandardStream.writeOutput(tree, in: language)
  }

  private var path: FilePath { FilePath(native: file) }

  private func read() throws(DraftError) -> SourceText {
    guard file == "-" else { return try DraftReader.read(path) }
    let bytes: [UInt8]
    do throws(Errno) {
      bytes = try FileContents.read(.standardInput)
    } catch {
      throw DraftError(error)
    }
    return try DraftReader.read(bytes, named: "<stdin>")
  }
}
