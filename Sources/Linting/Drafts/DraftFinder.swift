import DraftText
import Platform
import SystemPackage

/// Finds the drafts that the paths of a command line mean, none of them twice.
package struct DraftFinder {
  /// One draft to check, or a path that led to none.
  package struct Candidate: Sendable, Hashable {
    /// The path as it is shown: as it was given, or the folder's with what lies below it.
    package let path: FilePath
    /// Why there is nothing to check; nil for a draft.
    package let error: DraftError?
    /// Whether it is a document in a folder that nobody has named: it is told of, and nothing has failed.
    package let isPassedOver: Bool
    /// Whether the user has named it himself.
    package let isNamed: Bool
  }

  private var candidates: [Candidate] = []
  /// The real paths of what was found, so that nothing is checked twice.
  private var seen: Set<FilePath> = []

  /// The links that walks came by.
  private var links: [FilePath] = []

  private let exclusions: Exclusions
  private let program: OfficeProgram?

  /// Has found nothing yet.
  ///
  /// - Parameter program: What makes drafts of documents of other kinds.
  package init(passingOver exclusions: Exclusions = Exclusions(), by program: OfficeProgram? = .installed) {
    self.exclusions = exclusions
    self.program = program
  }

  /// The drafts under `paths` that were not found before, in the order of `paths`, those of a folder by the bytes of
  /// their paths.
  package mutating func drafts(under paths: [FilePath]) -> [Candidate] {
    defer { candidates = [] }
    for path in paths { take(path) }
    return candidates
  }

  /// The links that walks came by and that lead to nothing that was found: what is behind them is not checked.
  package var passedOver: [FilePath] { links.filter { $0.resolvingSymlinks().map { !seen.contains($0) } ?? true } }

  private mutating func take(_ path: FilePath) {
    do throws(Errno) {
      if try path.stat().type == .directory { try takeFolder(path) } else { add(path, isNamed: true) }
    } catch {
      add(path, DraftError(error), isNamed: true)
    }
  }

  private mutating func takeFolder(_ folder: FilePath) throws(Errno) {
    let listing = try FolderListing(of: folder, passingOver: exclusions) { $0.isDocument }
    for path in listing.files { add(path, obstacle(to: path), isPassedOver: true) }
    for (path, errno) in listing.unreadable { add(path, DraftError(errno)) }
    links += listing.links
    if !listing.files.contains(where: { obstacle(to: $0) == nil }) && listing.unreadable.isEmpty {
      add(folder, listing.hasExcluded ? .folderOfIgnored : .folderWithoutDrafts)
    }
  }

  /// Why a document of a folder is not read; nil for a draft.
  private func obstacle(to path: FilePath) -> DraftError? {
    let ending = path.lowercasedEnding ?? ""
    if path.isCalledCopy { return .ownCopy }
    if DraftFormat.unreadableEndings.contains(ending) { return .notADraft(ending: ending) }
    guard DraftFormat.convertibleEndings.contains(ending), program == nil else { return nil }
    return .needsOfficeProgram(ending: ending)
  }

  private mutating func add(
    _ path: FilePath, _ error: DraftError? = nil, isPassedOver: Bool = false, isNamed: Bool = false
  ) {
    // A path that leads nowhere stays itself: reading it will say what is wrong.
    guard seen.insert(path.resolvingSymlinks() ?? path).inserted else { return }
    candidates.append(
      Candidate(path: path, error: error, isPassedOver: isPassedOver && error != nil, isNamed: isNamed))
  }
}

/// What a walk through folders passes over, beside what is hidden. What is named itself is never passed over.
package struct Exclusions {
  /// Whether that is passed over which git ignores.
  package var followsGitignore = true
  /// The user's own patterns for all repositories, which git calls `core.excludesFile`.
  package var globalGitignore: FilePath?
  /// Whether an entry is passed over for another reason, a folder with all that is in it.
  ///
  /// It is asked with the path as it is shown, and whether it is that of a folder.
  package var excludes: (_ path: FilePath, _ isFolder: Bool) -> Bool = { _, _ in false }

  /// Passes over what git ignores.
  package init() {}
}

/// The files in a folder and the folders below it.
///
/// Hidden entries and the lock files of office programs (`~$draft.docx`) are passed over, and so is what ``Exclusions``
/// names, and pipes, sockets and devices, which need not have an end. No link is followed: nobody but the user chooses what is
/// read.
package struct FolderListing {
  /// The files, sorted by the bytes of their paths.
  package private(set) var files: [FilePath] = []
  /// The folders below the one that was asked for that could not be listed, sorted likewise.
  package private(set) var unreadable: [(path: FilePath, error: Errno)] = []

  /// The links among what was wanted, sorted likewise.
  package private(set) var links: [FilePath] = []
  /// Whether there is more than was to be listed.
  package private(set) var isCutShort = false

  /// Whether exclusions hid a folder or a file that would have been accepted.
  package private(set) var hasExcluded = false

  private let isWanted: (FilePath) -> Bool
  private let exclusions: Exclusions
  /// How many files and folders may still be taken.
  private var room: Int
  private var pending: [Folder] = []

  /// A folder that is to be listed.
  private struct Folder {
    let path: FilePath
    /// What git ignores in it.
    let scope: GitignoreScope?
  }

  /// Lists the files under `folder` that `isWanted` accepts, at most `most` of them and of folders.
  package init(
    of folder: FilePath, passingOver exclusions: Exclusions = Exclusions(), atMost most: Int = .max,
    where isWanted: @escaping (FilePath) -> Bool
  ) throws(Errno) {
    self.isWanted = isWanted
    self.exclusions = exclusions
    room = most
    let scope =
      exclusions.followsGitignore ? GitignoreScope(around: folder, globalFile: exclusions.globalGitignore) : nil
    // Paths start at `.` anyway: `./a.txt` is shown as `a.txt`.
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

  /// A repository within another has nothing to do with the patterns around it.
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
      guard room > 0 else {
        isCutShort = true
        return
      }
      room -= 1
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

/// The names of what lies in `folder`, in no particular order.
func names(in folder: FilePath) throws(Errno) -> [FilePath.Component] {
  guard let stream = folder.withPlatformString({ opendir($0) }) else { throw Errno(rawValue: errno) }
  defer { closedir(stream) }
  var names: [FilePath.Component] = []
  while true {
    errno = 0
    guard let entry = readdir(stream) else { break }
    // A name is ended by a zero inside the entry, which stays as it is until the next call.
    let name = withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CInterop.PlatformChar.self, capacity: Int(NAME_MAX) + 1) {
        FilePath.Component(platformString: $0)
      }
    }
    // `.` and `..` are hidden too, and passed over with the rest.
    if let name { names.append(name) }
  }
  guard errno == 0 else { throw Errno(rawValue: errno) }
  return names
}

extension FilePath {
  /// Whether it is called as drafts are, or as other documents.
  fileprivate var isDocument: Bool {
    let ending = lowercasedEnding ?? ""
    return DraftFormat.allEndings.contains(ending) || DraftFormat.convertibleEndings.contains(ending)
      || DraftFormat.unreadableEndings.contains(ending)
  }

  /// Whether this path stands before `other` in the order of their bytes.
  fileprivate func precedes(_ other: FilePath) -> Bool {
    withPlatformString { left in other.withPlatformString { right in strcmp(left, right) < 0 } }
  }

  /// The path without any link on its way; nil where it leads to nothing.
  package func resolvingSymlinks() -> FilePath? {
    guard let resolved = withPlatformString({ realpath($0, nil) }) else { return nil }
    defer { free(resolved) }
    return FilePath(platformString: resolved)
  }
}
