import Foundation
@_exported import TestSupport

extension Workplace {
  /// Writes a valid rule file that forbids `pattern`.
  func writeRule(_ path: String, severity: String = "error", pattern: String) throws {
    try write(
      """
      kind: forbid
      severity: \(severity)
      message: {zh: '“{match}”不该有', en: '“{match}” should not be here'}
      why: {zh: 试, en: a test}
      pattern: \(pattern)
      examples:
        bad: [试⟦Ｑ⟧, ⟦Ｑ⟧试]
        good: [试, 验]

      """, to: path)
  }

  /// Runs the program, in English unless `environment` says otherwise, and waits for its end.
  func zhangfa(
    _ arguments: String..., input: String = "", environment: [String: String] = [:]
  ) throws -> CommandLineRun {
    try zhangfa(arguments, input: input, environment: environment)
  }

  func zhangfa(
    _ arguments: [String], input: String = "", environment: [String: String] = [:]
  ) throws -> CommandLineRun {
    try run(executable, arguments, input: input, environment: environment)
  }

  /// Runs a line of a shell, which finds the program as `$0` and in its search path.
  func shell(_ line: String, environment: [String: String] = [:]) throws -> CommandLineRun {
    let path = "\(executable.deletingLastPathComponent().path):/usr/local/bin:/usr/bin:/bin"
    return try run(
      URL(filePath: "/bin/sh"), ["-c", line, executable.path], environment: ["PATH": path].merging(environment) { $1 })
  }

  /// Runs git in the folder, or in one below it, as an author whose name is set.
  func git(
    _ arguments: [String], in subfolder: String = "", environment: [String: String] = [:]
  ) throws -> CommandLineRun {
    let settings = ["user.name=a", "user.email=a@example.invalid", "core.quotePath=false"].flatMap { ["-c", $0] }
    return try run(
      URL(filePath: "/usr/bin/env"), ["git"] + settings + arguments, in: subfolder, environment: environment)
  }
}

/// The program.
let executable = builtProgram("zhangfa")
