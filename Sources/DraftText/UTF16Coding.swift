/// The encoding UTF-16 in either byte order. A byte order mark is treated like any other character.
struct UTF16Coding {
  let bigEndian: Bool

  /// The text of `bytes` in UTF-8. A lone surrogate and half a unit are invalid.
  func decode(_ bytes: UnsafeBufferPointer<UInt8>) throws(InvalidSequence) -> [UInt8] {
    let units = stride(from: 0, to: bytes.count - 1, by: 2).lazy.map { unit(in: bytes, at: $0) }
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count / 2 * 3)
    let isInvalid = transcode(units.makeIterator(), from: UTF16.self, to: UTF8.self, stoppingOnError: true) {
      text.append($0)
    }
    if isInvalid || bytes.count % 2 == 1 {
      // The invalid unit, or half a unit, follows the units of the text.
      throw InvalidSequence(offset: 2 * String(decoding: text, as: UTF8.self).utf16.count, before: text)
    }
    return text
  }

  /// Encodes valid UTF-8 as UTF-16.
  func encode(_ utf8: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(utf8.count)
    for unit in String(decoding: utf8, as: UTF8.self).utf16 {
      let (high, low) = (UInt8(unit >> 8), UInt8(truncatingIfNeeded: unit))
      bytes.append(bigEndian ? high : low)
      bytes.append(bigEndian ? low : high)
    }
    return bytes
  }

  /// The unit whose two bytes begin at `offset`; both lie inside the bytes.
  func unit(in bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> UInt16 {
    let (first, second) = (UInt16(bytes[offset]), UInt16(bytes[offset + 1]))
    return bigEndian ? first << 8 | second : second << 8 | first
  }
}
