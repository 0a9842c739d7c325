import Foundation

/// The checkout of which the tests are part.
package enum Checkout {
  package static let root = URL(filePath: #filePath).appending(path: "../../..").standardizedFileURL
  package static let tests = root.appending(path: "Tests")
  package static let fixtures = root.appending(path: "Fixtures")

  /// Returns the bytes of a file of Fixtures.
  package static func fixture(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: fixtures.appending(path: path)))
  }
}

/// Returns the values in a file with one value in JSON on each line. A line that is none is an error.
package func jsonLines<Value: Decodable>(in file: URL) throws -> [Value] {
  try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map {
    try JSONDecoder().decode(Value.self, from: Data($0.utf8))
  }
}
