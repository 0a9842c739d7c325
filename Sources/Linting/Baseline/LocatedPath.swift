import SystemPackage

extension FilePath {
  /// Where the file of this name lies: an absolute path whose folders are no links.
  func located(from workingFolder: FilePath) -> FilePath {
    let path = workingFolder.pushing(self)
    guard let name = path.lastComponent, name.kind == .regular else { return path.lexicallyNormalized() }
    let folder = path.removingLastComponent()
    return (folder.resolvingSymlinks() ?? folder.lexicallyNormalized()).appending(name)
  }

  /// Whether the path lies in `folder` by its name, and a link takes it out: then whoever wrote the folder chose what is there.
  ///
  /// - Parameter folder: An absolute path without links.
  package func leadsOut(of folder: FilePath) -> Bool {
    guard folder.pushing(self).lexicallyNormalized().starts(with: folder) else { return false }
    return resolvingSymlinks().map { !$0.starts(with: folder) } ?? false
  }
}
