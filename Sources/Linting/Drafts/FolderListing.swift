import Platform
import SystemPackage

/// The entries that a walk through folders skips, beside hidden entries. Paths that the user names are never skipped.
package struct Exclusions {
  /// Whether to skip entries that git ignores.
  package var followsGitignore = true
  /// The user's own patterns for all repositories, which git calls `core.excludesFile`.
  package var globalGitignore: FilePath?
  /// Whether to skip an entry for another reason; a folder is skipped with all its content.
  ///
  /// The arguments are the path as it is shown, and whether the entry is a folder.
  package var excludes: (_ path: FilePath, _ isFolder: Bool) -> Bool = { _, _ in false }

  /// Makes exclusions that skip what git ignores.
  package init() {}
}

/// The files in a folder and the folders below it.
///
/// Hidden entries, lock files of office programs (`~$draft.docx`) and entries of ``Exclusions`` are skipped, and so are
/// pipes, sockets and devices, which can be endless. No symbolic link is followed: only the user chooses what is read.
package struct FolderListing {
  /// The files, sorted by the bytes of their paths.
  package private(set) var files: [FilePath] = []
  /// The subfolders that could not be listed, sorted likewise.
  package private(set) var unreadable: [(path: FilePath, error: Errno)] = []

  /// The symbolic links that `isWanted` accepts, sorted likewise.
  package private(set) var links: [FilePath] = []
  /// Whether the limit was reached before all entries were listed.
  package private(set) var isCutShort = false

  /// Whether exclusions hid a folder or a file that would have been accepted.
  package private(set) var hasExcluded = false

  private let isWanted: (FilePath) -> Bool
  private let exclusions: Exclusions
  /// The number of files and folders that can still be taken.
  private var remaining: Int
  private var pending: [Folder] = []

  /// A folder to be listed.
  private struct Folder {
    let path: FilePath
    /// The patterns of git for its entries; nil outside a repository.
    let scope: GitignoreScope?
  }

  /// Lists the files under `folder` that `isWanted` accepts. Takes at most `most` files and folders.
  package init(
    of folder: FilePath, skipping exclusions: Exclusions = Exclusions(), atMost most: Int = .max,
    where isWanted: @escaping (FilePath) -> Bool
  ) throws(Errno) {
    self.isWanted = isWanted
    self.exclusions = exclusions
    remaining = most
    let scope =
      exclusions.followsGitignore ? GitignoreScope(around: folder, globalFile: exclusions.globalGitignore) : nil
    // Paths start from `.` anyway: `./a.txt` is shown as `a.txt`.
    let shown = folder.string == "." ? FilePath() : folder
    take(try names(in: folder), of: Folder(path: shown, scope: scope))
    while !isCutShort, let next = pending.popLast() {
      do throws(Errno) {
        let names = try names(in: next.path)
        take(names, of: Folder(path: next.path, scope: innerScope(of: next, names)))
      } catch {
        unreadable.append((next.path, error))
      }
    }
    files.sort { $0.precedes($1) }
    links.sort { $0.precedes($1) }
    unreadable.sort { $0.path.precedes($1.path) }
  }

  /// Returns the patterns for a subfolder. A repository inside another one does not use the patterns around it.
  private func innerScope(of folder: Folder, _ names: [FilePath.Component]) -> GitignoreScope? {
    guard exclusions.followsGitignore else { return nil }
    return GitignoreScope(ofTop: folder.path, entries: names, globalFile: exclusions.globalGitignore) ?? folder.scope
  }

  private mutating func take(_ names: [FilePath.Component], of folder: Folder) {
    for name in names where !isHidden(name) {
      let path = folder.path.appending(name)
      let type = (try? path.stat(followTargetSymlink: false))?.type
      let isFolder = type == .directory
      guard isFolder || isWanted(path) && [.regular, .symbolicLink].contains(type) else { continue }
      guard remaining > 0 else {
        isCutShort = true
        return
      }
      remaining -= 1
      if folder.scope?.ignores(name, isFolder: isFolder) == true || exclusions.excludes(path, isFolder) {
        hasExcluded = true
      } else if isFolder {
        pending.append(Folder(path: path, scope: folder.scope?.entering(name, at: path)))
      } else if type == .regular {
        files.append(path)
      } else {
        links.append(path)
      }
    }
  }

  private func isHidden(_ name: FilePath.Component) -> Bool {
    name.string.hasPrefix(".") || name.string.hasPrefix("~$")
  }
}

/// Returns the names of the entries of `folder`, in no particular order.
func names(in folder: FilePath) throws(Errno) -> [FilePath.Component] {
  guard let stream = folder.withPlatformString({ opendir($0) }) else { throw Errno(rawValue: errno) }
  defer { closedir(stream) }
  var names: [FilePath.Component] = []
  while true {
    errno = 0
    guard let entry = readdir(stream) else { break }
    // A null ends the name inside the entry, which is valid until the next call.
    let name = withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CInterop.PlatformChar.self, capacity: Int(NAME_MAX) + 1) {
        FilePath.Component(platformString: $0)
      }
    }
    // `.` and `..` are hidden names, too, and are skipped with them.
    if let name { names.append(name) }
  }
  guard errno == 0 else { throw Errno(rawValue: errno) }
  return names
}

extension FilePath {
  /// Whether this path sorts before `other` by its bytes.
  fileprivate func precedes(_ other: FilePath) -> Bool {
    withPlatformString { left in other.withPlatformString { right in strcmp(left, right) < 0 } }
  }
}
