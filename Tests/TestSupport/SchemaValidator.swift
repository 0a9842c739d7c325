import Foundation

/// Validates reports with validators from PyPI, by the published schemas beside the checkout or in the folder
/// `ZHANGFA_SCHEMAS`.
///
/// `.ci/run` installs the validators. Elsewhere: `pip install -r Tests/TestSupport/validators.txt` into a virtual
/// environment, whose Python `ZHANGFA_PYTHON` names.
package enum SchemaValidator {
  /// The formats that can be validated.
  package static let formats = ["sarif", "rdjson", "rdjsonl", "junit", "checkstyle", "html"]

  /// The reason why reports cannot be validated; nil if they can, or if there are schemas and CI requires the
  /// validators.
  package static let obstacle: String? = {
    guard schemas != nil else { return "there is no ../shared/schemas beside the checkout" }
    return obstacleOfValidators
  }()

  /// The reason why files of users cannot be validated; nil if they can, or if CI requires the validators.
  package static let obstacleOfValidators: String? = {
    guard ProcessInfo.processInfo.environment["ZHANGFA_REQUIRE_VALIDATORS"] != "1" else { return nil }
    guard let run = try? Python.run(script), run.status == 0 else {
      return "the validators of Tests/TestSupport/validators.txt are not installed"
    }
    return nil
  }()

  /// Returns the faults of a report, or the error of the validators; empty if there is none.
  package static func faults(of report: String, format: String) throws -> String {
    try faults(of: report) { [schemas?.path ?? "", format, $0] }
  }

  /// Returns the faults of YAML files by a schema that zhangfa prints; empty if there are none.
  package static func faults(ofYAML files: [URL], schema: String) throws -> String {
    try faults(of: schema) { [$0, "yaml"] + files.map(\.path) }
  }

  /// Writes `text` to a file, and runs the script with the arguments for its path.
  private static func faults(of text: String, _ arguments: (String) -> [String]) throws -> String {
    let place = try Workplace()
    try place.write(text, to: "text")
    let run = try Python.run(script, arguments(place.folder.path + "/text"))
    return run.status == 0 ? "" : "status \(run.status): \(run.output)"
  }

  private static let script = Checkout.tests.appending(path: "TestSupport/validate.py")

  private static let schemas: URL? = {
    let beside = Checkout.root.appending(path: "../shared/schemas").standardizedFileURL
    let folder = ProcessInfo.processInfo.environment["ZHANGFA_SCHEMAS"].map { URL(filePath: $0) } ?? beside
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }()
}
