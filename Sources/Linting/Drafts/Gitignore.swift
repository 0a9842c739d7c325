import DraftText
import SystemPackage

/// One line of a `.gitignore`.
struct GitignorePattern {
  /// Whether the pattern is negated (`!a`): entries that match are not ignored.
  let isNegated: Bool
  private let isForFolders: Bool
  /// Whether it matches names at any depth. Otherwise, it matches paths relative to the folder of the `.gitignore`.
  private let isForNames: Bool
  /// The text before the first wildcard. git compares it apart, so that in `a**/b` the asterisks begin a pattern.
  private let prefix: ArraySlice<UInt8>
  /// The rest of the pattern; nil where it is malformed and matches nothing.
  private let rest: Wildcard?
  /// Whether anything can match: the pattern is neither malformed nor blank.
  let canMatch: Bool

  /// Reads a line without its end; nil for a blank line and a comment.
  init?(line: ArraySlice<UInt8>) {
    guard let first = line.first, first != UInt8(ascii: "#") else { return nil }
    // git reads a line as a C string, which ends at a null.
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
    canMatch = rest != nil && !bytes.isEmpty
  }

  /// Reads a file of patterns: `.gitignore`, `.git/info/exclude`.
  static func patterns(file bytes: [UInt8]) -> [GitignorePattern] {
    bytes.withoutByteOrderMark.split(separator: 0x0A).compactMap { line in
      GitignorePattern(line: line.last == 0x0D ? line.dropLast() : line)
    }
  }

  /// Returns the line without the spaces at its end; a space after a backslash stays.
  private static func withoutTrailingSpaces(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var end = line.startIndex
    var isEscaped = false
    for (index, byte) in zip(line.indices, line) {
      if isEscaped || byte != UInt8(ascii: " ") { end = index + 1 }
      isEscaped = !isEscaped && byte == .backslash
    }
    return line[..<end]
  }

  /// Whether an entry matches.
  ///
  /// - Parameters:
  ///   - path: The path of the entry, relative to the folder of the `.gitignore`.
  ///   - name: The last part of the path.
  func matches(path: ArraySlice<UInt8>, name: ArraySlice<UInt8>, isFolder: Bool) -> Bool {
    if isForFolders && !isFolder { return false }
    return fits(isForNames ? name : path)
  }

  /// Whether an entry, or a folder that contains it, matches.
  ///
  /// The time is at most the length of the pattern times the length of the path, however deep the path is.
  ///
  /// - Parameter path: The path of the entry, relative to the folder of the `.gitignore`.
  func matchesAny(of path: ArraySlice<UInt8>, isFolder: Bool) -> Bool {
    let lastName = path.lastIndex(of: .slash).map { path.index(after: $0) } ?? path.startIndex
    // Without the file name, the path consists of folders only.
    let folders = isForFolders && !isFolder ? path[..<max(path.startIndex, lastName - 1)] : path
    guard !folders.isEmpty else { return false }
    return isForNames ? folders.split(separator: .slash).contains { fits($0) } : fits(folders, orFolder: true)
  }

  private func fits(_ text: ArraySlice<UInt8>, orFolder: Bool = false) -> Bool {
    text.starts(with: prefix) && rest?.matches(text.dropFirst(prefix.count), orFolder: orFolder) == true
  }
}

/// A path pattern of a configuration, in the syntax of `gitignore(5)`.
///
/// With a `/` before its end, a pattern matches paths from its folder on, otherwise names at any depth. With a `/` at
/// its end, it matches folders only. A folder matches with all its content. `?` is one byte, as in git.
package struct Glob: Sendable {
  private let pattern: GitignorePattern

  /// Reads a pattern; nil for a pattern that can match nothing: a blank one, a comment, a negated one (`!a`), or a
  /// malformed one (`[a`).
  package init?(_ text: String) {
    guard let pattern = GitignorePattern(line: Array(text.utf8)[...]), !pattern.isNegated, pattern.canMatch else {
      return nil
    }
    self.pattern = pattern
  }

  /// Whether `path`, or a folder that contains it, matches.
  ///
  /// - Parameter path: The path relative to the folder of the pattern, with `/` between its parts.
  package func matches(_ path: String, isFolder: Bool = false) -> Bool {
    pattern.matchesAny(of: Array(path.utf8)[...], isFolder: isFolder)
  }
}

