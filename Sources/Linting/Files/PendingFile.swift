import Diagnostics
import DraftText
import Platform
import Synchronization
import SystemPackage

/// A file that takes its name only when it is whole: it is written beside its place, brought to the disk and then renamed.
///
/// A link is never followed, neither as the file nor on the way to it. A file whose place it takes hands on owner, permissions,
/// access control lists and extended attributes; until it has them nobody but the user may read the new one. What is no regular
/// file (a pipe, `/dev/null`) is written to directly.
package final class PendingFile {
  /// What to write to.
  package let descriptor: FileDescriptor
  private let place: FilePlace
  /// The file whose place it takes; nil where there is none.
  private let existing: FileDescriptor?
  /// What it is called for now; nil when the target itself is written to, and once it has its name.
  private var preliminary: FilePath.Component?

  /// Begins a file that will be at `path`.
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
      // Renaming would pass over a file that is closed to writing.
      existing = try writing { try place.open(place.name, O_RDWR | O_NONBLOCK) }
    case _?:
      existing = nil
      descriptor = try writing { try place.openStream() }
      // One that has taken the place of a pipe meanwhile is not written over.
      if (try? descriptor.stat().type) == .regular { throw .notAFile }
      return
    }
    // The user's umask takes away from a new file what others should not have.
    let mode = existing == nil ? mode : 0o600
    do throws(Errno) {
      (preliminary, descriptor) = try place.createPreliminary(mode: mode)
    } catch {
      try? existing?.close()
      throw WritingFault(error)
    }
  }

  /// Lets one run at a time read and write files in the folder of `path`: until the descriptor is closed, others wait here.
  ///
  /// - Parameter wait: Called where another run holds the lock, before it is waited for.
  package static func lockFolder(of path: FilePath, wait: () -> Void) throws(WritingFault) -> FileDescriptor {
    try writing {
      let place = try FilePlace(path)
      if try place.type == .symbolicLink { throw WritingFault.link }
      return try place.lockFolder(wait: wait)
    }
  }

  /// Makes the folder at `path` and those above it that are not there.
  package static func makeFolders(_ path: FilePath) throws(WritingFault) {
    do {
      try FilePlace.makeFolders(path)
    } catch let error as WritingFault {
      throw error
    } catch {
      throw .system(error as? Errno ?? .ioError)
    }
  }

  /// Writes a file that is not there yet, or nothing.
  ///
  /// - Throws: `WritingFault.system(.fileExists)` where there is something of that name, be it a link.
  package static func create(_ path: FilePath, holding bytes: [UInt8]) throws(WritingFault) {
    try writing {
      let place = try FilePlace(path)
      let file = try place.open(place.name, O_WRONLY | O_CREAT | O_EXCL, mode: 0o666)
      defer { try? file.close() }
      do throws(Errno) {
        try file.writeEverything(bytes)
      } catch {
        // A part of it is none.
        place.remove(place.name)
        throw error
      }
    }
  }

  /// Writes all of `bytes`.
  package func write(_ bytes: [UInt8]) throws(WritingFault) {
    try writing { try descriptor.writeEverything(bytes) }
  }

  /// Gives the file its name.
  package func commit() throws(WritingFault) {
    guard let preliminary else { return }
    try complete()
    try writing { try place.rename(preliminary, to: place.name) }
    forget()
  }

  /// Gives the file its name where the one of that name still holds `old`.
  func commit(over old: [UInt8]) throws(WritingFault) {
    try complete()
    guard try contents(place.name) == old else { throw .changedMeanwhile }
    try exchange(over: old)
  }

  /// Exchanges the file with the one that holds `old`, and takes that away.
  ///
  /// What somebody saves there until the very moment is kept, and this file given up.
  func exchange(over old: [UInt8]) throws(WritingFault) {
    // For the time of this no signal takes away what has the preliminary name, which may be the author's text.
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
        // Who saved again meanwhile has saved over this file: what has the preliminary name now is the latest.
        if !isSame(name, as: descriptor) { try place.exchange(name, place.name) }
      } catch {
        throw WritingFault(error)
      }
      throw .changedMeanwhile
    }
  }

  /// Exchanges the names of the file and of the old one.
  ///
  /// - Returns: False where the file system cannot do that: then the file has taken its name, and there is no old one.
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

  /// Whether the file called `name` is the one that `descriptor` is open for.
  private func isSame(_ name: FilePath.Component, as descriptor: FileDescriptor?) -> Bool {
    guard let one = try? place.stat(name), let other = try? descriptor?.stat() else { return false }
    return one.deviceID == other.deviceID && one.inode == other.inode
  }

  /// Makes the file what it is to be, and brings it to the disk.
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

  /// Leaves the preliminary file to itself.
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

/// The preliminary files of this run that have not got their names.
private let unfinished = Mutex<[FilePath.Component: FilePlace]>([:])

