import DraftText

/// Takes what a client sends apart into messages: a header says how many bytes of JSON follow it.
///
/// What is no header is passed over up to the next one, so that a wrong length costs a message and not the session.
struct MessageReader {
  /// More than any message of an editor has, in bytes; a draft has 256 MB at most, and no editor opens such a one.
  static let mostBytes = 64 << 20
  /// Who has sent so many bytes without an end of the header sends something else.
  private static let longestHeader = 4 << 10
  private static let headerEnd = Array("\r\n\r\n".utf8)
  private static let lengthName = Array("content-length:".utf8)

  private var bytes: [UInt8] = []
  /// What stands before it in ``bytes`` has been taken.
  private var start = 0

  /// Takes in what was sent.
  mutating func add(_ more: some Sequence<UInt8>) {
    bytes.removeFirst(start)
    start = 0
    bytes += more
  }

  /// The JSON of the next message; nil where it has not arrived.
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

  /// Looks for a message in what was taken for the JSON of one and is none: a header that said too much took it in.
  mutating func lookAgain(in body: [UInt8]) {
    guard let header = Self.lastOffset(of: Self.lengthName, in: body[...]) else { return }
    bytes.replaceSubrange(0..<start, with: body[header...])
    start = 0
  }

  /// The length that `header` states; nil where it states none, or one that no message has.
  private static func length(in header: ArraySlice<UInt8>) -> Int? {
    // What a message that was too short has left may stand before the name.
    guard let name = lastOffset(of: lengthName, in: header) else { return nil }
    let value = header[(name + lengthName.count)...].prefix { $0 != 0x0D }
    let digits = String(decoding: value, as: UTF8.self).filter { $0 != " " }
    return Int(digits).flatMap { 0...mostBytes ~= $0 ? $0 : nil }
  }

  /// Where `word`, which is in small letters, stands last in `bytes`, be it in small letters or capitals.
  private static func lastOffset(of word: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
    func isCapital(_ byte: UInt8) -> Bool { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte }
    return bytes.indices.dropLast(word.count - 1).last { offset in
      bytes[offset..<(offset + word.count)].elementsEqual(word) { (isCapital($0) ? $0 | 0x20 : $0) == $1 }
    }
  }
}

/// `json` with the header that says how long it is.
func framed(_ json: String) -> [UInt8] { Array("Content-Length: \(json.utf8.count)\r\n\r\n\(json)".utf8) }
