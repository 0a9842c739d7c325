/// Returns the offset of the first invalid byte sequence in UTF-8; nil if all bytes are valid.
///
/// Overlong forms, surrogates, code points above U+10FFFF and truncated sequences are invalid.
func firstInvalidUTF8Byte(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
  // Eight bytes are loaded only where eight are left, so that no load reaches past the count.
  guard let base = bytes.baseAddress.map({ UnsafeRawPointer($0) }) else { return nil }
  let count = bytes.count
  var offset = 0
  while offset < count {
    // ASCII is skipped by eight bytes, common Han and CJK punctuation by two sequences of three bytes, the rest one by one.
    while offset &+ 8 <= count, base.loadUnaligned(fromByteOffset: offset, as: UInt64.self).isASCII { offset &+= 8 }
    while offset &+ 8 <= count, base.loadUnaligned(fromByteOffset: offset, as: UInt64.self).beginsWithTwoTriples {
      offset &+= 6
    }
    guard offset < count else { return nil }
    guard let length = utf8SequenceLength(in: bytes, at: offset) else { return offset }
    offset &+= length
  }
  return nil
}

/// The length of the valid sequence that begins at `offset`; nil if there is none. `offset` lies inside the bytes.
func utf8SequenceLength(in bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> Int? {
  let lead = bytes[offset]
  if lead < 0x80 { return 1 }
  let length: Int
  // The range of the second byte excludes overlong forms, surrogates and code points above U+10FFFF.
  var second: ClosedRange<UInt8> = 0x80...0xBF
  switch lead {
  case 0xC2...0xDF: length = 2
  case 0xE0: (length, second) = (3, 0xA0...0xBF)
  case 0xED: (length, second) = (3, 0x80...0x9F)
  case 0xE1...0xEF: length = 3
  case 0xF0: (length, second) = (4, 0x90...0xBF)
  case 0xF1...0xF3: length = 4
  case 0xF4: (length, second) = (4, 0x80...0x8F)
  default: return nil
  }
  guard offset + length <= bytes.count, second.contains(bytes[offset + 1]) else { return nil }
  for next in (offset + 2)..<max(offset + 2, offset + length) where bytes[next] & 0xC0 != 0x80 { return nil }
  return length
}

extension UInt64 {
  fileprivate var isASCII: Bool { self & 0x8080_8080_8080_8080 == 0 }

  /// Whether the first six bytes in memory order are two three-byte sequences with leads other than E0 and ED. For
  /// these two leads the second byte must be checked, too.
  fileprivate var beginsWithTwoTriples: Bool {
    let word = UInt64(littleEndian: self)
    let plainLeads: UInt64 = 0b1101_1111_1111_1110
    return word & 0xC0C0_F0C0_C0F0 == 0x8080_E080_80E0
      && (plainLeads &>> (word & 0xF)) & (plainLeads &>> ((word &>> 24) & 0xF)) & 1 == 1
  }
}

extension UnsafeMutableBufferPointer<UInt8> {
  /// Writes a code point in UTF-8 at `offset`, where there must be room for it. Returns the offset behind it.
  @inline(__always)
  func write(_ scalar: UInt32, at offset: Int) -> Int {
    func tail(_ shift: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: 0x80 | scalar >> shift & 0x3F) }
    switch scalar {
    case ..<0x80:
      self[offset] = UInt8(truncatingIfNeeded: scalar)
      return offset + 1
    case ..<0x800:
      self[offset] = UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6)
      self[offset + 1] = tail(0)
      return offset + 2
    case ..<0x10000:
      self[offset] = UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12)
      self[offset + 1] = tail(6)
      self[offset + 2] = tail(0)
      return offset + 3
    default:
      self[offset] = UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18)
      self[offset + 1] = tail(12)
      self[offset + 2] = tail(6)
      self[offset + 3] = tail(0)
      return offset + 4
    }
  }
}
