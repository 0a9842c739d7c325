import CZlib

/// The content of a file, deflated.
struct PackedFile {
  let bytes: [UInt8]
  /// The size of the unpacked content, in bytes.
  let size: Int
  /// CRC-32 of the content.
  let checksum: Int

  /// Packs `content` of the file called `name`.
  init(_ content: [UInt8], as name: String) throws(ArchiveFailure) {
    // The reader has the same limit: a larger file could not be read again.
    guard content.count <= ZipContent.sizeLimit else { throw .tooLarge(name) }
    size = content.count
    checksum = content.withUnsafeBufferPointer { Int(crc32(0, $0.baseAddress, uInt($0.count))) }
    guard let bytes = Self.deflated(content) else { throw .tooLarge(name) }
    self.bytes = bytes
  }

  /// Returns the deflated content; nil if zlib runs out of memory.
  private static func deflated(_ content: [UInt8]) -> [UInt8]? {
    var stream = z_stream()
    let size = Int32(MemoryLayout<z_stream>.size)
    // Negative window bits: deflate data without a header.
    guard
      deflateInit2_(
        &stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size) == Z_OK
    else { return nil }
    defer { deflateEnd(&stream) }
    let capacity = Int(deflateBound(&stream, uLong(content.count)))
    var isWhole = false
    let packed = [UInt8](unsafeUninitializedCapacity: capacity) { output, count in
      content.withUnsafeBufferPointer { input in
        // zlib takes its input as mutable memory, though it never writes there.
        stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        stream.avail_in = uInt(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = uInt(capacity)
        isWhole = deflate(&stream, Z_FINISH) == Z_STREAM_END
        count = capacity - Int(stream.avail_out)
      }
    }
    return isWhole ? packed : nil
  }
}
