import Diagnostics
import Linting
import SystemPackage

/// What the program writes beside a report.
enum StandardStream {
  /// Writes `text` to standard output.
  ///
  /// - Throws: What ``RunFailure/unwritable(_:_:in:)`` says.
  static func writeOutput(_ text: String, in language: Language) throws {
    try writeOutput(Array(text.utf8), in: language)
  }

  /// Writes `bytes` to standard output.
  ///
  /// - Throws: What ``RunFailure/unwritable(_:_:in:)`` says.
  static func writeOutput(_ bytes: [UInt8], in language: Language) throws {
    guard !bytes.isEmpty else { return }
    do throws(Errno) {
      try FileDescriptor.standardOutput.writeEverything(bytes)
    } catch {
      throw RunFailure.unwritable("<stdout>", error, in: language)
    }
  }

  /// Writes `text` to standard error. When that fails there is nobody left to tell.
  static func writeError(_ text: String) {
    _ = try? FileDescriptor.standardError.writeAll(text.utf8)
  }
}
