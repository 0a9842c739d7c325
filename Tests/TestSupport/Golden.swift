import Foundation

/// A file that holds what something must be.
package struct Golden {
  private let file: URL

  /// Names the file.
  package init(_ file: URL) { self.file = file }

  /// What the file holds; with `ZHANGFA_UPDATE_GOLDENS=1` in the environment, `actual` is written to it first.
  package func text(updatingTo actual: String) throws -> String {
    if ProcessInfo.processInfo.environment["ZHANGFA_UPDATE_GOLDENS"] == "1" {
      try Data(actual.utf8).write(to: file)
    }
    return String(decoding: try Data(contentsOf: file), as: UTF8.self)
  }
}
