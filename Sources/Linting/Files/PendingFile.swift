import Diagnostics
import DraftText
import Platform
import Synchronization
import SystemPackage

/// A file that gets its name only when it is complete: it is written under another name, synced to the disk and
/// renamed.
///
/// No symbolic link is followed, neither as the file nor on the way to it. The new file takes over owner, permissions,
/// access control lists and extended attributes of the file that it replaces; until then only the user can read it. A
/// target that is no regular file (a pipe, `/dev/null`) is written to directly.
package final class PendingFile {
  /// The file to write to.
  package let descriptor: FileDescriptor
  private let place: FilePlace
  /// The file that is to be replaced; nil where there is none.
  private let existing: FileDescriptor?
  /// The preliminary name; nil where the target itself is written to, and after the file has its final name.
  private var preliminary: FilePath.Component?

  /// Begins a file that gets the path `path`.
  ///
  /// - Parameter mode: The permissions of a new file, before the user's umask.
  package convenience init(_ path: FilePath, mode: mode_t = 0o666) throws(WritingFault) {
    try self.init(writing { try FilePlace(path) }, mode: mode)
  }

  init(_ place: FilePlace, mode: mode_t = 0o666) throws(WritingFault) {
    self.place = place
    switch try writing({ try place.type }) {
    case nil:
      existing = nil
    case .regular?:
      // The file is opened for writing, since renaming would also replace a write-protected file.
      existing = try writing { try place.open(place.name, O_RDWR | O_NONBLOCK) }
    case _?:
      existing = nil
      descriptor = try writing { try place.openStream() }
      // A regular file that has replaced a pipe in the meantime is not overwritten.
      if (try? descriptor.stat().type) == .regular { throw .notAFile }
      return
    }
    // The user's umask limits the permissions of a new file.
    let mode = existing == nil ? mode : 0o600
    do throws(Errno) {
      (preliminary, descriptor) = try place.createPreliminary(mode: mode)
    } catch {
      try? existing?.close()
      throw WritingFault(error)
    }
  }

  /// Locks the folder of `path` for reading and writing files. Other runs wait here until the descriptor is closed.
  ///
  /// - Parameter wait: Called where another run holds the lock, before waiting for it.
  package static func lockFolder(of path: FilePath, wait: () -> Void) throws(WritingFault) -> FileDescriptor {
    try writing {
      let place = try FilePlace(path)
      if try place.type == .symbolicLink { throw WritingFault.link }
      return try place.lockFolder(wait: wait)
    }
  }

  /// Makes the folder at `path` and the missing folders above it.
  package static func makeFolders(_ path: FilePath) throws(WritingFault) {
    guard !path.isEmpty, path.lastComponent?.kind == .regular else { return }
    if let place = try? FilePlace(path), (try? place.type) != nil { return }
    try makeFolders(path.removingLastComponent())
    try writing {
      let place = try FilePlace(path)
      guard place.name.withPlatformString({ mkdirat(place.folder.rawValue, $0, 0o777) }) == 0 || errno == EEXIST else {
        throw Errno(rawValue: errno)
      }
    }
  }

  /// Writes a new file, completely or not at all.
  ///
  /// - Throws: `WritingFault.system(.fileExists)` where the name exists, even as a symbolic link.
  package static func create(_ path: FilePath, holding bytes: [UInt8]) throws(WritingFault) {
    try writing {
      let place = try FilePlace(path)
      let file = try place.open(place.name, O_WRONLY | O_CREAT | O_EXCL, mode: 0o666)
      defer { try? file.close() }
      do throws(Errno) {
        try file.writeEverything(bytes)
      } catch {
        // An incomplete file is removed.
        place.remove(place.name)
        throw error
      }
    }
  }

  /// Writes all of `bytes`.
  package func write(_ bytes: [UInt8]) throws(WritingFault) {
    try writing { try descriptor.writeEverything(bytes) }
  }

  /// Gives the file its final name.
  package func commit() throws(WritingFault) {
    guard let preliminary else { return }
    try complete()
    try writing { try place.rename(preliminary, to: place.name) }
    forget()
  }

  /// Gives the file its final name if the file of that name still holds `old`.
  func commit(over old: [UInt8]) throws(WritingFault) {
    try complete()
    guard try contents(place.name) == old else { throw .changedMeanwhile }
    try exchange(over: old)
  }

  /// Exchanges the file with the file that holds `old`, and removes that one.
  ///
  /// A version that somebody saves there at the last moment is kept, and this file is discarded.
  func exchange(over old: [UInt8]) throws(WritingFault) {
    // During the exchange, no signal removes the file with the preliminary name, which can be the author's text.
    try unfinished.withLock { (files) throws(WritingFault) in
      guard let name = preliminary else { return }
      let hasOld = try exchange(name)
      preliminary = nil
      files[name] = nil
      guard hasOld else { return }
      defer { place.remove(name) }
      if isSame(name, as: existing), (try? contents(name)) == old { return }
      do throws(Errno) {
        try place.exchange(name, place.name)
        // If somebody saved again in between, the preliminary name now has the latest version: exchange back.
        if !isSame(name, as: descriptor) { try place.exchange(name, place.name) }
      } catch {
        throw WritingFault(error)
      }
      throw .changedMeanwhile
    }
  }

  /// Exchanges the names of this file and the old file.
  ///
  /// - Returns: False where the file system cannot exchange names. Then this file has replaced the old file.
  private func exchange(_ name: FilePath.Component) throws(WritingFault) -> Bool {
    try writing {
      do throws(Errno) {
        try place.exchange(name, place.name)
        return true
      } catch  where [.noFunction, .invalidArgument, .notSupported].contains(error) {
        try place.rename(name, to: place.name)
        return false
      }
    }
  }

  /// Whether the file called `name` is the same file as `descriptor`.
  private func isSame(_ name: FilePath.Component, as descriptor: FileDescriptor?) -> Bool {
    guard let one = try? place.stat(name), let other = try? descriptor?.stat() else { return false }
    return one.deviceID == other.deviceID && one.inode == other.inode
  }

  /// Takes over the access rights of the old file, and syncs this file to the disk.
  private func complete() throws(WritingFault) {
    if let existing { try descriptor.takeAccess(of: existing) }
    guard fsync(descriptor.rawValue) == 0 else { throw .system(Errno(rawValue: errno)) }
  }

  private func contents(_ name: FilePath.Component) throws(WritingFault) -> [UInt8] {
    try writing {
      let file = try place.open(name, O_RDONLY | O_NONBLOCK)
      defer { try? file.close() }
      return try FileContents.read(file)
    }
  }

  /// Forgets the preliminary name, so that the file is not removed.
  private func forget() {
    if let preliminary { unfinished.withLock { $0[preliminary] = nil } }
    preliminary = nil
  }

  deinit {
    if let preliminary { place.remove(preliminary) }
    forget()
    try? existing?.close()
    try? descriptor.close()
  }
}

