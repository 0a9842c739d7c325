import DraftText

/// The files of a ZIP archive in memory, as its central directory lists them.
///
/// Stored and deflated files are supported, also in ZIP64 archives: office programs write nothing else. An archive can
/// be malicious: every length and offset is checked against its size before use.
package struct ZipArchive {
  /// A file in the archive, as its directory entry describes it.
  struct Entry {
    /// The name in lower case, because names of parts ignore case.
    let name: String
    /// The place of the entry in the directory.
    let range: Range<Int>
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

  /// The lengths of a local header and of a directory entry up to the name, in bytes.
  static let (localHeaderLength, entryLength) = (30, 46)

  let bytes: [UInt8]
  /// The files in the order of the directory.
  private(set) var entries: [Entry] = []
  /// The first file of each name.
  private var entriesByName: [String: Entry] = [:]

  /// Reads the directory of an archive.
  package init(_ bytes: [UInt8]) throws(DocumentFailure) {
    self.bytes = bytes
    var (count, offset) = try directory()
    while count > 0 {
      let entry = try entry(at: offset)
      entries.append(entry)
      (count, offset) = (count - 1, entry.range.upperBound)
    }
    entriesByName = Dictionary(entries.map { ($0.name, $0) }) { first, _ in first }
  }

  /// Whether there is a file called `name`.
  package func contains(_ name: String) -> Bool { entriesByName[name.lowercased()] != nil }

  /// Returns a reader that unpacks the file called `name` piece by piece.
  package func content(of name: String) throws(DocumentFailure) -> ZipContent {
    guard let entry = entriesByName[name.lowercased()] else { throw .missingFile(name) }
    if entry.flags & 1 == 1 { throw .encrypted }
    let start = try endOfLocalHeader(at: entry.headerOffset)
    guard start <= bytes.count, entry.packedSize <= bytes.count - start else { throw .damaged }
    return try ZipContent(name, bytes[start..<(start + entry.packedSize)], of: entry)
  }

  /// Returns the whole unpacked content of the file called `name`.
  package func bytes(of name: String) throws(DocumentFailure) -> [UInt8] {
    let content = try content(of: name)
    var bytes: [UInt8] = []
    while let piece = try content.next() { bytes += piece }
    return bytes
  }

  /// Returns the end of the local header at `offset`, where the packed bytes of its file begin.
  func endOfLocalHeader(at offset: Int) throws(DocumentFailure) -> Int {
    guard try number(at: offset, 4) == Signature.localHeader else { throw .damaged }
    return offset + Self.localHeaderLength + (try number(at: offset + 26, 2)) + (try number(at: offset + 28, 2))
  }

  /// Reads the integer of `count` bytes at `offset`, low byte first.
  func number(at offset: Int, _ count: Int) throws(DocumentFailure) -> Int {
    guard offset >= 0, offset <= bytes.count - count else { throw .damaged }
    return try Self.number(bytes[offset..<(offset + count)])
  }

  private static func number(_ bytes: ArraySlice<UInt8>) throws(DocumentFailure) -> Int {
    guard let number = Int(exactly: bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }) else { throw .damaged }
    return number
  }

  /// Returns the number of entries and the offset of the first entry.
  func directory() throws(DocumentFailure) -> (count: Int, offset: Int) {
    let end = try endRecord()
    var (count, offset) = (try number(at: end + 10, 2), try number(at: end + 16, 4))
    if count == 0xFFFF || offset == 0xFFFF_FFFF, end >= 20, try number(at: end - 20, 4) == Signature.zip64Locator {
      let zip64End = try number(at: end - 20 + 8, 8)
      guard try number(at: zip64End, 4) == Signature.zip64End else { throw .damaged }
      (count, offset) = (try number(at: zip64End + 32, 8), try number(at: zip64End + 48, 8))
    }
    guard offset <= bytes.count, count <= (bytes.count - offset) / Self.entryLength else { throw .damaged }
    return (count, offset)
  }

  /// Returns the offset of the record that ends the archive. At most 64 KB of comment can follow it.
  func endRecord() throws(DocumentFailure) -> Int {
    let last = bytes.count - 22
    guard last >= 0 else { throw .damaged }
    for offset in stride(from: last, through: max(0, last - 0xFFFF), by: -1) where bytes[offset] == 0x50 {
      if try number(at: offset, 4) == Signature.end, try number(at: offset + 20, 2) == last - offset { return offset }
    }
    throw .damaged
  }

  /// Reads the directory entry at `offset`.
  private func entry(at offset: Int) throws(DocumentFailure) -> Entry {
    guard try number(at: offset, 4) == Signature.entry else { throw .damaged }
    let nameStart = offset + Self.entryLength
    let nameEnd = nameStart + (try number(at: offset + 28, 2))
    let extraEnd = nameEnd + (try number(at: offset + 30, 2))
    let next = extraEnd + (try number(at: offset + 32, 2))
    guard next <= bytes.count else { throw .damaged }
    var large = Self.largeNumbers(in: bytes[nameEnd..<extraEnd])
    // In ZIP64, a number that does not fit into four bytes is in the extra field, in the order of the calls below.
    func size(at offset: Int) throws(DocumentFailure) -> Int {
      let number = try number(at: offset, 4)
      guard number == 0xFFFF_FFFF else { return number }
      guard large.count >= 8 else { throw .damaged }
      defer { large = large.dropFirst(8) }
      return try Self.number(large.prefix(8))
    }
    let unpacked = try size(at: offset + 24)
    let packed = try size(at: offset + 20)
    return Entry(
      name: String(decoding: bytes[nameStart..<nameEnd], as: UTF8.self).lowercased(), range: offset..<next,
      flags: try number(at: offset + 8, 2), method: try number(at: offset + 10, 2),
      checksum: try number(at: offset + 16, 4), packedSize: packed, size: unpacked,
      headerOffset: try size(at: offset + 42))
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
