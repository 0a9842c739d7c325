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

  /// Writes a rule that replaces 甲 by 乙 and declares this fix to be safe.
  func writeReplacement(_ path: String) throws {
    try write(
      """
      kind: replace
      severity: error
      message: {zh: '“{match}”不该有', en: '“{match}” should not be here'}
      pattern: 甲
      replacement: 乙
      applicability: safe
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
}

/// The program.
let executable = builtProgram("zhangfa")