// MARK: - Preliminary names

/// The preliminary files of this run that do not have their final names.
private let unfinished = Mutex<[FilePath.Component: FilePlace]>([:])

extension PendingFile {
  /// Removes the unfinished files of this run and then calls `end`. No file is begun in between.
  package static func abandonAll(andThen end: () -> Never) -> Never {
    unfinished.withLock { files in
      for (name, place) in files { place.remove(name) }
      end()
    }
  }
}

extension FilePlace {
  /// The number of attempts to open a pipe without a reader, and the pause between them in microseconds: two seconds in
  /// all, as for a pipe without a writer.
  private static let readerAttempts: (times: Int, interval: UInt32) = (100, 20_000)

  /// Opens a pipe or a device for writing.
  ///
  /// - Throws: `Errno.noSuchAddressOrDevice` for a pipe without a reader.
  fileprivate func openStream() throws(Errno) -> FileDescriptor {
    var attempts = Self.readerAttempts.times
    while true {
      do throws(Errno) {
        let file = try open(name, O_WRONLY | O_NONBLOCK)
        try file.makeBlocking()
        return file
      } catch .noSuchAddressOrDevice where attempts > 0 {
        attempts -= 1
        usleep(Self.readerAttempts.interval)
      }
    }
  }

  /// Creates a file with a hidden name of fixed length: the file's own name can already be the longest possible (85
  /// Han).
  fileprivate func createPreliminary(mode: mode_t) throws(Errno) -> (FilePath.Component, FileDescriptor) {
    let word = String(UInt64.random(in: .min ... .max), radix: 36)
    guard let name = FilePath.Component(".zhangfa-\(word).tmp") else { throw .invalidArgument }
    return try unfinished.withLock { (files) throws(Errno) in
      let file = try open(name, O_RDWR | O_CREAT | O_EXCL, mode: mode)
      files[name] = self
      return (name, file)
    }
  }
}

extension FileDescriptor {
  /// Writes all of `bytes`, however many calls that takes.
  package func writeEverything(_ bytes: [UInt8]) throws(Errno) {
    _ = try systemCall { try writeAll(bytes) }
  }
}
