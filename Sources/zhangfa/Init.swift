import ArgumentParser
import Diagnostics
import Linting
import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// `zhangfa init`: writes a configuration to begin with.
struct Init: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Writes a .zhangfa.yaml with every key explained.",
    discussion: "A file that is there already is left alone: exit status 2.")

  @Argument(help: ArgumentHelp("Where to write it.", valueName: "dir"))
  var folder = "."

  @Option(name: .customLong("lang"), help: "The language of its comments.")
  var language: LanguageChoice = .auto

  func run() throws {
    let language = language.language()
    let path = FilePath(native: folder).appending(Configuration.fileName).lexicallyNormalized()
    do {
      let file = try FileDescriptor.open(
        path, .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec],
        permissions: [.ownerReadWrite, .groupRead, .otherRead])
      do {
        try file.closeAfter { _ = try file.writeAll(Configuration.template[language].utf8) }
      } catch {
        // A part of it is none.
        _ = path.withPlatformString { unlink($0) }
        throw error
      }
    } catch Errno.fileExists {
      throw RunFailure(LocalizedText(zh: "\(path) 已经存在", en: "\(path) is there already"), in: language)
    } catch {
      throw RunFailure.unwritable(path.string, error as? Errno ?? .ioError, in: language)
    }
    try StandardStream.writeOutput("\(path)\n", in: language)
  }
}
