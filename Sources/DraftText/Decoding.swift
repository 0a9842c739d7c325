extension SourceText {
  /// Takes the bytes of a file.
  ///
  /// A byte order mark decides. Without one the text is UTF-8 when it is valid UTF-8, else UTF-16 when that looks like a draft,
  /// else GB18030 (and with it GBK and GB2312), unless what comes out is plainly no Chinese. Nothing is ever replaced: what
  /// cannot be decoded is an error.
  public init(decoding bytes: [UInt8], format: DraftFormat = .plainText) throws(DecodingFailure) {
    if let format = BinaryFormat(magicNumberOf: bytes) { throw .binary(format) }
    if let encoding = TextEncoding(byteOrderMarkOf: bytes) {
      let utf8 = try decode(bytes, as: encoding, from: encoding.byteOrderMark.count)
      self.init(validUTF8: utf8, encoding: encoding, hasByteOrderMark: true, format: format)
    } else {
      let (utf8, encoding) = try decodeUnmarked(bytes)
      self.init(validUTF8: utf8, encoding: encoding, hasByteOrderMark: false, format: format)
    }
  }

  /// A changed text, in valid UTF-8, as the bytes of a file with the encoding and the byte order mark of this draft.
  package func encoded(_ utf8: [UInt8]) -> [UInt8] {
    let mark = hasByteOrderMark ? encoding.byteOrderMark : []
    switch encoding {
    case .utf8: return mark + utf8
    case .utf16LE: return mark + UTF16Coding(bigEndian: false).encode(utf8)
    case .utf16BE: return mark + UTF16Coding(bigEndian: true).encode(utf8)
    case .gb18030: return mark + GB18030Coding.shared.encode(utf8)
    }
  }
}

private func decodeUnmarked(_ bytes: [UInt8]) throws(DecodingFailure) -> ([UInt8], TextEncoding) {
  let encoding = try bytes.withUnsafeBufferPointer { (bytes) throws(DecodingFailure) -> TextEncoding in
    let guess = EncodingGuess(bytes)
    if bytes.firstOffset(of: 0) != nil {
      guard let utf16 = guess.unmarkedUTF16 else { throw .binary(.unknown) }
      return utf16
    }
    let invalid = firstInvalidUTF8Byte(in: bytes)
    if invalid != nil, let utf16 = guess.unmarkedUTF16 { return utf16 }
    if guess.isFullOfControls { throw .binary(.unknown) }
    guard let invalid else { return .utf8 }
    if guess.isDamagedUTF8(at: invalid) {
      throw .invalidByte(encoding: .utf8, offset: invalid, line: lineCount(of: bytes[..<invalid]))
    }
    return .gb18030
  }
  // An unmarked text is UTF-8 only when it has just been found valid.
  if encoding == .utf8 { return (bytes, encoding) }
  let text = try decode(bytes, as: encoding, from: 0)
  if encoding == .gb18030, ChineseLikeness(utf8: text).isRuledOut { throw .otherEncoding }
  return (text, encoding)
}

/// Decodes `bytes` from `start` on.
private func decode(_ bytes: [UInt8], as encoding: TextEncoding, from start: Int) throws(DecodingFailure) -> [UInt8] {
  try bytes.withUnsafeBufferPointer { (bytes) throws(DecodingFailure) -> [UInt8] in
    let content = UnsafeBufferPointer(rebasing: bytes[start...])
    do throws(InvalidSequence) {
      switch encoding {
      case .utf8: return try validUTF8(content)
      case .utf16LE, .utf16BE: return try UTF16Coding(bigEndian: encoding == .utf16BE).decode(content)
      case .gb18030: return try GB18030Coding.shared.decode(content)
      }
    } catch {
      throw .invalidByte(encoding: encoding, offset: start + error.offset, line: lineCount(of: error.before))
    }
  }
}

private func validUTF8(_ bytes: UnsafeBufferPointer<UInt8>) throws(InvalidSequence) -> [UInt8] {
  if let offset = firstInvalidUTF8Byte(in: bytes) {
    throw InvalidSequence(offset: offset, before: Array(bytes[..<offset]))
  }
  return Array(bytes)
}

/// The number of lines in the valid text before a place, which is the number of that place's line.
private func lineCount(of utf8: some Collection<UInt8>) -> Int { LineIndex(utf8: Array(utf8)).count }
