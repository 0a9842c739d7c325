import Platform
import SystemPackage

/// The place of a file: a name in an open folder that was reached without following a symbolic link.
///
/// Each folder on the way is opened relative to the one before, so that nobody can insert a link in the meantime. Only
/// a link in the root folder is followed: it belongs to the system (`/home` on some).
final class FilePlace: Sendable {
  /// The name of the file in ``folder``.
  let name: FilePath.Component
  /// The open folder, which can be used to look up names, but not to list them.
  let folder: FileDescriptor

  /// Opens the folder of `path`.
  ///
  /// - Throws: `Errno.tooManySymbolicLinkLevels` where a symbolic link is on the way, as opening such a file does;
  ///   `Errno.isDirectory` for a path that does not end with a name.
  init(_ path: FilePath) throws(Errno) {
    guard let name = path.lastComponent, name.kind == .regular else { throw .isDirectory }
    self.name = name
    folder = try Self.openFolder(path.removingLastComponent())
  }

  deinit { try? folder.close() }

  /// The type of the file; nil where it does not exist. Symbolic links are not followed.
  var type: FileType? { get throws(Errno) { try folder.type(of: name) } }

  /// Returns the properties of the file called `name` in this folder. Symbolic links are not followed.
  func stat(_ name: FilePath.Component) throws(Errno) -> Stat { try folder.stat(name) }

  /// Opens the file called `name` in this folder; fails for a symbolic link.
  func open(_ name: FilePath.Component, _ flags: Int32, mode: mode_t = 0) throws(Errno) -> FileDescriptor {
    try folder.open(FilePath(name), flags | O_NOFOLLOW, mode: mode)
  }

  /// Renames the file `old` to `new`, and replaces the file `new`.
  func rename(_ old: FilePath.Component, to new: FilePath.Component) throws(Errno) {
    try check(
      old.withPlatformString { old in
        new.withPlatformString { renameat(folder.rawValue, old, folder.rawValue, $0) }
      })
  }

  /// Exchanges the names of two files in one step.
  ///
  /// - Throws: `Errno.noFunction` or `Errno.invalidArgument` where the file system cannot do that.
  func exchange(_ one: FilePath.Component, _ other: FilePath.Component) throws(Errno) {
    try check(
      one.withPlatformString { one in
        other.withPlatformString { zhangfa_exchange(folder.rawValue, one, $0) }
      })
  }

  /// Removes the file called `name`, if it exists.
  func remove(_ name: FilePath.Component) { _ = name.withPlatformString { unlinkat(folder.rawValue, $0, 0) } }

  /// Locks the folder. Closing the descriptor unlocks it.
  ///
  /// On a file system without locks, it does not wait.
  ///
  /// - Parameter wait: Called where another run holds the lock, before waiting for it.
  func lockFolder(wait: () -> Void) throws(Errno) -> FileDescriptor {
    let descriptor = try folder.open(".", O_RDONLY | O_DIRECTORY)
    if flock(descriptor.rawValue, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
      wait()
      while flock(descriptor.rawValue, LOCK_EX) != 0, errno == EINTR {}
    }
    return descriptor
  }

  private func check(_ result: Int32) throws(Errno) {
    guard result == 0 else { throw Errno(rawValue: errno) }
  }

  private static func openFolder(_ path: FilePath) throws(Errno) -> FileDescriptor {
    let search = zhangfa_open_for_search | O_DIRECTORY
    var folder = try FileDescriptor.workingFolder.open(path.isAbsolute ? "/" : ".", search)
    var mayBeLink = path.isAbsolute
    for name in path.components {
      defer { mayBeLink = false }
      let outer = folder
      defer { try? outer.close() }
      do throws(Errno) {
        folder = try outer.open(FilePath(name), search | (mayBeLink ? 0 : O_NOFOLLOW))
      } catch {
        // For a symbolic link, systems report different errors.
        throw (try? outer.type(of: name)) == .symbolicLink ? .tooManySymbolicLinkLevels : error
      }
    }
    return folder
  }
}

extension FileDescriptor {
  fileprivate static let workingFolder = FileDescriptor(rawValue: AT_FDCWD)

  fileprivate func open(_ path: FilePath, _ flags: Int32, mode: mode_t = 0) throws(Errno) -> FileDescriptor {
    let file = path.withPlatformString { openat(rawValue, $0, flags | O_CLOEXEC, mode) }
    guard file >= 0 else { throw Errno(rawValue: errno) }
    return FileDescriptor(rawValue: file)
  }

  fileprivate func type(of name: FilePath.Component) throws(Errno) -> FileType? {
    do throws(Errno) {
      return try stat(name).type
    } catch .noSuchFileOrDirectory {
      return nil
    }
  }

  fileprivate func stat(_ name: FilePath.Component) throws(Errno) -> Stat {
    try FilePath(name).stat(relativeTo: self, flags: .symlinkNoFollow)
  }
}

extension FilePath {
  fileprivate init(_ name: FilePath.Component) { self.init(root: nil, [name]) }
}

extension FileDescriptor {
  /// Copies owner, permissions, access control lists and extended attributes of `other` to this file, which only its
  /// owner can read so far.
  ///
  /// - Throws: The property that cannot be copied. This file then still has no more readers than `other`.
  func takeAccess(of other: FileDescriptor) throws(WritingFault) {
    let (new, old) = try writing { (try stat(), try other.stat()) }
    if (new.userID, new.groupID) != (old.userID, old.groupID),
      fchown(rawValue, old.userID.rawValue, old.groupID.rawValue) != 0
    {
      throw .otherOwner
    }
    try takeAttributes(of: other)
    // Permissions come last. A change of owner removes some of them, and the permissions of the group have another
    // meaning while an access control list is missing, or while one from the folder is still there.
    guard fchmod(rawValue, old.permissions.rawValue) == 0 else { throw .system(Errno(rawValue: errno)) }
  }

  private func takeAttributes(of other: FileDescriptor) throws(WritingFault) {
    let wanted = try other.attributeNames()
    // An attribute that a new file gets from its folder does not belong to the old file.
    for name in try attributeNames() where !wanted.contains(name) {
      guard zhangfa_fremovexattr(rawValue, name) == 0 else { throw .attribute(name) }
    }
    for name in wanted {
      guard let value = other.attribute(name) else { throw .attribute(name) }
      if attribute(name) == value { continue }
      guard zhangfa_fsetxattr(rawValue, name, value, value.count) == 0 else { throw .attribute(name) }
    }
  }

  /// Returns the names of the extended attributes, on Linux including those of access control lists; empty where the
  /// file system has none.
  private func attributeNames() throws(WritingFault) -> [String] {
    guard let bytes = filled({ zhangfa_flistxattr(rawValue, $0?.assumingMemoryBound(to: CChar.self), $1) }) else {
      let reason = Errno(rawValue: errno)
      if [.notSupported, .noFunction].contains(reason) { return [] }
      throw .system(reason)
    }
    return bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
  }

  private func attribute(_ name: String) -> [UInt8]? {
    filled { zhangfa_fgetxattr(rawValue, name, $0, $1) }
  }

  /// Returns the bytes that `fill` writes, after asking it for their number; nil where it fails.
  private func filled(_ fill: (UnsafeMutableRawPointer?, Int) -> Int) -> [UInt8]? {
    let size = fill(nil, 0)
    guard size > 0 else { return size == 0 ? [] : nil }
    var count = -1
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, written in
      count = fill(buffer.baseAddress, size)
      written = max(0, count)
    }
    return count < 0 ? nil : bytes
  }
}
