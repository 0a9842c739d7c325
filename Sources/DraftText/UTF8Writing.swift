extension UnsafeMutableBufferPointer<UInt8> {
  /// Writes a code point in UTF-8 at `offset`, with room for it behind that, and gives the offset that follows.
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
