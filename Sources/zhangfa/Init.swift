import ArgumentParser
import Diagnostics
import Linting
import SystemPackage

/// `zhangfa init`: writes a first configuration.
struct Init: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Writes a .zhangfa.yaml with every key explained.",
    discussion: "A file that is there already is left alone: exit status 2.")

  @Argument(help: ArgumentHelp("Where to write it.", valueName: "dir"))
  var folder = "."

  @Option(name: .customLong("lang"), help: "The language of its comments.")
  var language: LanguageChoice = .auto

  func run() throws {
    do {
      try write()
    } catch let error as any ExplainedError {
      throw ExitStatus.failure(error, in: language.language())
    }
  }

  private func write() throws {
    let path = FilePath(native: folder).appending(Configuration.fileName).lexicallyNormalized()
    do throws(WritingFault) {
      try PendingFile.create(path, holding: Array(Configuration.template[language.language()].utf8))
    } catch .system(.fileExists) {
      throw RunFailure(zh: "\(path) 已经存在", en: "\(path) is there already")
    } catch {
      throw RunFailure.unwritable(path.string, error)
    }
    try StandardStream.writeOutput("\(path)\n")
  }
}
