import DraftText
import SystemPackage

/// One line of a `.gitignore`.
struct GitignorePattern {
  /// Whether what fits is not ignored after all.
  let isNegated: Bool
  private let isForFolders: Bool
  /// Whether it fits names at any depth; where not, paths from the folder of the `.gitignore` on.
  private let isForNames: Bool
  /// What stands before the first wildcard. git compares it apart, so that in `a**/b` the asterisks begin a pattern.
  private let prefix: ArraySlice<UInt8>
  /// What follows; nil where it is malformed, which fits nothing.
  private let rest: Wildcard?

  /// Reads a line without its end; nil for a blank one and a comment.
  init?(line: ArraySlice<UInt8>) {
    guard let first = line.first, first != UInt8(ascii: "#") else { return nil }
    // git takes a line for a C string.
    var bytes = Self.withoutTrailingSpaces(line.prefix { $0 != 0 })
    isNegated = bytes.first == .exclamationMark
    if isNegated { bytes.removeFirst() }
    isForFolders = bytes.last == .slash
    if isForFolders { bytes.removeLast() }
    isForNames = !bytes.contains(.slash)
    if bytes.first == .slash { bytes.removeFirst() }
    let wildcards: Set<UInt8> = [.asterisk, .questionMark, .openingBracket, .backslash]
    prefix = bytes.prefix { !wildcards.contains($0) }
    rest = Wildcard(bytes[prefix.endIndex...])
  }

  /// Reads a file of patterns: `.gitignore`, `.git/info/exclude`.
  static func patterns(file bytes: [UInt8]) -> [GitignorePattern] {
    bytes.withoutByteOrderMark.split(separator: 0x0A).compactMap { line in
      GitignorePattern(line: line.last == 0x0D ? line.dropLast() : line)
    }
  }

  /// The line without the spaces at its end; a space after a backslash stays.
  private static func withoutTrailingSpaces(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var end = line.startIndex
    var isEscaped = false
    for (index, byte) in zip(line.indices, line) {
      if isEscaped || byte != UInt8(ascii: " ") { end = index + 1 }
      isEscaped = !isEscaped && byte == .backslash
    }
    return line[..<end]
  }

  /// Whether an entry fits.
  ///
  /// - Parameters:
  ///   - path: Its path from the folder of the `.gitignore` on.
  ///   - name: The last part of the path.
  func matches(path: ArraySlice<UInt8>, name: ArraySlice<UInt8>, isFolder: Bool) -> Bool {
    if isForFolders && !isFolder { return false }
    return fits(isForNames ? name : path)
  }

  /// Whether an entry fits, or a folder that it lies in.
  ///
  /// It takes no longer than the length of the pattern times that of the path, however deep that is.
  ///
  /// - Parameter path: Its path from the folder of the `.gitignore` on.
  func matchesAny(of path: ArraySlice<UInt8>, isFolder: Bool) -> Bool {
    let lastName = path.lastIndex(of: .slash).map { path.index(after: $0) } ?? path.startIndex
    // Folders are all that is left without the name of a file.
    let folders = isForFolders && !isFolder ? path[..<max(path.startIndex, lastName - 1)] : path
    guard !folders.isEmpty else { return false }
    return isForNames ? folders.split(separator: .slash).contains { fits($0) } : fits(folders, orFolder: true)
  }

  private func fits(_ text: ArraySlice<UInt8>, orFolder: Bool = false) -> Bool {
    text.starts(with: prefix) && rest?.matches(text.dropFirst(prefix.count), orFolder: orFolder) == true
  }
}

