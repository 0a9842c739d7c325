import SystemPackage

/// Reading whole files.
package enum FileContents {
  private static let chunk = 64 << 10

  /// All bytes of the file at `path`; pipes and devices are read to their end.
  package static func read(_ path: FilePath) throws(Errno) -> [UInt8] {
    let file = try open(path)
    defer { try? file.close() }
    let stat = try file.stat()
    if stat.type == .directory { throw .isDirectory }
    return try read(file, expected: Int(stat.size))
  }

  /// All bytes of `file` from where it stands.
  ///
  /// - Parameter expected: How many there probably are, so that they need no copying.
  package static func read(_ file: FileDescriptor, expected: Int = 0) throws(Errno) -> [UInt8] {
    var bytes: [UInt8] = []
    var end = false
    while !end {
      // One byte more than expected, so that the end of the file shows without growing the array.
      let room = max(expected + 1 - bytes.count, chunk)
      let piece = try read(file, upTo: room)
      end = piece.isEmpty
      if bytes.isEmpty { bytes = piece } else { bytes += piece }
    }
    return bytes
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

  private static func open(_ path: FilePath) throws(Errno) -> FileDescriptor {
    do {
      return try FileDescriptor.open(path, .readOnly, options: .closeOnExec)
    } catch {
      throw error as? Errno ?? .ioError
    }
  }
}

extension FilePath {
  /// The ending without its dot, in lower case: `docx`.
  var lowercasedEnding: String? { self.extension?.lowercased() }
}
