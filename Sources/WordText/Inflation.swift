import CZlib

/// Unpacks a file of an archive piece by piece, within bounds.
struct Inflation {
  /// Why a file is not unpacked to its end.
  enum Failure: Error {
    case damaged
    /// It grows beyond ``Inflation/sizeLimit``, or far more than text does.
    case tooLarge
  }

  /// A part of a document may have as many bytes when it is unpacked.
  static let sizeLimit = 128 << 20
  /// A larger part than this may not have grown by more than ``growthLimit``.
  private static let freeSize = 8 << 20
  /// The XML of drafts is packed to a tenth or a twentieth; deflate could pack a thousand zeros into one byte.
  private static let growthLimit = 200
  private static let chunk = 64 << 10

  private let packed: ArraySlice<UInt8>
  private let entry: ZipArchive.Entry

  /// Will unpack `packed`, which is what `entry` takes up in its archive.
  init(_ packed: ArraySlice<UInt8>, of entry: ZipArchive.Entry) {
    self.packed = packed
    self.entry = entry
  }

  /// Gives the content to `body`, piece by piece, and holds it against its checksum.
  func forEachChunk<E: Error>(
    _ body: (UnsafeBufferPointer<UInt8>) throws(E) -> Void, orElse convert: (Failure) -> E
  ) throws(E) {
    guard entry.size <= Self.sizeLimit else { throw convert(.tooLarge) }
    var produced = 0
    var checksum: UInt = 0
    func take(_ piece: UnsafeBufferPointer<UInt8>) throws(E) {
      produced += piece.count
      if produced > Self.sizeLimit { throw convert(.tooLarge) }
      if produced > Self.freeSize, produced / Self.growthLimit > packed.count { throw convert(.tooLarge) }
      if produced > entry.size { throw convert(.damaged) }
      checksum = crc32(checksum, piece.baseAddress, uInt(piece.count))
      try body(piece)
    }
    switch entry.method {
    case .stored where packed.count != entry.size: throw convert(.damaged)
    case .stored: try stored(take)
    case .deflated: try deflated(take, orElse: convert)
    case .other: throw convert(.damaged)
    }
    guard produced == entry.size, checksum == UInt(entry.checksum) else { throw convert(.damaged) }
  }

  private func stored<E: Error>(_ take: (UnsafeBufferPointer<UInt8>) throws(E) -> Void) throws(E) {
    try packed.withUnsafeBufferPointer { (packed) throws(E) in
      for start in stride(from: 0, to: packed.count, by: Self.chunk) {
        try take(UnsafeBufferPointer(rebasing: packed[start..<min(packed.count, start + Self.chunk)]))
      }
    }
  }

  private func deflated<E: Error>(
    _ take: (UnsafeBufferPointer<UInt8>) throws(E) -> Void, orElse convert: (Failure) -> E
  ) throws(E) {
    // zlib keeps the address of its stream, so that it must not move.
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let output = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: Self.chunk)
    defer {
      inflateEnd(stream)
      stream.deallocate()
      output.deallocate()
    }
    // Negative window bits: deflate data without a header.
    let isReady = inflateInit2_(stream, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    guard isReady, packed.count <= Int(uInt.max) else { throw convert(.damaged) }
    try packed.withUnsafeBufferPointer { (packed) throws(E) in
      // zlib takes its input as mutable memory, though it never writes there.
      stream.pointee.next_in = UnsafeMutablePointer(mutating: packed.baseAddress)
      stream.pointee.avail_in = uInt(packed.count)
      var status = Z_OK
      while status == Z_OK {
        stream.pointee.next_out = output.baseAddress
        stream.pointee.avail_out = uInt(output.count)
        status = inflate(stream, Z_NO_FLUSH)
        // zlib has written so many bytes and no more.
        let count = output.count - Int(stream.pointee.avail_out)
        // Without any progress the end of the input has been reached before the end of the data.
        guard status == Z_STREAM_END || status == Z_OK && count > 0 else { throw convert(.damaged) }
        try take(UnsafeBufferPointer(rebasing: output[..<count]))
      }
    }
  }
}
