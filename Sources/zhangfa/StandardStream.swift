import Diagnostics
import SystemPackage

/// What the program writes beside a report.
enum StandardStream {
  /// Writes `text` to standard output.
  ///
  /// - Throws: What ``RunFailure/unwritable(_:_:in:)`` says.
  static func writeOutput(_ text: String, in language: Language) throws {
    do {
      try FileDescriptor.standardOutput.writeAll(text.utf8)
    } catch {
      throw RunFailure.unwritable("<stdout>", error as? Errno ?? .ioError, in: language)
    }
  }

  /// Writes `text` to standard error. When that fails there is nobody left to tell.
  static func writeError(_ text: String) {
    _ = try? FileDescriptor.standardError.writeAll(text.utf8)
  }
}
