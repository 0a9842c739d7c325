import Foundation

/// Runs scripts that stand beside tests: by the Python that `ZHANGFA_PYTHON` names, else by `python3`.
package enum Python {
  /// Why nothing can be run; nil where something can.
  package static let obstacle: String? = {
    guard let run = try? start(["-c", ""]), run.status == 0 else { return "there is no Python" }
    return nil
  }()

  /// Why nothing can be run that imports `modules`; nil where something can, or where CI wants to know.
  package static func obstacle(importing modules: String, condition: String = "True") -> String? {
    guard ProcessInfo.processInfo.environment["ZHANGFA_REQUIRE_VALIDATORS"] != "1" else { return nil }
    let code = "import \(modules), shutil, sys\nsys.exit(not (\(condition)))"
    guard let run = try? start(["-c", code]), run.status == 0 else {
      return "\(modules): not all is installed, see .ci/validators"
    }
    return nil
  }

  /// Runs `script` to its end, and gives all that it wrote.
  package static func run(_ script: URL, _ arguments: [String] = []) throws -> (status: Int, output: String) {
    try start([script.path] + arguments)
  }

  private static func start(_ arguments: [String]) throws -> (status: Int, output: String) {
    // A pipe would be inherited by whatever other tests start at the same time.
    let file = FileManager.default.temporaryDirectory.appending(path: "zhangfa-\(UUID().uuidString)")
    try Data().write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let output = try FileHandle(forWritingTo: file)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [ProcessInfo.processInfo.environment["ZHANGFA_PYTHON"] ?? "python3"] + arguments
    process.standardOutput = output
    process.standardError = output
    try process.run()
    process.waitUntilExit()
    return (Int(process.terminationStatus), String(decoding: try Data(contentsOf: file), as: UTF8.self))
  }
}
