import Linting

/// The folder that paths are relative to in formats whose readers know files by their place in a repository.
///
/// Paths are taken by what they say: links are not followed.
package struct PathBase: Hashable, Sendable {
  private let root: [Substring]
  private let workingFolder: [Substring]

  /// Takes absolute paths.
  ///
  /// - Parameters:
  ///   - workingFolder: What relative paths start from.
  ///   - repository: The folder of the repository; it counts only where the working folder lies in it.
  package init(workingFolder: String, repository: String? = nil) {
    self.workingFolder = components(workingFolder, below: [])
    let repository = repository.map { components($0, below: []) } ?? self.workingFolder
    root = self.workingFolder.starts(with: repository) ? repository : self.workingFolder
  }

  /// `path` from the root on; an absolute path where it leads out of it.
  func relative(_ path: String) -> String { location(of: path).path }

  /// Where `path` leads to, as a URI, relative to ``rootURI`` unless it leads out of it.
  func uri(_ path: String) -> (text: String, isRelative: Bool) {
    let (path, isRelative) = location(of: path)
    return (isRelative ? percentEncoded(path) : "file://" + percentEncoded(path), isRelative)
  }

  /// The root as a URI, with a slash at its end.
  var rootURI: String { "file:///" + root.map { percentEncoded($0) + "/" }.joined() }

  private func location(of path: String) -> (path: String, isRelative: Bool) {
    let all = components(path, below: path.hasPrefix("/") ? [] : workingFolder)
    guard all.starts(with: root), all.count > root.count else { return ("/" + all.joined(separator: "/"), false) }
    return (all[root.count...].joined(separator: "/"), true)
  }
}

/// The folders on the way to `path`, and its name, with `.` and `..` resolved.
private func components(_ path: String, below folder: [Substring]) -> [Substring] {
  path.split(separator: "/").reduce(into: folder) { components, component in
    switch component {
    case ".": break
    case "..": _ = components.popLast()
    default: components.append(component)
    }
  }
}
