import CZlib
import DraftText

extension ZipArchive {
  /// Returns the archive with `contents` in place of the files of the same names. Files that the archive does not have
  /// are added at the end.
  ///
  /// All other entries keep their headers and their packed bytes. The order of the entries stays.
  ///
  /// - Parameter contents: The new contents by file name.
  /// - Returns: The bytes of the new archive.
  package func replacing(_ contents: [String: [UInt8]]) throws(DocumentFailure) -> [UInt8] {
    var added = contents
    var replaced: [Int: [UInt8]] = [:]
    for entry in entries {
      guard let name = added.keys.first(where: { $0.lowercased() == entry.name }) else { continue }
      replaced[entry.range.lowerBound] = added.removeValue(forKey: name)
    }
    var writer = ZipRewriter(self)
    try writer.copy(replacing: replaced)
    for (name, content) in added.sorted(by: { $0.key < $1.key }) { try writer.add(name, content) }
    return try writer.finish()
  }
}

/// Builds an archive from another one: the files first, then the directory.
private struct ZipRewriter {
  private let archive: ZipArchive
  private var output: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  init(_ archive: ZipArchive) { self.archive = archive }

  /// Copies all files. A file whose entry starts at a key of `replaced` gets the new content of that key.
  mutating func copy(replacing replaced: [Int: [UInt8]]) throws(DocumentFailure) {
    let entries = archive.entries
    let starts = Set(entries.map(\.headerOffset)).sorted()
    let ends = starts.dropFirst() + [try archive.directory().offset]
    let kept = Set(entries.filter { replaced[$0.range.lowerBound] == nil }.map(\.headerOffset))
    let byStart = Dictionary(grouping: entries, by: \.headerOffset)
    // Bytes before the first file belong to no file.
    output += archive.bytes[..<(starts.first.map { min($0, archive.bytes.count) } ?? 0)]
    var moved: [Int: Int] = [:]
    var written: [Int: (place: Int, file: PackedFile)] = [:]
    for (start, end) in zip(starts, ends) {
      if kept.contains(start) {
        moved[start] = output.count
        output += try archive.local(byStart[start] ?? [], from: start, to: end)
      }
      for entry in byStart[start] ?? [] {
        guard let content = replaced[entry.range.lowerBound] else { continue }
        let file = try PackedFile(content, as: entry.name)
        written[entry.range.lowerBound] = (output.count, file)
        output += try ZipHeader(of: archive, entry.range).local(file)
      }
    }
    for entry in entries {
      count += 1
      if let (place, file) = written[entry.range.lowerBound] {
        directory += try ZipHeader(of: archive, entry.range).record(file, at: place)
      } else if let place = moved[entry.headerOffset] {
        directory += try archive.record(entry, at: place)
      }
    }
  }

  /// Adds a file that the archive did not have.
  mutating func add(_ name: String, _ content: [UInt8]) throws(DocumentFailure) {
    let file = try PackedFile(content, as: name)
    let header = ZipHeader(name: name)
    directory += header.record(file, at: output.count)
    output += header.local(file)
    count += 1
  }

  /// Writes the directory and returns the archive, with the comment of the old archive.
  consuming func finish() throws(DocumentFailure) -> [UInt8] {
    let start = output.count
    // Fields of two and four bytes are enough for any real document, so that ZIP64 is not needed.
    guard count < 0xFFFF, start + directory.count < 0xFFFF_FFFF else { throw .tooLarge("ZIP") }
    let end = try archive.endRecord()
    output += directory
    output += little(ZipArchive.Signature.end, 4) + [0, 0, 0, 0] + little(count, 2) + little(count, 2)
    output += little(directory.count, 4) + little(start, 4)
    output += archive.bytes[(end + 20)...]
    return output
  }
}

/// The content of a file, deflated.
private struct PackedFile {
  let bytes: ArraySlice<UInt8>
  /// The size of the unpacked content, in bytes.
  let size: Int
  /// CRC-32 of the content.
  let checksum: Int

  /// Packs `content` of the file called `name`.
  init(_ content: [UInt8], as name: String) throws(DocumentFailure) {
    // The reader has the same limit: a larger file could not be read again.
    guard content.count <= ZipContent.sizeLimit else { throw .tooLarge(name) }
    size = content.count
    checksum = Int(crc32(0, content, uInt(content.count)))
    var count = compressBound(uLong(content.count))
    var packed = [UInt8](repeating: 0, count: Int(count))
    let status = compress2(&packed, &count, content, uLong(content.count), Z_DEFAULT_COMPRESSION)
    guard status == Z_OK else { throw .tooLarge(name) }
    // ZIP has the deflated data without the header and the checksum of zlib's own format.
    bytes = packed[..<Int(count)].dropFirst(2).dropLast(4)
  }
}

