import CZlib
import DraftText

/// The content of a file in an archive, unpacked piece by piece within limits.
package final class ZipContent {
  /// The most bytes in one unpacked file.
  static let sizeLimit = 128 << 20
  /// The unpacked size in bytes above which ``growthLimit`` applies.
  private static let freeSize = 8 << 20
  /// The largest ratio of unpacked to packed size. The XML of drafts has 10 to 20; deflate can pack zeros 1,000 times.
  private static let growthLimit = 200
  private static let chunk = 64 << 10

  private let name: String
  private let packed: ArraySlice<UInt8>
  private let entry: ZipArchive.Entry
  /// The index of the next byte of ``packed``.
  private var offset: Int
  private var produced = 0
  private var checksum: UInt = 0
  private var isAtEnd = false
  /// zlib keeps the address of its stream, so that the stream must not move.
  private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
  private let output = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: ZipContent.chunk)

  init(_ name: String, _ packed: ArraySlice<UInt8>, of entry: ZipArchive.Entry) throws(DocumentFailure) {
    (self.name, self.packed, self.entry) = (name, packed, entry)
    offset = packed.startIndex
    stream.initialize(to: z_stream())
    // Negative window bits: deflate data without a header.
    let isReady = inflateInit2_(stream, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    if entry.size > Self.sizeLimit { throw .tooLarge(name) }
    guard isReady, entry.method == 8 || entry.method == 0 && packed.count == entry.size else { throw .damaged }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
    output.deallocate()
  }

  /// Returns the next piece, valid until the next call; nil at the end. The end checks the size and the checksum of the
  /// content.
  package func next() throws(DocumentFailure) -> UnsafeBufferPointer<UInt8>? {
    guard !isAtEnd else {
      guard produced == entry.size, checksum == UInt(entry.checksum) else { throw .damaged }
      return nil
    }
    let piece = UnsafeBufferPointer(rebasing: output[..<(entry.method == 0 ? copy() : try inflate())])
    produced += piece.count
    let hasGrown = produced > Self.freeSize && produced / Self.growthLimit > packed.count
    if hasGrown || produced > Self.sizeLimit { throw .tooLarge(name) }
    if produced > entry.size { throw .damaged }
    checksum = crc32(checksum, piece.baseAddress, uInt(piece.count))
    return piece
  }

  private func copy() -> Int {
    let piece = packed[offset...].prefix(Self.chunk)
    _ = output.update(fromContentsOf: piece)
    offset = piece.endIndex
    isAtEnd = offset == packed.endIndex
    return piece.count
  }

  private func inflate() throws(DocumentFailure) -> Int {
    let status = packed[offset...].withUnsafeBufferPointer { input in
      // zlib takes its input as mutable memory, though it never writes there.
      stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
      stream.pointee.avail_in = uInt(clamping: input.count)
      stream.pointee.next_out = output.baseAddress
      stream.pointee.avail_out = uInt(output.count)
      let before = stream.pointee.avail_in
      defer { offset += Int(before - stream.pointee.avail_in) }
      return CZlib.inflate(stream, Z_NO_FLUSH)
    }
    // The number of bytes that zlib has written.
    let count = output.count - Int(stream.pointee.avail_out)
    isAtEnd = status == Z_STREAM_END
    // No progress means that the input ends before the data does.
    guard isAtEnd || status == Z_OK && count > 0 else { throw .damaged }
    return count
  }
}
