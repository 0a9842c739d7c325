/// UTF-16 as it stands in a file, the units in either byte order. No byte order mark is looked for.
struct UTF16Coding {
  let bigEndian: Bool

  /// Where UTF-16 ends to be valid: the offset of a lone surrogate or of half a unit, and the text before it.
  struct Failure: Error {
    let offset: Int
    let before: [UInt8]
  }

  /// The text of `bytes` in UTF-8.
  func decode(_ bytes: UnsafeBufferPointer<UInt8>) throws(Failure) -> [UInt8] {
    var invalid: Int?
    // A unit becomes three bytes at most, a pair of units four: nothing is written past the capacity.
    let text = [UInt8](unsafeUninitializedCapacity: bytes.count / 2 * 3) { output, written in
      (written, invalid) = decode(bytes, into: output)
    }
    if let invalid { throw Failure(offset: invalid, before: text) }
    return text
  }

  /// Valid UTF-8 as UTF-16.
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

  private func decode(
    _ bytes: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>
  ) -> (written: Int, invalid: Int?) {
    var written = 0
    func put(_ byte: UInt32) {
      output[written] = UInt8(truncatingIfNeeded: byte)
      written += 1
    }
    var offset = 0
    while offset + 1 < bytes.count {
      let unit = unit(in: bytes, at: offset)
      switch unit {
      case 0..<0x80:
        put(unit)
      case 0x80..<0x800:
        put(0xC0 | unit >> 6)
        put(0x80 | unit & 0x3F)
      case 0xD800..<0xE000:
        guard unit < 0xDC00, offset + 3 < bytes.count else { return (written, offset) }
        let low = self.unit(in: bytes, at: offset + 2)
        guard 0xDC00..<0xE000 ~= low else { return (written, offset) }
        let scalar = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
        put(0xF0 | scalar >> 18)
        put(0x80 | scalar >> 12 & 0x3F)
        put(0x80 | scalar >> 6 & 0x3F)
        put(0x80 | scalar & 0x3F)
        offset += 2
      default:
        put(0xE0 | unit >> 12)
        put(0x80 | unit >> 6 & 0x3F)
        put(0x80 | unit & 0x3F)
      }
      offset += 2
    }
    return (written, offset < bytes.count ? offset : nil)
  }
}
