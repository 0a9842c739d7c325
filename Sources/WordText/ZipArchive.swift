/// The files in a ZIP archive that is held in memory, as its central directory lists them.
///
/// It reads what office programs write: stored and deflated files, also in archives of the ZIP64 form. Every length and
/// offset is held against the size of the archive before it is used.
struct ZipArchive {
  /// How a file is kept in an archive.
  enum Method: Hashable {
    case stored
    case deflated
    case other(Int)
  }

  /// A file in the archive.
  struct Entry: Hashable {
    let method: Method
    let isEncrypted: Bool
    /// CRC-32 of the content.
    let checksum: UInt32
    /// The bytes that it takes in the archive.
    let packedSize: Int
    /// The bytes that it has when unpacked, as the directory says.
    let size: Int
    /// Where in the archive its local header stands.
    fileprivate let headerOffset: Int
  }

  /// The archive cannot be what it is said to be.
  struct Damage: Error {}

  private let bytes: [UInt8]
  /// The entries by name; names of parts do not tell A from a.
  private var entries: [String: Entry] = [:]

  /// Reads the directory of an archive.
  init(_ bytes: [UInt8]) throws(Damage) {
    self.bytes = bytes
    let fields = Fields(bytes)
    var directory = try fields.centralDirectory()
    for _ in 0..<directory.count {
      let (name, entry, next) = try fields.entry(at: directory.offset)
      let key = name.lowercased()
      if entries[key] == nil { entries[key] = entry }
      directory.offset = next
    }
  }

  /// The file called `name`.
  subscript(name: String) -> Entry? { entries[name.lowercased()] }

  /// What `entry` takes up in the archive.
  func packedContent(of entry: Entry) throws(Damage) -> ArraySlice<UInt8> {
    let fields = Fields(bytes)
    let header = entry.headerOffset
    guard try fields.number(at: header, bytes: 4) == Signature.localHeader else { throw Damage() }
    let nameLength = try fields.number(at: header + 26, bytes: 2)
    let extraLength = try fields.number(at: header + 28, bytes: 2)
    let start = header + 30 + nameLength + extraLength
    guard start <= bytes.count, entry.packedSize <= bytes.count - start else { throw Damage() }
    return bytes[start..<(start + entry.packedSize)]
  }
}

private enum Signature {
  static let localHeader = 0x0403_4B50
  static let entry = 0x0201_4B50
  static let end = 0x0605_4B50
  static let zip64End = 0x0606_4B50
  static let zip64Locator = 0x0706_4B50
}

/// The numbers in an archive, low byte first.
private struct Fields {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func number(at offset: Int, bytes count: Int) throws(ZipArchive.Damage) -> Int {
    guard offset >= 0, offset <= bytes.count - count else { throw ZipArchive.Damage() }
    let value = bytes[offset..<(offset + count)].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard let number = Int(exactly: value) else { throw ZipArchive.Damage() }
    return number
  }

  /// How many entries there are, and where the first one stands.
  func centralDirectory() throws(ZipArchive.Damage) -> (count: Int, offset: Int) {
    let end = try endRecord()
    let count = try number(at: end + 10, bytes: 2)
    let offset = try number(at: end + 16, bytes: 4)
    guard count == 0xFFFF || offset == 0xFFFF_FFFF else { return try plausible(count, offset) }
    guard end >= 20, try number(at: end - 20, bytes: 4) == Signature.zip64Locator else {
      return try plausible(count, offset)
    }
    let zip64End = try number(at: end - 20 + 8, bytes: 8)
    guard try number(at: zip64End, bytes: 4) == Signature.zip64End else { throw ZipArchive.Damage() }
    return try plausible(number(at: zip64End + 32, bytes: 8), number(at: zip64End + 48, bytes: 8))
  }

  private func plausible(_ count: Int, _ offset: Int) throws(ZipArchive.Damage) -> (count: Int, offset: Int) {
    guard offset <= bytes.count, count <= (bytes.count - offset) / 46 else { throw ZipArchive.Damage() }
    return (count, offset)
  }

  /// Where the record stands that ends an archive, with at most 64 KB of comment behind it.
  private func endRecord() throws(ZipArchive.Damage) -> Int {
    let last = bytes.count - 22
    guard last >= 0 else { throw ZipArchive.Damage() }
    for offset in stride(from: last, through: max(0, last - 0xFFFF), by: -1) where bytes[offset] == 0x50 {
      if try number(at: offset, bytes: 4) == Signature.end,
        try number(at: offset + 20, bytes: 2) == bytes.count - offset - 22
      {
        return offset
      }
    }
    throw ZipArchive.Damage()
  }

  /// The entry at `offset` of the directory, its name, and where the next one stands.
  func entry(
    at offset: Int
  ) throws(ZipArchive.Damage) -> (name: String, entry: ZipArchive.Entry, next: Int) {
    guard try number(at: offset, bytes: 4) == Signature.entry else { throw ZipArchive.Damage() }
    let name = try number(at: offset + 28, bytes: 2)
    let extra = try number(at: offset + 30, bytes: 2)
    let comment = try number(at: offset + 32, bytes: 2)
    let next = offset + 46 + name + extra + comment
    guard next <= bytes.count else { throw ZipArchive.Damage() }
    let nameStart = offset + 46
    var large = LargeNumbers(extra: bytes[(nameStart + name)..<(nameStart + name + extra)])
    let size = try large.resolve(number(at: offset + 24, bytes: 4))
    let packedSize = try large.resolve(number(at: offset + 20, bytes: 4))
    let headerOffset = try large.resolve(number(at: offset + 42, bytes: 4))
    let method: ZipArchive.Method =
      switch try number(at: offset + 10, bytes: 2) {
      case 0: .stored
      case 8: .deflated
      case let other: .other(other)
      }
    let entry = ZipArchive.Entry(
      method: method, isEncrypted: try number(at: offset + 8, bytes: 2) & 1 == 1,
      checksum: UInt32(truncatingIfNeeded: try number(at: offset + 16, bytes: 4)), packedSize: packedSize, size: size,
      headerOffset: headerOffset)
    return (String(decoding: bytes[nameStart..<(nameStart + name)], as: UTF8.self), entry, next)
  }
}

/// The numbers of an entry that do not fit into four bytes: in the extra field of ZIP64, in their order.
private struct LargeNumbers {
  private var rest: ArraySlice<UInt8> = []

  init(extra: ArraySlice<UInt8>) {
    var extra = extra
    while extra.count >= 4 {
      let kind = extra.prefix(2).reversed().reduce(0) { $0 << 8 | Int($1) }
      let length = extra.dropFirst(2).prefix(2).reversed().reduce(0) { $0 << 8 | Int($1) }
      let field = extra.dropFirst(4).prefix(length)
      if kind == 1 { rest = field }
      extra = extra.dropFirst(4 + length)
    }
  }

  /// `number`, or what stands for it.
  mutating func resolve(_ number: Int) throws(ZipArchive.Damage) -> Int {
    guard number == 0xFFFF_FFFF else { return number }
    guard rest.count >= 8 else { throw ZipArchive.Damage() }
    let value = rest.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    rest = rest.dropFirst(8)
    guard let number = Int(exactly: value) else { throw ZipArchive.Damage() }
    return number
  }
}