/// A pattern for paths as `gitignore(5)` has them, in a configuration.
///
/// One with a `/` before its end belongs to the folder that the paths start from; one without fits names at any depth. With a
/// `/` at its end it fits folders alone. What fits a folder fits all that is in it. `?` is one byte, as it is for git.
package struct Glob: Sendable {
  private let pattern: GitignorePattern

  /// Reads a pattern; nil for one that can fit nothing: a blank one, a comment, or one that takes something back (`!a`).
  package init?(_ text: String) {
    guard let pattern = GitignorePattern(line: Array(text.utf8)[...]), !pattern.isNegated else { return nil }
    self.pattern = pattern
  }

  /// Whether `path` or a folder that it lies in fits.
  ///
  /// - Parameter path: A path with `/` between its parts, from the folder of the pattern on.
  package func matches(_ path: String, isFolder: Bool = false) -> Bool {
    pattern.matchesAny(of: Array(path.utf8)[...], isFolder: isFolder)
  }
}

// MARK: - Repositories

/// The place of a git repository: a folder in which there is `.git`.
struct GitRepository {
  /// What tells a repository.
  static let marker: FilePath.Component = ".git"

  /// The folder that holds `.git`.
  let top: FilePath

  /// The repository that `folder` lies in; nil outside of any.
  ///
  /// - Parameter folder: A path without links.
  init?(around folder: FilePath) {
    guard let top = folder.nearestFolder(where: \.isTopOfRepository) else { return nil }
    self.top = top
  }

  /// The repository whose top is this folder.
  init(top: FilePath) { self.top = top }

  /// `info/exclude`, which in a linked worktree lies in the main repository.
  var excludeFile: FilePath { commonFolder.appending("info").appending("exclude") }

  private var commonFolder: FilePath {
    let (marker, start) = (top.appending(Self.marker), "gitdir: ")
    guard let line = Self.line(of: marker), line.hasPrefix(start) else { return marker }
    let folder = top.pushing(FilePath(String(line.dropFirst(start.count))))
    return Self.line(of: folder.appending("commondir")).map { folder.pushing(FilePath($0)) } ?? folder
  }

  /// The first line of a regular file.
  private static func line(of file: FilePath) -> String? {
    guard (try? file.stat())?.type == .regular, let bytes = try? FileContents.read(file, atMost: 1 << 20) else {
      return nil
    }
    return String(decoding: bytes.prefix { $0 != 0x0A }, as: UTF8.self)
  }
}

extension FilePath {
  /// Whether there is a `.git` in this folder.
  package var isTopOfRepository: Bool { (try? appending(GitRepository.marker).stat()) != nil }
}

/// The patterns of git that hold in one folder of a repository.
struct GitignoreScope {
  /// What the file of patterns in a folder is called.
  private static let fileName: FilePath.Component = ".gitignore"
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
      self = entering(name, at: path)
    }
  }

  /// The scope of a folder in this one.
  ///
  /// - Parameter path: The path of that folder.
  func entering(_ name: FilePath.Component, at path: FilePath) -> Self {
    var scope = self
    scope.folder += FilePath(root: nil, [name]).nativeBytes + [.slash]
    scope.add(path.appending(Self.fileName), followsLinks: false)
    return scope
  }

  /// Whether git ignores the entry called `name` in the folder of this scope.
  func ignores(_ name: FilePath.Component, isFolder: Bool) -> Bool {
    let path = folder + FilePath(root: nil, [name]).nativeBytes
    for list in lists.reversed() {
      for pattern in list.patterns.reversed()
      where pattern.matches(path: path[list.start...], name: path[folder.count...], isFolder: isFolder) {
        return !pattern.isNegated
      }
    }
    return false
  }

  /// Adds the patterns of `file` if there is such a file; git does not follow links among the files of a repository.
  private mutating func add(_ file: FilePath, followsLinks: Bool) {
    guard (try? file.stat(followTargetSymlink: followsLinks))?.type == .regular,
      let bytes = try? FileContents.read(file, atMost: Self.mostBytes)
    else { return }
    let patterns = GitignorePattern.patterns(file: bytes)
    if !patterns.isEmpty { lists.append(List(patterns: patterns, start: folder.count)) }
  }
}
