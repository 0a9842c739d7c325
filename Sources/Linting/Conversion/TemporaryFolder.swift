import Platform
import Synchronization
import SystemPackage

/// A folder that only the user can read. It is removed with its content when the value is destroyed.
struct TemporaryFolder: ~Copyable {
  let path: FilePath

  /// The folders that exist now.
  private static let all = Mutex<Set<FilePath>>([])

  /// Makes a folder in the system's folder for temporary files.
  init() throws(Errno) {
    let named = getenv("TMPDIR").map { FilePath(platformString: $0) }
    // The program gets the paths as texts, so a name that is not UTF-8 would become another one.
    let parent = named.flatMap { $0.isAbsolute && String(validating: $0) != nil ? $0 : nil } ?? "/tmp"
    var template = Array(parent.appending("zhangfa-XXXXXX").string.utf8CString)
    guard mkdtemp(&template) != nil else { throw Errno(rawValue: errno) }
    let path = FilePath(platformString: template)
    self.path = path
    Self.all.withLock { _ = $0.insert(path) }
  }

  deinit {
    Self.remove(path)
    let path = path
    Self.all.withLock { _ = $0.remove(path) }
  }

  /// Removes all temporary folders, for a run that is ended from outside.
  static func removeAll() {
    all.withLock { folders in
      for folder in folders { remove(folder) }
    }
  }

  /// Makes a subfolder.
  func makeFolder(_ name: String) throws(Errno) -> FilePath {
    let folder = path.appending(name)
    guard mkdir(folder.string, 0o700) == 0 else { throw Errno(rawValue: errno) }
    return folder
  }

  /// Writes a new file; the file must not exist yet.
  func write(_ bytes: [UInt8], to file: FilePath) throws(Errno) {
    try systemCall {
      let descriptor = try FileDescriptor.open(
        file, .writeOnly, options: [.create, .exclusiveCreate], permissions: .ownerReadWrite)
      try descriptor.closeAfter { _ = try descriptor.writeAll(bytes) }
    }
  }

  /// Removes a folder with its content. Targets of links in the folder stay.
  private static func remove(_ folder: FilePath) {
    for name in (try? names(in: folder)) ?? [] where name.kind == .regular {
      let path = folder.appending(name)
      let isFolder = (try? path.stat(followTargetSymlink: false))?.type == .directory
      if isFolder { remove(path) } else { unlink(path.string) }
    }
    rmdir(folder.string)
  }
}
