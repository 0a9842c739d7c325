import Foundation

/// Returns the expected text in `file`. With `ZHANGFA_UPDATE_GOLDENS=1` in the environment, `actual` is written to it
/// first.
package func golden(_ file: URL, updatingTo actual: String) throws -> String {
  if ProcessInfo.processInfo.environment["ZHANGFA_UPDATE_GOLDENS"] == "1" {
    try Data(actual.utf8).write(to: file)
  }
  return String(decoding: try Data(contentsOf: file), as: UTF8.self)
}
