import Foundation

/// The checkout of which the tests are part.
package enum Checkout {
  package static let root = URL(filePath: #filePath).appending(path: "../../..").standardizedFileURL
  package static let fixtures = root.appending(path: "Fixtures")

  /// Returns the bytes of a file of Fixtures.
  package static func fixture(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: fixtures.appending(path: path)))
  }
}
