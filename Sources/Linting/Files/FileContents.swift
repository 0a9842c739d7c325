import Platform
import SystemPackage

/// Functions that read whole files.
package enum FileContents {
  private static let chunk = 64 << 10
  /// The largest file that is read, in bytes. No draft is so large, but /dev/zero has no end.
  package static let byteLimit = 256 << 20
  /// The time to wait for a writer of a named pipe, in milliseconds.
  private static let writerTimeout: Int32 = 2_000

  /// Returns all bytes of the file at `path`; pipes and devices are read to their end.
  ///
  /// - Throws: `Errno.brokenPipe` for a pipe without a writer, `Errno.fileTooLarge` beyond `limit` bytes.
  package static func read(_ path: FilePath, atMost limit: Int = byteLimit) throws(Errno) -> [UInt8] {
    let file = try open(path)
    defer { try? file.close() }
    let stat = try file.stat()
    if stat.type == .directory { throw .isDirectory }
    if stat.type == .regular { return try read(file, expected: Int(stat.size), atMost: limit) }
    return try firstBytes(of: file, isPipe: stat.type == .fifo) + read(file, atMost: limit)
  }

  /// Returns all bytes of the regular file at `path`, if `accept` is true for its properties.
  ///
  /// No symbolic link is followed, neither as the file nor on the way to it. The properties are those of the open file,
  /// so that nobody can replace the file before it is read.
  ///
  /// - Parameter accept: Whether to read a file with these properties.
  /// - Returns: The bytes; nil where the file is not accepted.
  /// - Throws: `Errno.tooManySymbolicLinkLevels` for a link, `Errno.notSupported` for a file that is not regular.
  static func readRegular(
    _ path: FilePath, atMost limit: Int, where accept: (Stat) -> Bool = { _ in true }
  ) throws(Errno) -> [UInt8]? {
    let place = try FilePlace(path)
    let file = try place.open(place.name, O_RDONLY | O_NONBLOCK)
    defer { try? file.close() }
    let stat = try file.stat()
    guard accept(stat) else { return nil }
    switch stat.type {
    case .regular: return try read(file, expected: Int(stat.size), atMost: limit)
    case .directory: throw .isDirectory
    default: throw .notSupported
    }
  }

  /// Makes sure that reading `file`, which was opened without waiting, ends when its other side ends.
  ///
  /// - Returns: The bytes that had to be read for that.
  private static func firstBytes(of file: FileDescriptor, isPipe: Bool) throws(Errno) -> [UInt8] {
    var bytes: [UInt8] = []
    var request = pollfd(fd: file.rawValue, events: Int16(POLLIN), revents: 0)
    if isPipe, poll(&request, 1, writerTimeout) == 0 {
      do throws(Errno) {
        bytes = try read(file, upTo: 1)
        // A pipe without a writer is at its end; a pipe with a slow writer is not.
        if bytes.isEmpty { throw .brokenPipe }
      } catch {
        if error != .resourceTemporarilyUnavailable { throw error }
      }
    }
    try file.makeBlocking()
    return bytes
  }

  /// Returns all bytes of `file` from its current position.
  ///
  /// - Throws: `Errno.fileTooLarge` beyond `limit` bytes.
  /// - Parameter expected: The expected number of bytes, which saves copying.
  package static func read(
    _ file: FileDescriptor, expected: Int = 0, atMost limit: Int = byteLimit
  ) throws(Errno) -> [UInt8] {
    guard expected <= limit else { throw .fileTooLarge }
    var bytes: [UInt8] = []
    var end = false
    while !end {
      guard bytes.count <= limit else { throw .fileTooLarge }
      // One byte more than expected, so that the end of the file shows without growing the array.
      let room = max(expected + 1 - bytes.count, chunk)
      let piece = try read(file, upTo: room)
      end = piece.isEmpty
      if bytes.isEmpty { bytes = piece } else { bytes += piece }
    }
    return bytes
  }

  /// Returns all bytes from a pipe that another program writes to.
  ///
  /// - Parameter end: The time limit, by the clock of ``ChildProcess`` in seconds.
  /// - Throws: `Errno.timedOut` after the time limit, `Errno.fileTooLarge` beyond ``byteLimit`` bytes.
  static func read(_ pipe: FileDescriptor, until end: Int) throws(Errno) -> [UInt8] {
    var bytes: [UInt8] = []
    while true {
      var request = pollfd(fd: pipe.rawValue, events: Int16(POLLIN), revents: 0)
      let count = poll(&request, 1, Int32(max(0, end - ChildProcess.now())) * 1000)
      if count < 0, errno == EINTR { continue }
      guard count != 0 else { throw .timedOut }
      let piece = try read(pipe, upTo: chunk)
      if piece.isEmpty { return bytes }
      bytes += piece
      guard bytes.count <= byteLimit else { throw .fileTooLarge }
    }
  }

  private static func read(_ file: FileDescriptor, upTo count: Int) throws(Errno) -> [UInt8] {
    try systemCall {
      try [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
        // The system fills the buffer from its beginning and returns the number of bytes.
        initialized = try file.read(into: UnsafeMutableRawBufferPointer(buffer))
      }
    }
  }

  /// Opens a file without waiting for a writer.
  private static func open(_ path: FilePath) throws(Errno) -> FileDescriptor {
    try systemCall { try FileDescriptor.open(path, .readOnly, options: [.closeOnExec, .nonBlocking]) }
  }
}

/// Calls `body`, which throws errors of the system alone, and gives them their type.
package func systemCall<Value>(_ body: () throws -> Value) throws(Errno) -> Value {
  do {
    return try body()
  } catch {
    throw error as? Errno ?? .ioError
  }
}

extension Stat {
  /// Whether the file belongs to the user whose rights the program has.
  var isOwn: Bool { userID.rawValue == geteuid() }

  /// Whether the file belongs to the user or to root, as git requires of a repository. Settings for checks and fixes
  /// are not taken from files of other users.
  var hasTrustedOwner: Bool { isOwn || userID.rawValue == 0 }
}

extension FileDescriptor {
  /// Makes reading and writing wait, after the file was opened without waiting.
  func makeBlocking() throws(Errno) {
    let flags = fcntl(rawValue, F_GETFL)
    guard flags != -1, fcntl(rawValue, F_SETFL, flags & ~O_NONBLOCK) != -1 else { throw Errno(rawValue: errno) }
  }
}
