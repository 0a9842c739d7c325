import Linting
import SystemPackage

/// The folder that paths are relative to in formats whose readers look for files in a repository.
///
/// Paths are resolved as text: links are not followed.
package struct PathBase: Hashable, Sendable {
  private let root: FilePath
  private let workingFolder: FilePath

  /// Makes a base from absolute paths.
  ///
  /// - Parameters:
  ///   - workingFolder: The folder that relative paths start from.
  ///   - repository: The folder of the repository; ignored if the working folder is not in it.
  package init(workingFolder: String, repository: String? = nil) {
    self.workingFolder = Self.absolute(workingFolder, below: "/")
    let repository = repository.map { Self.absolute($0, below: "/") } ?? self.workingFolder
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
  var rootURI: String { "file:///" + root.components.map { percentEncoded($0.string) + "/" }.joined() }

  private func location(of path: String) -> (path: String, isRelative: Bool) {
    var path = Self.absolute(path, below: workingFolder)
    let isRelative = path != root && path.removePrefix(root)
    return (path.string, isRelative)
  }

  /// Returns `path`, from `folder` on if it is relative, with `.` and `..` resolved.
  private static func absolute(_ path: String, below folder: FilePath) -> FilePath {
    folder.pushing(FilePath(path)).lexicallyNormalized()
  }
}
