import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file that takes its name only when it is whole: it is written beside its place and then renamed.
///
/// What is no regular file (a pipe, `/dev/null`) is written to directly. A link stays a link, also one to nothing yet.
final class PendingFile {
  /// What to write to.
  let descriptor: FileDescriptor
  private let target: FilePath
  /// The file under its preliminary name; nil when the target itself is written to, and once it has its name.
  private var draft: FilePath?

  /// Begins a file that will be at `path`.
  init(_ path: FilePath) throws(Errno) {
    let existing = try? path.stat()
    if let existing, existing.type != .regular {
      descriptor = try open(path, [])
      target = path
      return
    }
    target = path.resolvedTarget
    let draft = target.beside(".\(target.lastComponent?.string ?? "report").\(getpid()).tmp")
    descriptor = try open(draft, [.create, .exclusiveCreate])
    self.draft = draft
    if let existing { fchmod(descriptor.rawValue, existing.permissions.rawValue) }
  }

  /// Gives the file its name.
  func commit() throws(Errno) {
    guard let draft else { return }
    let result = draft.withPlatformString { from in target.withPlatformString { to in rename(from, to) } }
    guard result == 0 else { throw Errno(rawValue: errno) }
    self.draft = nil
  }

  deinit {
    try? descriptor.close()
    if let draft { _ = draft.withPlatformString { unlink($0) } }
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

  /// What a link holds; nil where there is no link.
  private var linkDestination: FilePath? {
    var buffer = [CInterop.PlatformChar](repeating: 0, count: Int(PATH_MAX) + 1)
    let length = withPlatformString { readlink($0, &buffer, Int(PATH_MAX)) }
    return length > 0 ? FilePath(platformString: buffer) : nil
  }

  /// A file called `name` in the same folder.
  fileprivate func beside(_ name: String) -> FilePath {
    FilePath.Component(name).map { removingLastComponent().appending($0) } ?? self
  }
}
