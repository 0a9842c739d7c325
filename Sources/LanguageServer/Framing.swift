import DraftText

/// Splits the bytes from a client into messages. A header gives the number of bytes of the JSON after it.
///
/// Bytes that are no header are skipped up to the next header. A wrong length therefore loses one message, not the
/// session.
struct MessageReader {
  /// The longest message that is read, in bytes. A draft has 256 MB at most, but no editor opens one of this size.
  static let mostBytes = 64 << 20
  /// The longest header, in bytes. Without the end of a header, only so many bytes are kept.
  private static let longestHeader = 4 << 10
  private static let headerEnd = Array("\r\n\r\n".utf8)
  private static let lengthName = Array("content-length:".utf8)

  private var bytes: [UInt8] = []
  /// The number of bytes at the start of ``bytes`` that were taken.
  private var start = 0

  /// Appends received bytes.
  mutating func add(_ more: some Sequence<UInt8>) {
    bytes.removeFirst(start)
    start = 0
    bytes += more
  }

  /// Returns the JSON of the next message; nil where it has not arrived.
  mutating func next() -> [UInt8]? {
    while let end = bytes.withUnsafeBufferPointer({ $0.firstOccurrence(of: Self.headerEnd[...], from: start) }) {
      let header = bytes[start..<end]
      let body = end + Self.headerEnd.count
      guard let length = Self.length(in: header) else {
        start = body
        continue
      }
      guard bytes.count - body >= length else { return nil }
      start = body + length
      return Array(bytes[body..<start])
    }
    start = max(start, bytes.count - Self.longestHeader)
    return nil
  }

  /// Looks for a message in `body`, which is no valid message: a header with too large a length takes in the next
  /// message.
  mutating func lookAgain(in body: [UInt8]) {
    guard let header = Self.lastOffset(of: Self.lengthName, in: body[...]) else { return }
    bytes.replaceSubrange(0..<start, with: body[header...])
    start = 0
  }

  /// Returns the length in `header`; nil where it is missing or not possible for a message.
  private static func length(in header: ArraySlice<UInt8>) -> Int? {
    // The rest of a message whose length was too small can stand before the name.
    guard let name = lastOffset(of: lengthName, in: header) else { return nil }
    let value = header[(name + lengthName.count)...].prefix { $0 != 0x0D }
    let digits = String(decoding: value, as: UTF8.self).filter { $0 != " " }
    return Int(digits).flatMap { 0...mostBytes ~= $0 ? $0 : nil }
  }

  /// Returns the last offset of `word` in `bytes`, in small letters or capitals; `word` itself is in small letters.
  private static func lastOffset(of word: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
    func isCapital(_ byte: UInt8) -> Bool { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte }
    return bytes.indices.dropLast(word.count - 1).last { offset in
      bytes[offset..<(offset + word.count)].elementsEqual(word) { (isCapital($0) ? $0 | 0x20 : $0) == $1 }
    }
  }
}

/// Returns `json` after the header that gives its length.
func framed(_ json: String) -> [UInt8] { Array("Content-Length: \(json.utf8.count)\r\n\r\n\(json)".utf8) }
