import Diagnostics
import DraftText
import Linting
import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the program writes beside a report.
enum StandardStream {
  /// Takes the place of standard streams that are closed (`>&-`), so that no file that is opened later is taken for one and
  /// gets a report into it. Reading and writing them fails as before.
  static func occupyClosed() {
    for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(stream, F_GETFD) == -1 {
      // The lowest number that is free is the one that is given out.
      _ = open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }

  /// Writes `text` to standard output, without anything in it that a terminal or a runner of CI would obey.
  ///
  /// - Throws: What ``RunFailure/unwritable(_:_:in:)`` says.
  static func writeOutput(_ text: String, in language: Language) throws {
    try writeOutput(Array(printableLines(text).utf8), in: language)
  }

  /// Writes `bytes` to standard output.
  ///
  /// - Throws: What ``RunFailure/unwritable(_:_:in:)`` says.
  static func writeOutput(_ bytes: [UInt8], in language: Language) throws {
    guard !bytes.isEmpty else { return }
    do throws(Errno) {
      try FileDescriptor.standardOutput.writeEverything(bytes)
    } catch {
      throw RunFailure.unwritable("<stdout>", .system(error), in: language)
    }
  }

  /// Writes `text` to standard error, without anything in it that a terminal or a runner of CI would obey. When that fails
  /// there is nobody left to tell.
  static func writeError(_ text: String) {
    _ = try? FileDescriptor.standardError.writeAll(printableLines(text).utf8)
  }
}
