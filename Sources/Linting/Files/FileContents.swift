import Platform
import SystemPackage

/// Reading whole files.
package enum FileContents {
  private static let chunk = 64 << 10
  /// How large a file may be, in bytes. No draft is, but /dev/zero has no end.
  package static let byteLimit = 256 << 20
  /// How long somebody has time to begin writing to a named pipe, in milliseconds.
  private static let patience: Int32 = 2_000

  /// All bytes of the file at `path`; pipes and devices are read to their end.
  ///
  /// - Throws: `Errno.brokenPipe` where nobody writes to a pipe, `Errno.fileTooLarge` beyond `limit` bytes.
  package static func read(_ path: FilePath, atMost limit: Int = byteLimit) throws(Errno) -> [UInt8] {
    let file = try open(path)
    defer { try? file.close() }
    let stat = try file.stat()
    if stat.type == .directory { throw .isDirectory }
    if stat.type == .regular { return try read(file, expected: Int(stat.size), atMost: limit) }
    return try firstBytes(of: file, isPipe: stat.type == .fifo) + read(file, atMost: limit)
  }

  /// All bytes of the regular file at `path`, with what the system knows of that very file.
  ///
  /// No link is followed, neither as the file nor on the way to it, and it is the open file that is looked at, so that nobody can
  /// put another in its place before it is read.
  ///
  /// - Parameter accept: Whether the file is to be read.
  /// - Returns: Nil where it is not.
  /// - Throws: `Errno.tooManySymbolicLinkLevels` for a link, `Errno.notSupported` for what is no regular file.
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

  /// Makes sure that reading `file`, which was opened without waiting, comes to an end if its other side does.
  ///
  /// - Returns: What had to be read for that.
  private static func firstBytes(of file: FileDescriptor, isPipe: Bool) throws(Errno) -> [UInt8] {
    var bytes: [UInt8] = []
    var request = pollfd(fd: file.rawValue, events: Int16(POLLIN), revents: 0)
    if isPipe, poll(&request, 1, patience) == 0 {
      do throws(Errno) {
        bytes = try read(file, upTo: 1)
        // A pipe without a writer is at its end; one whose writer takes its time is not.
        if bytes.isEmpty { throw .brokenPipe }
      } catch {
        if error != .resourceTemporarilyUnavailable { throw error }
      }
    }
    try file.makeBlocking()
    return bytes
  }

  /// All bytes of `file` from where it stands.
  ///
  /// - Throws: `Errno.fileTooLarge` beyond `limit` bytes.
  /// - Parameter expected: How many there probably are, so that they need no copying.
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

  /// All that comes through a pipe whose other side another program holds.
  ///
  /// - Parameter end: When it must have come, by the clock of ``ChildProcess``.
  /// - Throws: `Errno.timedOut` where it has not, `Errno.fileTooLarge` beyond ``byteLimit`` bytes.
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
    do {
      return try [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
        // The system fills from the beginning and says how much.
        initialized = try file.read(into: UnsafeMutableRawBufferPointer(buffer))
      }
    } catch {
      throw error as? Errno ?? .ioError
    }
  }

  /// Opens a file without waiting for somebody to write to it.
  private static func open(_ path: FilePath) throws(Errno) -> FileDescriptor {
    do {
      return try FileDescriptor.open(path, .readOnly, options: [.closeOnExec, .nonBlocking])
    } catch {
      throw error as? Errno ?? .ioError
    }
  }
}

/// Who runs the program: what files of others say about checking and repairing is not taken from them.
struct User {
  private let id: UserID

  /// The user whose rights the program has.
  static let current = User(id: UserID(rawValue: geteuid()))

  /// Whether the file is the user's own.
  func owns(_ stat: Stat) -> Bool { stat.userID == id }

  /// Whether the file is the user's own or root's, as git asks of a repository.
  func trustsOwner(of stat: Stat) -> Bool { owns(stat) || stat.userID.rawValue == 0 }
}

extension FileDescriptor {
  /// Lets reading and writing wait, after the file was opened without waiting.
  func makeBlocking() throws(Errno) {
    let flags = fcntl(rawValue, F_GETFL)
    guard flags != -1, fcntl(rawValue, F_SETFL, flags & ~O_NONBLOCK) != -1 else { throw Errno(rawValue: errno) }
  }
}
