import Foundation

/// Runs the Python scripts of tests with the interpreter that `ZHANGFA_PYTHON` names, else with `python3`.
package enum Python {
  /// The interpreter: a path, or a name to be looked up in `PATH`.
  package static let interpreter = ProcessInfo.processInfo.environment["ZHANGFA_PYTHON"] ?? "python3"

  /// The reason why no script can be run; nil if scripts can be run.
  package static let obstacle: String? = {
    guard let run = try? start(["-c", ""]), run.status == 0 else { return "there is no Python" }
    return nil
  }()

  /// Returns the reason why no script can import `modules`; nil if scripts can, or if CI requires that they can.
  package static func obstacle(importing modules: String, condition: String = "True") -> String? {
    guard ProcessInfo.processInfo.environment["ZHANGFA_REQUIRE_VALIDATORS"] != "1" else { return nil }
    let code = "import \(modules), shutil, sys\nsys.exit(not (\(condition)))"
    guard let run = try? start(["-c", code]), run.status == 0 else {
      return "\(modules): not all is installed, see .ci/validators"
    }
    return nil
  }

  /// Runs `script` to its end, and returns its status and its output, with standard error.
  package static func run(_ script: URL, _ arguments: [String] = []) throws -> (status: Int, output: String) {
    try start([script.path] + arguments)
  }

  private static func start(_ arguments: [String]) throws -> (status: Int, output: String) {
    let run = try Workplace().run(
      URL(filePath: "/usr/bin/env"), [interpreter] + arguments, environment: ProcessInfo.processInfo.environment)
    return (run.status, run.output + run.error)
  }
}
