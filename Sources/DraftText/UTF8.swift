/// Returns the offset of the first invalid byte sequence in UTF-8; nil if all bytes are valid.
///
/// Overlong forms, surrogates, code points above U+10FFFF and truncated sequences are invalid.
package func firstInvalidUTF8Byte(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
  var offset = 0
  while offset < bytes.count {
    guard let length = utf8SequenceLength(in: bytes, at: offset) else { return offset }
    offset += length
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
