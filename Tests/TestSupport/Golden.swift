import Foundation

/// A file with an expected text.
package struct Golden {
  private let file: URL

  /// Makes a golden of `file`, which is not read yet.
  package init(_ file: URL) { self.file = file }

  /// Returns the text of the file. With `ZHANGFA_UPDATE_GOLDENS=1` in the environment, `actual` is written to the file first.
  package func text(updatingTo actual: String) throws -> String {
    if ProcessInfo.processInfo.environment["ZHANGFA_UPDATE_GOLDENS"] == "1" {
      try Data(actual.utf8).write(to: file)
    }
    return String(decoding: try Data(contentsOf: file), as: UTF8.self)
  }
}
