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
    var count = compressBound(uLong(content.count))
    var packed = [UInt8](repeating: 0, count: Int(count))
    compress2(&packed, &count, content, uLong(content.count), Z_BEST_COMPRESSION)
    // ZIP has the deflated data without the header and the checksum of zlib's own format.
    return Array(packed[2..<(Int(count) - 4)])
  }
}
