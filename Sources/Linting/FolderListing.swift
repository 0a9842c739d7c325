import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The files in a folder and the folders below it.
///
/// Hidden entries and the lock files of office programs (`~$draft.docx`) are passed over, and so are pipes, sockets and
/// devices, which need not have an end. Links to folders are not followed, so that no loop can arise; links to files
/// are. A link to nothing counts as a file: whoever reads it will be told.
package struct FolderListing {
  /// The files, sorted by the bytes of their paths.
  package private(set) var files: [FilePath] = []
  /// The folders below the one that was asked for that could not be listed, sorted likewise.
  package private(set) var unreadable: [(path: FilePath, error: Errno)] = []

  private let isWanted: (FilePath) -> Bool
  private var pending: [FilePath] = []

  /// Lists the files under `folder` that `isWanted` accepts.
  package init(of folder: FilePath, where isWanted: @escaping (FilePath) -> Bool) throws(Errno) {
    self.isWanted = isWanted
    // Paths start at `.` anyway: `./a.txt` is shown as `a.txt`.
    take(try names(in: folder), of: folder.string == "." ? FilePath() : folder)
    while let next = pending.popLast() {
      do throws(Errno) {
        take(try names(in: next), of: next)
      } catch {
        unreadable.append((next, error))
      }
    }
    files.sort { $0.precedes($1) }
    unreadable.sort { $0.path.precedes($1.path) }
  }

  private mutating func take(_ names: [FilePath.Component], of folder: FilePath) {
    for name in names where !isPassedOver(name) {
      let path = folder.appending(name)
      let type = try? path.stat(followTargetSymlink: false).type
      if type == .directory {
        pending.append(path)
      } else if isWanted(path), isFile(path) {
        files.append(path)
      }
    }
  }

  private func isFile(_ path: FilePath) -> Bool {
    guard let type = try? path.stat().type else { return true }
    return type == .regular
  }

  private func isPassedOver(_ name: FilePath.Component) -> Bool {
    name.string.hasPrefix(".") || name.string.hasPrefix("~$")
  }
}

/// The names of what lies in `folder`, in no particular order.
private func names(in folder: FilePath) throws(Errno) -> [FilePath.Component] {
  guard let stream = folder.withPlatformString({ opendir($0) }) else { throw Errno(rawValue: errno) }
  defer { closedir(stream) }
  var names: [FilePath.Component] = []
  while true {
    errno = 0
    guard let entry = readdir(stream) else { break }
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
  /// Whether this path stands before `other` in the order of their bytes.
  fileprivate func precedes(_ other: FilePath) -> Bool {
    withPlatformString { left in other.withPlatformString { right in strcmp(left, right) < 0 } }
  }

  /// The path without any link on its way; nil where it leads to nothing.
  func resolvingSymlinks() -> FilePath? {
    guard let resolved = withPlatformString({ realpath($0, nil) }) else { return nil }
    defer { free(resolved) }
    return FilePath(platformString: resolved)
  }
}
