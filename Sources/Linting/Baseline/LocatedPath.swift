import SystemPackage

extension FilePath {
  /// Where the file of this name lies: an absolute path whose folders are no links.
  func located(from workingFolder: FilePath) -> FilePath {
    let path = workingFolder.pushing(self)
    guard let name = path.lastComponent, name.kind == .regular else { return path.lexicallyNormalized() }
    let folder = path.removingLastComponent()
    return (folder.resolvingSymlinks() ?? folder.lexicallyNormalized()).appending(name)
  }
}
