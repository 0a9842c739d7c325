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
}
