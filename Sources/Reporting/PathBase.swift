import Linting

/// The folder that paths are relative to in formats whose readers look for files in a repository.
///
/// Paths are resolved as text: links are not followed.
package struct PathBase: Hashable, Sendable {
  private let root: [Substring]
  private let workingFolder: [Substring]

  /// Makes a base from absolute paths.
  ///
  /// - Parameters:
  ///   - workingFolder: The folder that relative paths start from.
  ///   - repository: The folder of the repository; ignored if the working folder is not in it.
  package init(workingFolder: String, repository: String? = nil) {
    self.workingFolder = components(workingFolder, below: [])
    let repository = repository.map { components($0, below: []) } ?? self.workingFolder
    root = self.workingFolder.starts(with: repository) ? repository : self.workingFolder
  }

  /// Returns `path` relative to the root, or as an absolute path if it is outside the root.
  func relative(_ path: String) -> String { location(of: path).path }

  /// Returns `path` as a URI, relative to ``rootURI`` or, if it is outside the root, absolute.
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

/// Returns the components of `path`, from `folder` on, with `.` and `..` resolved.
private func components(_ path: String, below folder: [Substring]) -> [Substring] {
  path.split(separator: "/").reduce(into: folder) { components, component in
    switch component {
    case ".": break
    case "..": _ = components.popLast()
    default: components.append(component)
    }
  }
}
