/// Why the bytes of a file are no draft that can be read.
public enum DecodingFailure: Error, Hashable, Sendable {
  /// The file is no plain text.
  case binary(BinaryFormat)
  /// The byte at `offset` of the file cannot stand there. `encoding` is the one that the byte order mark or the bytes around
  /// speak for; GB18030 without a mark is what is tried last, after UTF-8 and UTF-16. `line` counts from 1.
  case invalidByte(encoding: TextEncoding, offset: Int, line: Int)
  /// The bytes can be read as GB18030, but that gives no Chinese: they are Big5, Shift-JIS, EUC-KR or the like, which zhangfa
  /// does not read.
  case otherEncoding

  /// Where in the file, in bytes, when it is one place.
  public var offset: Int? {
    if case .invalidByte(_, let offset, _) = self { offset } else { nil }
  }
}

extension DecodingFailure: CustomStringConvertible {
  /// The reason in English.
  public var description: String {
    switch self {
    case .binary(let format):
      "not a text file: this is \(format.name)"
    case .invalidByte(.gb18030, let offset, let line):
      "cannot be decoded: neither UTF-8 nor GB18030 (byte \(offset), line \(line))"
    case .invalidByte(let encoding, let offset, let line):
      "not valid \(encoding.rawValue.uppercased()) at byte \(offset) (line \(line))"
    case .otherEncoding:
      "seems to be Big5, Shift-JIS, EUC-KR or another encoding that is not read; save it as UTF-8"
    }
  }
}

extension BinaryFormat {
  /// What to call it in English.
  package var name: String {
    switch self {
    case .zip: "a ZIP or Word file"
    case .pdf: "a PDF"
    case .ole: "an old Word .doc or another OLE file"
    case .rtf: "an RTF file"
    case .utf32: "text in UTF-32"
    case .unknown: "binary data"
    }
  }
}
