import SystemPackage

/// The patterns of git that hold in one folder of a repository.
struct GitignoreScope {
  /// What the file of patterns in a folder is called.
  static let fileName: FilePath.Component = ".gitignore"
  /// A larger file of patterns is passed over: each entry of a folder is held against all of them. The collections of
  /// patterns that people copy have 20 KB.
  private static let mostBytes = 256 << 10

  /// The patterns of one file.
  private struct List {
    let patterns: [GitignorePattern]
    /// The bytes of the path of the folder that they start from.
    let start: Int
  }

  /// The files, those that go before the others at the end.
  private var lists: [List] = []
  /// The path of the folder from the top of the repository on, each part with a slash after it.
  private var folder: [UInt8] = []

  /// The scope at the top of `repository`.
  ///
  /// - Parameter globalFile: The user's own patterns for all repositories.
  private init(top repository: GitRepository, globalFile: FilePath?) {
    for file in [globalFile, repository.excludeFile].compactMap(\.self) { add(file, followsLinks: true) }
    add(repository.top.appending(Self.fileName), followsLinks: false)
  }

  /// The scope of `folder`, which is the top of a repository; nil where it is not.
  init?(ofTop folder: FilePath, entries: [FilePath.Component], globalFile: FilePath?) {
    guard entries.contains(GitRepository.marker) else { return nil }
    self.init(top: GitRepository(top: folder), globalFile: globalFile)
  }

  /// The scope of `folder` with all that the folders above it say; nil outside of any repository.
  init?(around folder: FilePath, globalFile: FilePath?) {
    guard var below = folder.resolvingSymlinks(), let repository = GitRepository(around: below) else { return nil }
    self.init(top: repository, globalFile: globalFile)
    guard below.removePrefix(repository.top) else { return }
    var path = repository.top
    for name in below.components {
      path.append(name)
      enter(name, at: path)
    }
  }

  /// The scope of a folder in this one.
  ///
  /// - Parameter path: The path of that folder.
  func entering(_ name: FilePath.Component, at path: FilePath) -> Self {
    var scope = self
    scope.enter(name, at: path)
    return scope
  }

  /// Whether git ignores the entry called `name` in the folder of this scope.
  func ignores(_ name: FilePath.Component, isFolder: Bool) -> Bool {
    let path = folder + name.bytes
    for list in lists.reversed() {
      for pattern in list.patterns.reversed()
      where pattern.matches(path: path[list.start...], name: path[folder.count...], isFolder: isFolder) {
        return !pattern.isNegated
      }
    }
    return false
  }

  private mutating func enter(_ name: FilePath.Component, at path: FilePath) {
    folder += name.bytes + [.slash]
    add(path.appending(Self.fileName), followsLinks: false)
  }

  /// Adds the patterns of `file` if there is such a file; git does not follow links among the files of a repository.
  private mutating func add(_ file: FilePath, followsLinks: Bool) {
    guard (try? file.stat(followTargetSymlink: followsLinks))?.type == .regular,
      let bytes = try? FileContents.read(file, atMost: Self.mostBytes)
    else { return }
    let patterns = [GitignorePattern](file: bytes)
    if !patterns.isEmpty { lists.append(List(patterns: patterns, start: folder.count)) }
  }
}

extension FilePath.Component {
  /// The name as the system has it.
  fileprivate var bytes: [UInt8] {
    withPlatformString { name in
      var bytes: [UInt8] = []
      while name[bytes.count] != 0 { bytes.append(UInt8(bitPattern: name[bytes.count])) }
      return bytes
    }
  }
}