/// The fields in the headers of a file that do not depend on its content.
private struct ZipHeader {
  /// The ZIP version that is needed to unpack deflated files: 2.0.
  private static let version = 20
  private static let deflated = 8

  /// The fields of the directory record before the name.
  private var fixed: [UInt8]
  private let name: ArraySlice<UInt8>
  private let comment: ArraySlice<UInt8>

  /// Makes the header of a new file. The date is 1980-01-01, the first day of DOS, so that every run writes the same
  /// bytes.
  init(name: String) {
    self.name = Array(name.utf8)[...]
    comment = []
    fixed = [UInt8](repeating: 0, count: ZipArchive.entryLength)
    set(ZipArchive.Signature.entry, at: 0, 4)
    set(Self.version, at: 4, 2)
    set(0x21, at: 14, 2)
    set(self.name.count, at: 28, 2)
  }

  /// Reads the header of a file of `archive` from the directory record in `range`.
  init(of archive: ZipArchive, _ range: Range<Int>) throws(DocumentFailure) {
    let start = range.lowerBound
    let nameEnd = start + ZipArchive.entryLength + (try archive.number(at: start + 28, 2))
    let commentStart = range.upperBound - (try archive.number(at: start + 32, 2))
    fixed = Array(archive.bytes[start..<(start + ZipArchive.entryLength)])
    name = archive.bytes[(start + ZipArchive.entryLength)..<nameEnd]
    comment = archive.bytes[commentStart..<range.upperBound]
    // Clear the flags for encryption and for sizes behind the data.
    set(try archive.number(at: start + 8, 2) & ~0b1001, at: 8, 2)
    set(0, at: 30, 2)
    set(0, at: 34, 2)
  }

  /// The local header and the packed bytes.
  func local(_ file: PackedFile) -> [UInt8] {
    let header = filled(file, at: 0)
    // Both headers have the same sequence of fields from the version to the lengths.
    return little(ZipArchive.Signature.localHeader, 4) + header[6..<32] + name + file.bytes
  }

  /// The directory record of a file whose local header is at `place`.
  func record(_ file: PackedFile, at place: Int) -> [UInt8] { filled(file, at: place) + name + comment }

  private func filled(_ file: PackedFile, at place: Int) -> [UInt8] {
    var header = self
    header.set(Self.version, at: 6, 2)
    header.set(Self.deflated, at: 10, 2)
    header.set(file.checksum, at: 16, 4)
    header.set(file.bytes.count, at: 20, 4)
    header.set(file.size, at: 24, 4)
    header.set(place, at: 42, 4)
    return header.fixed
  }

  private mutating func set(_ number: Int, at offset: Int, _ count: Int) {
    fixed.replaceSubrange(offset..<(offset + count), with: little(number, count))
  }
}

extension ZipArchive {
  /// Returns the bytes of a file from `start` to `end`: its local header, the packed bytes, and the sizes behind them.
  fileprivate func local(
    _ entries: [Entry], from start: Int, to end: Int
  ) throws(DocumentFailure) -> ArraySlice<UInt8> {
    guard end <= bytes.count, start <= end else { throw .damaged }
    let data = try endOfLocalHeader(at: start)
    // Overlapping files are a sign of a malicious archive.
    guard entries.allSatisfy({ $0.packedSize <= end - data }) else { throw .damaged }
    return bytes[start..<end]
  }

  /// Returns the directory record with `place` as the offset of the local header. In ZIP64, the offset can be in the
  /// extra field.
  fileprivate func record(_ entry: Entry, at place: Int) throws(DocumentFailure) -> [UInt8] {
    let start = entry.range.lowerBound
    var bytes = Array(self.bytes[entry.range])
    guard try number(at: start + 42, 4) == 0xFFFF_FFFF else {
      bytes.replaceSubrange(42..<46, with: little(place, 4))
      return bytes
    }
    let nameEnd = start + Self.entryLength + (try number(at: start + 28, 2))
    let large = Self.largeNumbers(in: self.bytes[nameEnd..<(nameEnd + (try number(at: start + 30, 2)))])
    var offset = large.startIndex - start
    for field in [20, 24] where try number(at: start + field, 4) == 0xFFFF_FFFF { offset += 8 }
    bytes.replaceSubrange(offset..<(offset + 8), with: little(place, 8))
    return bytes
  }
}

/// `number` in `count` bytes, low byte first.
private func little(_ number: Int, _ count: Int) -> [UInt8] {
  (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
}