// MARK: - Repositories

extension FilePath {
  /// The name of the entry that marks the top of a git repository.
  static let gitMarker: FilePath.Component = ".git"

  /// Whether this folder contains `.git`.
  package var isTopOfRepository: Bool { (try? appending(Self.gitMarker).stat()) != nil }

  /// The path of `info/exclude` of the repository with this top; for a linked worktree, the path in the main
  /// repository.
  fileprivate var gitExcludeFile: FilePath { gitFolder.appending("info").appending("exclude") }

  private var gitFolder: FilePath {
    let (marker, start) = (appending(Self.gitMarker), "gitdir: ")
    guard let line = marker.firstLine, line.hasPrefix(start) else { return marker }
    let folder = pushing(FilePath(String(line.dropFirst(start.count))))
    return folder.appending("commondir").firstLine.map { folder.pushing(FilePath($0)) } ?? folder
  }

  /// The first line of this file; nil unless it is a regular file.
  private var firstLine: String? {
    guard (try? stat())?.type == .regular, let bytes = try? FileContents.read(self, atMost: 1 << 20) else { return nil }
    return String(decoding: bytes.prefix { $0 != 0x0A }, as: UTF8.self)
  }
}

/// The patterns of git for the entries of one folder of a repository.
struct GitignoreScope {
  /// The name of the pattern file of a folder.
  private static let fileName: FilePath.Component = ".gitignore"
  /// The largest pattern file that is read, in bytes: each entry of a folder is compared with all patterns. The
  /// collections of patterns that people copy have 20 KB.
  private static let mostBytes = 256 << 10

  /// The patterns of one file.
  private struct List {
    let patterns: [GitignorePattern]
    /// The length in bytes of the path of the folder that they are relative to.
    let start: Int
  }

  /// The pattern files; later files go before earlier ones.
  private var lists: [List] = []
  /// The path of the folder from the top of the repository, with a slash after each part.
  private var folder: [UInt8] = []

  /// Makes the scope at the top of a repository.
  ///
  /// - Parameter globalFile: The user's own patterns for all repositories.
  private init(top: FilePath, globalFile: FilePath?) {
    for file in [globalFile, top.gitExcludeFile].compactMap(\.self) { add(file, followsLinks: true) }
    add(top.appending(Self.fileName), followsLinks: false)
  }

  /// Makes the scope of `folder`; nil unless the folder is the top of a repository.
  init?(ofTop folder: FilePath, entries: [FilePath.Component], globalFile: FilePath?) {
    guard entries.contains(FilePath.gitMarker) else { return nil }
    self.init(top: folder, globalFile: globalFile)
  }

  /// Makes the scope of `folder` with the patterns of the folders above it; nil outside repositories.
  init?(around folder: FilePath, globalFile: FilePath?) {
    guard var below = folder.resolvingSymlinks(), let top = below.nearestFolder(where: \.isTopOfRepository) else {
      return nil
    }
    self.init(top: top, globalFile: globalFile)
    guard below.removePrefix(top) else { return }
    var path = top
    for name in below.components {
      path.append(name)
      self = entering(name, at: path)
    }
  }

  /// Returns the scope of a subfolder.
  ///
  /// - Parameter path: The path of the subfolder.
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

  /// Adds the patterns of `file` if it exists. git does not follow links to pattern files inside a repository.
  private mutating func add(_ file: FilePath, followsLinks: Bool) {
    guard (try? file.stat(followTargetSymlink: followsLinks))?.type == .regular,
      let bytes = try? FileContents.read(file, atMost: Self.mostBytes)
    else { return }
    let patterns = GitignorePattern.patterns(file: bytes)
    if !patterns.isEmpty { lists.append(List(patterns: patterns, start: folder.count)) }
  }
}
