import CZlib

/// Writes ZIP archives, including invalid ones.
struct ZipWriter {
  /// A file in the archive.
  struct File {
    var name: String
    var content: [UInt8]
    var isDeflated = true
    /// The values in the directory of the archive; they can be wrong.
    var flags = 0
    var claimedSize: Int?
    var method: Int?
  }

  /// The whole archive.
  static func archive(_ files: [File], comment: String = "") -> [UInt8] {
    var archive: [UInt8] = []
    var directory: [UInt8] = []
    for file in files {
      let packed = file.isDeflated ? deflated(file.content) : file.content
      let checksum = file.content.withUnsafeBufferPointer { crc32(0, $0.baseAddress, uInt($0.count)) }
      let name = Array(file.name.utf8)
      let offset = archive.count
      let facts =
        bytes(20, 2) + bytes(file.flags, 2) + bytes(file.method ?? (file.isDeflated ? 8 : 0), 2) + bytes(0, 4)
        + bytes(Int(checksum), 4) + bytes(packed.count, 4) + bytes(file.claimedSize ?? file.content.count, 4)
        + bytes(name.count, 2) + bytes(0, 2)
      archive += bytes(0x0403_4B50, 4) + facts + name + packed
      directory += bytes(0x0201_4B50, 4) + bytes(20, 2) + facts + bytes(0, 10) + bytes(offset, 4) + name
    }
    let end =
      bytes(0x0605_4B50, 4) + bytes(0, 4) + bytes(files.count, 2) + bytes(files.count, 2) + bytes(directory.count, 4)
      + bytes(archive.count, 4) + bytes(comment.utf8.count, 2) + Array(comment.utf8)
    return archive + directory + end
  }

  /// `value` in `count` bytes, low byte first.
  static func bytes(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> (8 * $0)) : 0 }
  }

  private static func deflated(_ content: [UInt8]) -> [UInt8] {
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    stream.initialize(to: z_stream())
    defer { stream.deallocate() }
    deflateInit2_(
      stream, 9, Z_DEFLATED, -MAX_WBITS, 9, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    defer { deflateEnd(stream) }
    let capacity = Int(deflateBound(stream, uLong(content.count)))
    return [UInt8](unsafeUninitializedCapacity: capacity) { output, count in
      content.withUnsafeBufferPointer { content in
        stream.pointee.next_in = UnsafeMutablePointer(mutating: content.baseAddress)
        stream.pointee.avail_in = uInt(content.count)
        stream.pointee.next_out = output.baseAddress
        stream.pointee.avail_out = uInt(output.count)
        deflate(stream, Z_FINISH)
        count = Int(stream.pointee.total_out)
      }
    }
  }
}
