import Foundation
import SystemPackage
import Testing

@testable import Linting

/// A git repository for one test.
struct TestRepository {
  let folder: URL

  init() throws {
    let temporary = FileManager.default.temporaryDirectory
    folder = temporary.appendingPathComponent("zhangfa-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try git("init", "--quiet")
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  /// Writes a file, and makes the folders of its path.
  func write(_ text: String, to path: String) throws {
    let url = URL(fileURLWithPath: folder.path + "/" + path)
    if !FileManager.default.createFile(atPath: url.path, contents: Data(text.utf8)) {
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
  }

  func makeFolder(_ path: String) throws {
    try FileManager.default.createDirectory(atPath: "\(folder.path)/\(path)", withIntermediateDirectories: true)
  }

  func link(_ path: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: "\(folder.path)/\(path)", withDestinationPath: target)
  }

  /// Runs git in the repository, without the user's own settings, and returns its output.
  @discardableResult func git(_ arguments: String..., input: [String] = []) throws -> [String] {
    try run(["git"] + arguments, input: input)
  }

  /// Runs a program in the repository, which reads and prints paths that end with zero bytes.
  private func run(_ command: [String], input: [String] = []) throws -> [String] {
    let files = ["in", "out"].map { URL(fileURLWithPath: "\(folder.path).\($0)") }
    defer { for file in files { try? FileManager.default.removeItem(at: file) } }
    try Data(input.joined(separator: "\0").utf8).write(to: files[0])
    try Data().write(to: files[1])
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    process.currentDirectoryURL = folder
    process.environment = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin", "HOME": folder.path,
      "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1",
    ]
    process.standardInput = try FileHandle(forReadingFrom: files[0])
    process.standardOutput = try FileHandle(forWritingTo: files[1])
    try process.run()
    process.waitUntilExit()
    return try Data(contentsOf: files[1]).split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The files that a walk finds below `start`, by their paths relative to the repository.
  func walked(in start: String, globalGitignore: String? = nil) throws -> [String] {
    var exclusions = Exclusions()
    exclusions.globalGitignore = globalGitignore.map { FilePath("\(folder.path)/\($0)") }
    let top = FilePath(folder.path)
    let listing = try FolderListing(of: start == "." ? top : top.pushing(FilePath(start)), skipping: exclusions) {
      _ in
      true
    }
    return listing.files.map { String($0.string.dropFirst(folder.path.count + 1)) }
  }

  /// The files below `start` on which a walk and git disagree, with git's answer.
  func disagreements(in start: String = ".", globalGitignore: String? = nil) throws -> [String] {
    let all = try run(["find", start, "-type", "f", "-not", "-path", "*/.*", "-print0"]).map { path in
      path.hasPrefix("./") ? String(path.dropFirst(2)) : path
    }
    let ignored = Set(try git("check-ignore", "--no-index", "-z", "--stdin", input: all))
    try #require(!ignored.isEmpty && ignored.count < all.count)
    let walked = Set(try walked(in: start, globalGitignore: globalGitignore))
    return all.filter { walked.contains($0) == ignored.contains($0) }.map { path in
      "\(path): git \(ignored.contains(path) ? "ignores" : "keeps") it"
    }
  }
}
