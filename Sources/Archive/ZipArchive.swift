import CZlib

/// The reason why an archive, or a file in it, cannot be read or written. The associated names are those of files in the archive.
package enum ArchiveFailure: Error, Hashable {
  /// The archive is truncated or inconsistent.
  case damaged
  /// The archive needs a password.
  case encrypted
  /// Another file refers to a file of this name, but the archive does not contain it.
  case missingFile(String)
  /// A file exceeds a limit on its size or on its content.
  case tooLarge(String)
  /// The XML of a file is not well-formed at `line`, from 1.
  case damagedXML(String, line: Int)
  /// The elements of a file are nested too deeply.
  case tooDeep(String)
  /// A file has a document type declaration, where entities are declared.
  case hasDocumentType(String)
}

/// The files of a ZIP archive in memory, as its central directory lists them.
///
/// Stored and deflated files are supported, also in ZIP64 archives: office programs write nothing else. An archive can
/// be malicious: every length and offset is checked against its size before use.
package struct ZipArchive {
  /// A file in the archive, as its directory entry describes it.
  struct Entry {
    let flags: Int
    /// 0 for a stored file, 8 for a deflated one.
    let method: Int
    /// CRC-32 of the content.
    let checksum: Int
    /// The sizes of the packed and of the unpacked file, in bytes.
    let packedSize, size: Int
    /// The offset of its local header.
    let headerOffset: Int
  }

  enum Signature {
    static let localHeader = 0x0403_4B50
    static let entry = 0x0201_4B50
    static let end = 0x0605_4B50
    static let zip64End = 0x0606_4B50
    static let zip64Locator = 0x0706_4B50
  }

  let bytes: [UInt8]
  /// The files by name in lower case, because names of parts ignore case.
  private var entries: [String: Entry] = [:]

  /// Reads the directory of an archive.
  package init(_ bytes: [UInt8]) throws(ArchiveFailure) {
    self.bytes = bytes
    var (count, offset) = try directory()
    while count > 0 {
      let (name, entry, next) = try self.entry(at: offset)
      if entries[name] == nil { entries[name] = entry }
      (count, offset) = (count - 1, next)
    }
  }

  /// Whether there is a file called `name`.
  package func contains(_ name: String) -> Bool { entries[name.lowercased()] != nil }

  /// Returns a reader that unpacks the file called `name` piece by piece.
  package func content(of name: String) throws(ArchiveFailure) -> ZipContent {
    guard let entry = entries[name.lowercased()] else { throw .missingFile(name) }
    if entry.flags & 1 == 1 { throw .encrypted }
    let header = entry.headerOffset
    guard try number(at: header, 4) == Signature.localHeader else { throw .damaged }
    let start = header + 30 + (try number(at: header + 26, 2)) + (try number(at: header + 28, 2))
    guard start <= bytes.count, entry.packedSize <= bytes.count - start else { throw .damaged }
    return try ZipContent(name, bytes[start..<(start + entry.packedSize)], of: entry)
  }

  /// Returns the whole unpacked content of the file called `name`.
  package func bytes(of name: String) throws(ArchiveFailure) -> [UInt8] {
    let content = try content(of: name)
    var bytes: [UInt8] = []
    while let piece = try content.next() { bytes += piece }
    return bytes
  }

  /// Reads the integer of `count` bytes at `offset`, low byte first.
  func number(at offset: Int, _ count: Int) throws(ArchiveFailure) -> Int {
    guard offset >= 0, offset <= bytes.count - count else { throw .damaged }
    return try Self.number(bytes[offset..<(offset + count)])
  }

  private static func number(_ bytes: ArraySlice<UInt8>) throws(ArchiveFailure) -> Int {
    guard let number = Int(exactly: bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }) else { throw .damaged }
    return number
  }

  /// Returns the number of entries and the offset of the first entry.
  func directory() throws(ArchiveFailure) -> (count: Int, offset: Int) {
    let end = try endRecord()
    var (count, offset) = (try number(at: end + 10, 2), try number(at: end + 16, 4))
    if count == 0xFFFF || offset == 0xFFFF_FFFF, end >= 20, try number(at: end - 20, 4) == Signature.zip64Locator {
      let zip64End = try number(at: end - 20 + 8, 8)
      guard try number(at: zip64End, 4) == Signature.zip64End else { throw .damaged }
      (count, offset) = (try number(at: zip64End + 32, 8), try number(at: zip64End + 48, 8))
    }
    // An entry takes 46 bytes at least.
    guard offset <= bytes.count, count <= (bytes.count - offset) / 46 else { throw .damaged }
    return (count, offset)
  }

  /// Returns the offset of the record that ends the archive. At most 64 KB of comment can follow it.
  func endRecord() throws(ArchiveFailure) -> Int {
    let last = bytes.count - 22
    guard last >= 0 else { throw .damaged }
    for offset in stride(from: last, through: max(0, last - 0xFFFF), by: -1) where bytes[offset] == 0x50 {
      if try number(at: offset, 4) == Signature.end, try number(at: offset + 20, 2) == last - offset { return offset }
    }
    throw .damaged
  }

  /// Reads the directory entry at `offset`: its name in lower case, the entry, and the offset of the next entry.
  func entry(at offset: Int) throws(ArchiveFailure) -> (name: String, entry: Entry, next: Int) {
    guard try number(at: offset, 4) == Signature.entry else { throw .damaged }
    let nameEnd = offset + 46 + (try number(at: offset + 28, 2))
    let extraEnd = nameEnd + (try number(at: offset + 30, 2))
    let next = extraEnd + (try number(at: offset + 32, 2))
    guard next <= bytes.count else { throw .damaged }
    var large = Self.largeNumbers(in: bytes[nameEnd..<extraEnd])
    // In ZIP64, a number that does not fit into four bytes is in the extra field, in the order of the calls below.
    func size(at offset: Int) throws(ArchiveFailure) -> Int {
      let number = try number(at: offset, 4)
      guard number == 0xFFFF_FFFF else { return number }
      guard large.count >= 8 else { throw .damaged }
      defer { large = large.dropFirst(8) }
      return try Self.number(large.prefix(8))
    }
    let unpacked = try size(at: offset + 24)
    let packed = try size(at: offset + 20)
    let entry = Entry(
      flags: try number(at: offset + 8, 2), method: try number(at: offset + 10, 2),
      checksum: try number(at: offset + 16, 4), packedSize: packed, size: unpacked,
      headerOffset: try size(at: offset + 42))
    return (String(decoding: bytes[(offset + 46)..<nameEnd], as: UTF8.self).lowercased(), entry, next)
  }

  /// Returns the content of the ZIP64 field in `extra`. Each field there has a kind, a length and that many bytes.
  static func largeNumbers(in extra: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var (extra, field) = (extra, ArraySlice<UInt8>())
    while extra.count >= 4 {
      let head = extra.prefix(4).map(Int.init)
      let rest = extra.dropFirst(4)
      if head[0] | head[1] << 8 == 1 { field = rest.prefix(head[2] | head[3] << 8) }
      extra = rest.dropFirst(head[2] | head[3] << 8)
    }
    return field
  }
}

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

  fileprivate init(_ name: String, _ packed: ArraySlice<UInt8>, of entry: ZipArchive.Entry) throws(ArchiveFailure) {
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

  /// Returns the next piece, valid until the next call; nil at the end. The end checks the size and the checksum of the content.
  package func next() throws(ArchiveFailure) -> UnsafeBufferPointer<UInt8>? {
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

  private func inflate() throws(ArchiveFailure) -> Int {
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
