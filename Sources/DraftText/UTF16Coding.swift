/// The encoding UTF-16 in either byte order. A byte order mark is treated like any other character.
struct UTF16Coding {
  let bigEndian: Bool

  /// The text of `bytes` in UTF-8. A lone surrogate and half a unit are invalid.
  func decode(_ bytes: UnsafeBufferPointer<UInt8>) throws(InvalidSequence) -> [UInt8] {
    var invalid: Int?
    // A unit becomes at most three bytes, and a surrogate pair four: the capacity is enough. It is never 0, because
    // then the standard library would write into the empty array that all threads share.
    let text = [UInt8](unsafeUninitializedCapacity: max(1, bytes.count / 2 * 3)) { output, written in
      var offset = 0
      while offset < bytes.count {
        guard let (scalar, length) = scalar(in: bytes, at: offset) else {
          invalid = offset
          return
        }
        written = output.write(scalar, at: written)
        offset += length
      }
    }
    if let invalid { throw InvalidSequence(offset: invalid, before: text) }
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
  func unit(in bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> UInt32 {
    let (first, second) = (UInt32(bytes[offset]), UInt32(bytes[offset + 1]))
    return bigEndian ? first << 8 | second : second << 8 | first
  }

  /// The code point that begins at `offset`, and its length in bytes; nil if there is none. `offset` lies inside the bytes.
  @inline(__always)
  private func scalar(in bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> (scalar: UInt32, length: Int)? {
    guard offset + 1 < bytes.count else { return nil }
    let high = unit(in: bytes, at: offset)
    guard 0xD800..<0xE000 ~= high else { return (high, 2) }
    guard high < 0xDC00, offset + 3 < bytes.count else { return nil }
    let low = unit(in: bytes, at: offset + 2)
    guard 0xDC00..<0xE000 ~= low else { return nil }
    return (0x10000 + (high - 0xD800) << 10 + (low - 0xDC00), 4)
  }
}
