import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension FilePath {
  /// Where the file of this name lies: an absolute path whose folders are no links.
  func located(from workingFolder: FilePath) -> FilePath {
    let path = workingFolder.pushing(self)
    guard let name = path.lastComponent, name.kind == .regular else { return path.lexicallyNormalized() }
    let folder = path.removingLastComponent()
    return (folder.resolved ?? folder.lexicallyNormalized()).appending(name)
  }

  /// The path without links; nil where there is nothing.
  private var resolved: FilePath? {
    withPlatformString { path in
      guard let resolved = realpath(path, nil) else { return nil }
      defer { free(resolved) }
      return FilePath(platformString: resolved)
    }
  }
}
