import Foundation
import SystemPackage
import TestSupport
import Testing

@testable import Linting

/// A git repository for one test.
struct TestRepository {
  let place: Workplace
  var folder: URL { place.folder }

  init() throws {
    place = try Workplace()
    try git("init", "--quiet")
  }

  /// Runs git in the repository. Reads and returns paths that end with zero bytes.
  @discardableResult func git(_ arguments: String..., input: [String] = []) throws -> [String] {
    let run = try place.git(arguments, input: input.joined(separator: "\0"), environment: ["HOME": folder.path])
    return run.output.split(separator: "\0").map(String.init)
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
    let find = try place.run(
      URL(filePath: "/usr/bin/env"), ["find", start, "-type", "f", "-not", "-path", "*/.*", "-print0"])
    let all = find.output.split(separator: "\0").map { path in
      String(path.hasPrefix("./") ? path.dropFirst(2) : path)
    }
    let ignored = Set(try git("check-ignore", "--no-index", "-z", "--stdin", input: all))
    try #require(!ignored.isEmpty && ignored.count < all.count)
    let walked = Set(try walked(in: start, globalGitignore: globalGitignore))
    return all.filter { walked.contains($0) == ignored.contains($0) }.map { path in
      "\(path): git \(ignored.contains(path) ? "ignores" : "keeps") it"
    }
  }
}
