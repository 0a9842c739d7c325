import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file that takes its name only when it is whole: it is written beside its place, brought to the disk and then renamed.
///
/// It has the permissions, and where that is allowed the owner, of the file whose place it takes. What is no regular file
/// (a pipe, `/dev/null`) is written to directly. A link stays a link, also one to nothing yet.
package final class PendingFile {
  /// What to write to.
  package let descriptor: FileDescriptor
  private let target: FilePath
  /// The file under its preliminary name; nil when the target itself is written to, and once it has its name.
  private var draft: FilePath?

  /// Takes away what runs that were killed have left in the folder of `path`. What a run is still writing, it holds a lock on.
  package static func removeLeftovers(beside path: FilePath) {
    let folder = path.resolvedTarget.removingLastComponent()
    for name in (try? names(in: folder.isEmpty ? "." : folder)) ?? [] where name.isPreliminary {
      let path = folder.appending(name)
      guard (try? path.stat(followTargetSymlink: false))?.type == .regular,
        let file = try? FileDescriptor.open(path, .writeOnly, options: [.closeOnExec, .noFollow, .nonBlocking])
      else { continue }
      if flock(file.rawValue, LOCK_EX | LOCK_NB) == 0 { _ = path.withPlatformString { unlink($0) } }
      try? file.close()
    }
  }

  /// Begins a file that will be at `path`.
  package init(_ path: FilePath) throws(Errno) {
    let existing = try? path.stat()
    if let existing, existing.type != .regular {
      descriptor = try open(path, [])
      target = path
      return
    }
    target = path.resolvedTarget
    let (draft, descriptor) = try openDraft(beside: target)
    self.draft = draft
    self.descriptor = descriptor
    guard let existing else { return }
    // Only root may give files away; a group of one's own anybody may set. Changing the owner takes permissions away.
    if fchown(descriptor.rawValue, existing.userID.rawValue, existing.groupID.rawValue) != 0 {
      _ = fchown(descriptor.rawValue, uid_t.max, existing.groupID.rawValue)
    }
    fchmod(descriptor.rawValue, existing.permissions.rawValue)
  }

  /// Writes all of `bytes`.
  package func write(_ bytes: [UInt8]) throws(Errno) { try descriptor.writeEverything(bytes) }

  /// Gives the file its name.
  package func commit() throws(Errno) {
    guard let draft else { return }
    guard fsync(descriptor.rawValue) == 0 else { throw Errno(rawValue: errno) }
    let result = draft.withPlatformString { from in target.withPlatformString { to in rename(from, to) } }
    guard result == 0 else { throw Errno(rawValue: errno) }
    self.draft = nil
  }

  deinit {
    try? descriptor.close()
    if let draft { _ = draft.withPlatformString { unlink($0) } }
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

extension FilePath.Component {
  private static let start = ".zhangfa-"
  private static let end = ".tmp"

  /// Whether a file of this name was on its way to another.
  fileprivate var isPreliminary: Bool { string.hasPrefix(Self.start) && string.hasSuffix(Self.end) }

  /// A hidden name that tells whose it is and does not grow with that of the file: 85 Han are all that a name may have.
  fileprivate static func preliminary() -> FilePath.Component? {
    FilePath.Component(start + String(UInt64.random(in: .min ... .max), radix: 36) + end)
  }
}

/// A new file beside `target`, locked.
private func openDraft(beside target: FilePath) throws(Errno) -> (FilePath, FileDescriptor) {
  var attempts = 8
  while true {
    let draft = FilePath.Component.preliminary().map { target.removingLastComponent().appending($0) } ?? target
    do throws(Errno) {
      let file = try open(draft, [.create, .exclusiveCreate])
      // Another run may have taken it for a leftover before it had its lock.
      // Where the file system knows no locks nobody tidies up either.
      if (flock(file.rawValue, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) || draft.isGone {
        try? file.close()
        throw .fileExists
      }
      return (draft, file)
    } catch {
      attempts -= 1
      guard error == .fileExists, attempts > 0 else { throw error }
    }
  }
}

private func open(_ path: FilePath, _ options: FileDescriptor.OpenOptions) throws(Errno) -> FileDescriptor {
  do {
    // The user's umask takes away what others should not have.
    return try FileDescriptor.open(
      path, .writeOnly, options: options.union(.closeOnExec), permissions: FilePermissions(rawValue: 0o666))
  } catch {
    throw error as? Errno ?? .ioError
  }
}

extension FilePath {
  /// Where a file of this name comes to stand: the end of a chain of links, also where nothing is there yet.
  fileprivate var resolvedTarget: FilePath {
    var path = self
    // No more links than Linux follows; opening what is left will say what is wrong.
    for _ in 0..<40 {
      guard let destination = path.linkDestination else { break }
      // An absolute destination replaces the folder.
      path = path.removingLastComponent().pushing(destination)
    }
    return path
  }

  /// Whether nothing is there.
  fileprivate var isGone: Bool { (try? stat(followTargetSymlink: false)) == nil }

  /// What a link holds; nil where there is no link.
  private var linkDestination: FilePath? {
    var buffer = [CInterop.PlatformChar](repeating: 0, count: Int(PATH_MAX) + 1)
    let length = withPlatformString { readlink($0, &buffer, Int(PATH_MAX)) }
    return length > 0 ? FilePath(platformString: buffer) : nil
  }
}
