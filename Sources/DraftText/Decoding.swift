extension SourceText {
  /// Decodes the bytes of a file.
  ///
  /// A byte order mark decides the encoding. Without one, a file with zero bytes is UTF-16 or binary. Any other file is
  /// UTF-8 if it is valid UTF-8, else UTF-16 if it looks like a draft in UTF-16, else GB18030 (which includes GBK and
  /// GB2312) unless the text is clearly not Chinese. No byte is ever replaced: what cannot be decoded is an error.
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

  /// Encodes a changed text, given in valid UTF-8, as a file with the encoding and the byte order mark of this draft.
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
  // Text without a byte order mark is UTF-8 only after the validation above.
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

/// The number of lines in `utf8`, the text before a place. It is also the number of the line of that place.
private func lineCount(of utf8: some Collection<UInt8>) -> Int { LineIndex(utf8: Array(utf8)).count }

/// The encodings that a draft can have.
public enum TextEncoding: String, Sendable, Codable, CaseIterable {
  /// UTF-8, with or without a byte order mark.
  case utf8 = "utf-8"
  /// UTF-16, low byte first.
  case utf16LE = "utf-16le"
  /// UTF-16, high byte first.
  case utf16BE = "utf-16be"
  /// GB18030, which includes GBK and GB2312.
  case gb18030 = "gb18030"
}

extension TextEncoding {
  /// The encoding whose byte order mark a file begins with.
  init?(byteOrderMarkOf bytes: [UInt8]) {
    guard let encoding = Self.allCases.first(where: { bytes.starts(with: $0.byteOrderMark) }) else { return nil }
    self = encoding
  }

  /// The byte order mark, U+FEFF, in this encoding.
  var byteOrderMark: [UInt8] {
    switch self {
    case .utf8: [0xEF, 0xBB, 0xBF]
    case .utf16LE: [0xFF, 0xFE]
    case .utf16BE: [0xFE, 0xFF]
    case .gb18030: [0x84, 0x31, 0x95, 0x33]
    }
  }
}

extension [UInt8] {
  /// The bytes of a UTF-8 file without its byte order mark.
  package var withoutByteOrderMark: ArraySlice<UInt8> {
    let mark = TextEncoding.utf8.byteOrderMark
    return dropFirst(starts(with: mark) ? mark.count : 0)
  }
}

/// The reason why the bytes of a file cannot be decoded.
public enum DecodingFailure: Error, Hashable, Sendable {
  /// The file is not plain text.
  case binary(BinaryFormat)
  /// The byte at `offset` of the file is invalid in `encoding`, which follows from the byte order mark or from the
  /// bytes around. Without a mark, GB18030 is tried last, after UTF-8 and UTF-16. `line` counts from 1.
  case invalidByte(encoding: TextEncoding, offset: Int, line: Int)
  /// The bytes are valid GB18030, but the text is not Chinese. They are Big5, Shift-JIS, EUC-KR or the like, which
  /// zhangfa does not read.
  case otherEncoding
}

/// The first byte sequence that is invalid in the encoding of a text.
struct InvalidSequence: Error {
  /// The offset of its first byte.
  let offset: Int
  /// The text before the sequence, in UTF-8.
  let before: [UInt8]
}
