import Foundation

/// One run of a program.
package struct CommandLineRun: Sendable {
  /// The exit status, or the number of the signal that ended it.
  package let status: Int
  package let output: String
  package let error: String

  /// The lines of ``output``.
  package var lines: [String] { output.split(separator: "\n").map(String.init) }

  /// Returns the JSON value in ``output``.
  package func json<Value: Decodable>(_ type: Value.Type) throws -> Value {
    try JSONDecoder().decode(type, from: Data(output.utf8))
  }
}

/// A folder for one test, in which programs run. It is removed with its last reference.
package final class Workplace: Sendable {
  package let folder: URL

  package init() throws {
    folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appendingPathComponent("zhangfa-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Writes a file, and makes the folders of its path.
  package func write(_ text: String, to path: String) throws { try write(Array(text.utf8), to: path) }

  package func write(_ bytes: [UInt8], to path: String) throws {
    let url = url(path)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  /// Writes a file that can be run.
  package func writeProgram(_ text: String, to path: String) throws {
    try write(text, to: path)
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: url(path).path)
  }

  package func makeFolder(_ path: String) throws {
    try FileManager.default.createDirectory(at: url(path), withIntermediateDirectories: true)
  }

  /// Makes a symbolic link, whose target need not exist.
  package func link(_ path: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: url(path).path, withDestinationPath: target)
  }

  package func read(_ path: String) throws -> String { try String(contentsOf: url(path), encoding: .utf8) }

  /// Returns the names in the folder, or in one below it.
  package func names(in subfolder: String = "") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: url(subfolder).path).sorted()
  }

  // A name may hold any character, so it is no part of a URL before it is encoded.
  private func url(_ path: String) -> URL { URL(fileURLWithPath: "\(folder.path)/\(path)") }

  /// Runs any program in the folder, or in one below it, and waits for its end.
  package func run(
    _ program: URL, _ arguments: [String], in subfolder: String = "", input: String = "",
    environment: [String: String] = [:]
  ) throws -> CommandLineRun {
    // Files and not pipes: a pipe would block if nobody reads it at the same time, and processes that other tests start
    // at the same time would inherit it.
    let streams = FileManager.default.temporaryDirectory.appendingPathComponent("zhangfa-run-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: streams, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: streams) }
    let files = ["in", "out", "err"].map { streams.appendingPathComponent($0) }
    try Data(input.utf8).write(to: files[0])
    for file in files[1...] { try Data().write(to: file) }
    let process = try start(
      program, arguments, in: subfolder, environment: environment,
      streams: [FileHandle(forReadingFrom: files[0])] + files[1...].map { try FileHandle(forWritingTo: $0) })
    process.waitUntilExit()
    return CommandLineRun(
      status: Int(process.terminationStatus), output: try String(contentsOf: files[1], encoding: .utf8),
      error: try String(contentsOf: files[2], encoding: .utf8))
  }

  /// Runs git in the folder, or in one below it, as an author whose name is set and without the settings of the user.
  package func git(
    _ arguments: [String], in subfolder: String = "", input: String = "", environment: [String: String] = [:]
  ) throws -> CommandLineRun {
    let settings = ["user.name=a", "user.email=a@example.invalid", "core.quotePath=false"].flatMap { ["-c", $0] }
    return try run(
      URL(filePath: "/usr/bin/env"), ["git"] + settings + arguments, in: subfolder, input: input,
      environment: [
        "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1",
        "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
      ].merging(environment) { $1 })
  }

  /// Starts any program in the folder, or in one below it. It reads nothing, and what it prints is lost, unless
  /// `streams` are others: standard input, output and error.
  package func start(
    _ program: URL, _ arguments: [String], in subfolder: String = "", environment: [String: String] = [:],
    streams: [FileHandle] = [.nullDevice, .nullDevice, .nullDevice]
  ) throws -> Process {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = folder.appendingPathComponent(subfolder)
    process.environment = ["LC_ALL": "C.UTF-8"].merging(instruments) { $1 }.merging(environment) { $1 }
    (process.standardInput, process.standardOutput, process.standardError) = (streams[0], streams[1], streams[2])
    try process.run()
    return process
  }
}

/// The environment variables of coverage and sanitizers, which the tests pass on to programs. They set the file for the
/// coverage data, which must not be in the folder of a test, and the reaction to a finding of a sanitizer.
private let instruments = ProcessInfo.processInfo.environment.filter {
  ["LLVM_PROFILE_FILE", "ASAN_OPTIONS", "TSAN_OPTIONS"].contains($0.key)
}
