import ArgumentParser
import Diagnostics
import Linting
import SystemPackage

/// `zhangfa init`: writes a first configuration.
struct Init: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Write a .zhangfa.yaml that explains every key.",
    discussion: "If the file already exists, do not change it and exit with status 2.")

  @Argument(help: ArgumentHelp("The folder to write the file to.", valueName: "dir"))
  var folder = "."

  @Option(name: .customLong("lang"), help: "Write the comments in this language.")
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
      throw Failure(zh: "\(path) 已经存在", en: "\(path) is there already")
    } catch {
      throw Failure.unwritable(path.string, error)
    }
    try StandardStream.writeOutput("\(path)\n")
  }
}
