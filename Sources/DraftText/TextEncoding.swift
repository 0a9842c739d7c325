/// The encodings that a draft may have.
public enum TextEncoding: String, Sendable, Codable, CaseIterable {
  /// UTF-8, with or without a byte order mark.
  case utf8 = "utf-8"
  /// UTF-16, low byte first.
  case utf16LE = "utf-16le"
  /// UTF-16, high byte first.
  case utf16BE = "utf-16be"
  /// GB18030 and with it GBK and GB2312.
  case gb18030 = "gb18030"
}

extension TextEncoding {
  /// The encoding whose byte order mark a file begins with.
  init?(byteOrderMarkOf bytes: [UInt8]) {
    guard let encoding = Self.allCases.first(where: { bytes.starts(with: $0.byteOrderMark) }) else { return nil }
    self = encoding
  }

  /// What a file in this encoding begins with when it has a byte order mark: U+FEFF.
  var byteOrderMark: [UInt8] {
    switch self {
    case .utf8: [0xEF, 0xBB, 0xBF]
    case .utf16LE: [0xFF, 0xFE]
    case .utf16BE: [0xFE, 0xFF]
    case .gb18030: [0x84, 0x31, 0x95, 0x33]
    }
  }
}