extension PendingFile {
  /// Takes away what this run has begun and not finished, and then calls `end`; nothing is begun in between.
  package static func abandonAll(andThen end: () -> Never) -> Never {
    unfinished.withLock { files in
      for (name, place) in files { place.remove(name) }
      end()
    }
  }
}

extension FilePlace {
  /// How often, and how long each time in microseconds, somebody is waited for who reads from a pipe: two seconds, as for
  /// somebody who writes.
  private static let patience: (times: Int, interval: UInt32) = (100, 20_000)

  /// Opens a pipe or a device for writing.
  ///
  /// - Throws: `Errno.noSuchAddressOrDevice` where nobody reads from a pipe.
  fileprivate func openStream() throws(Errno) -> FileDescriptor {
    var attempts = Self.patience.times
    while true {
      do throws(Errno) {
        let file = try open(name, O_WRONLY | O_NONBLOCK)
        try file.makeBlocking()
        return file
      } catch .noSuchAddressOrDevice where attempts > 0 {
        attempts -= 1
        usleep(Self.patience.interval)
      }
    }
  }

  /// A new file of a hidden name that does not grow with that of the file: 85 Han are all that a name may have.
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
    do {
      try writeAll(bytes)
    } catch {
      throw error as? Errno ?? .ioError
    }
  }
}

/// Why a file was not written. What was there is as it was.
package enum WritingFault: ExplainedError, Hashable {
  /// It is a link, or behind one.
  case link
  /// It is neither a regular file nor anything that can be written to, such as a pipe.
  case notAFile
  /// It has changed since it was read.
  case changedMeanwhile
  /// Its owner or group is another than a new file would have.
  case otherOwner
  /// An extended attribute or access control list, by its name, that a new file would not have.
  case attribute(String)
  /// What the system says.
  case system(Errno)

  /// Names what the system says where it has a meaning of its own.
  init(_ errno: Errno) { self = errno == .tooManySymbolicLinkLevels ? .link : .system(errno) }

  /// What to tell the user.
  package var message: LocalizedText {
    switch self {
    case .link:
      LocalizedText(
        zh: "这是链接，或者路径上有链接，不跟随写入", en: "a link, or there is one in its path, which is not followed when writing")
    case .notAFile: LocalizedText(zh: "不是普通文件", en: "not a regular file")
    case .changedMeanwhile: LocalizedText(zh: "核稿期间文件有改动", en: "the file has changed since it was read")
    case .otherOwner:
      LocalizedText(zh: "改写会变更文件的属主或属组", en: "writing it anew would change its owner or group")
    case .attribute(let name):
      LocalizedText(
        zh: "扩展属性或访问控制（\(name)）无法保留", en: "its attribute or access control list (\(name)) could not be kept")
    case .system(let errno): LocalizedText(zh: "无法写入：\(errno)", en: "cannot be written: \(errno)")
    }
  }
}

/// Does what the system may refuse, and names why it does.
func writing<Value>(_ body: () throws -> Value) throws(WritingFault) -> Value {
  do {
    return try body()
  } catch let fault as WritingFault {
    throw fault
  } catch {
    throw WritingFault(error as? Errno ?? .ioError)
  }
}

/// Writes fixed drafts in the place of the old ones.
package enum DraftWriter {
  /// Puts `bytes` into the draft at `path`, which holds `old`.
  ///
  /// Only what is a draft by its name is written, in no folder that is hidden, and through no link: a repository of a stranger
  /// must not make a fix write into what other programs obey. Whoever reads the file meanwhile gets the old draft or
  /// the new one, never a part.
  package static func write(_ bytes: [UInt8], over old: [UInt8], at path: FilePath) throws(FixError) {
    let endings = DraftFormat.allCases.filter(\.isWritable).flatMap(\.endings)
    guard endings.contains(path.lowercasedEnding ?? "") else { throw .notADraft }
    guard !path.liesInHiddenFolder else { throw .hiddenFolder }
    do throws(WritingFault) {
      try writing {
        let place = try FilePlace(path)
        switch try place.type {
        case .regular?: break
        case .symbolicLink?: throw WritingFault.link
        case nil: throw WritingFault.changedMeanwhile
        case _?: throw WritingFault.notAFile
        }
        let file = try PendingFile(place)
        try file.write(bytes)
        try file.commit(over: old)
      }
    } catch {
      throw .unwritable(error)
    }
  }
}

extension FilePath {
  /// Whether a folder of the path is hidden, seen from the working folder or the root; that of `.git` wherever one starts.
  fileprivate var liesInHiddenFolder: Bool {
    let working = FilePath(".").resolvingSymlinks()
    if let working, working.components.contains(GitRepository.marker) { return true }
    var path = self
    // Folders above the working folder are where the user chose to be.
    if let working { _ = path.removePrefix(working) }
    return path.removingLastComponent().components.contains { $0.kind == .regular && $0.string.hasPrefix(".") }
  }
}
