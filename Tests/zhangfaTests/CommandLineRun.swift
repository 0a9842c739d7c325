import Foundation
import TestSupport
import Testing

/// One run of the built program.
struct CommandLineRun {
  /// The exit status, or the number of the signal that ended it.
  let status: Int
  let output: String
  let error: String

  /// The lines of ``output``.
  var lines: [String] { output.split(separator: "\n").map(String.init) }
}

/// A folder for one test, in which the program runs.
final class Workplace {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("zhangfa-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Writes a file, and makes the folders of its path.
  func write(_ text: String, to path: String) throws { try write(Array(text.utf8), to: path) }

  func write(_ bytes: [UInt8], to path: String) throws {
    let url = folder.appendingPathComponent(path)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  func makeFolder(_ path: String) throws {
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent(path), withIntermediateDirectories: true)
  }

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

  func read(_ path: String) throws -> String {
    try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
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

  /// Runs any program in the folder, or in one below it, and waits for its end.
  func run(
    _ program: URL, _ arguments: [String], in subfolder: String = "", input: String = "",
    environment: [String: String] = [:]
  ) throws -> CommandLineRun {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = folder.appendingPathComponent(subfolder)
    process.environment = ["LC_ALL": "C.UTF-8"].merging(instruments) { $1 }.merging(environment) { $1 }
    // Files and not pipes: a pipe would block if nobody reads it at the same time.
    let streams = FileManager.default.temporaryDirectory.appendingPathComponent("zhangfa-run-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: streams, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: streams) }
    let files = ["in", "out", "err"].map { streams.appendingPathComponent($0) }
    try Data(input.utf8).write(to: files[0])
    for file in files[1...] { try Data().write(to: file) }
    process.standardInput = try FileHandle(forReadingFrom: files[0])
    process.standardOutput = try FileHandle(forWritingTo: files[1])
    process.standardError = try FileHandle(forWritingTo: files[2])
    try process.run()
    process.waitUntilExit()
    return CommandLineRun(
      status: Int(process.terminationStatus), output: try String(contentsOf: files[1], encoding: .utf8),
      error: try String(contentsOf: files[2], encoding: .utf8))
  }
}

/// The environment variables of coverage and sanitizers, which the tests pass on to the program. They set the file for
/// the coverage data, which must not be in the folder of a test, and the reaction to a finding of a sanitizer.
let instruments = ProcessInfo.processInfo.environment.filter {
  ["LLVM_PROFILE_FILE", "ASAN_OPTIONS", "TSAN_OPTIONS"].contains($0.key)
}

/// The program.
let executable = builtProgram("zhangfa")
