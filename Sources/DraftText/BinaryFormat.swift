/// The format of a file that is not plain text, as far as its first bytes show it.
public enum BinaryFormat: String, Hashable, Sendable, CaseIterable {
  /// A ZIP archive, which .docx, .xlsx and .ofd files are.
  case zip
  /// A text of OpenDocument (.odt), which is a ZIP archive, too.
  case openDocument
  /// PDF.
  case pdf
  /// An OLE compound file: old Word (.doc), old Excel, WPS (.wps).
  case ole
  /// Rich Text Format.
  case rtf
  /// Text in UTF-32, which zhangfa does not read.
  case utf32
  /// An unknown format.
  case unknown

  /// The format whose magic number a file begins with.
  package init?(magicNumberOf bytes: [UInt8]) {
    guard let format = Self.magicNumbers.first(where: { bytes.starts(with: $0.bytes) })?.format else { return nil }
    self = format == .zip && bytes.dropFirst(30).starts(with: Self.openDocumentType) ? .openDocument : format
  }

  /// The name and the content of the first file in an OpenDocument text, which follow its header of 30 bytes.
  private static let openDocumentType = Array("mimetypeapplication/vnd.oasis.opendocument.text".utf8)

  private static let magicNumbers: [(bytes: [UInt8], format: BinaryFormat)] = [
    ([0x50, 0x4B, 0x03, 0x04], .zip),
    ([0x50, 0x4B, 0x05, 0x06], .zip),
    (Array("%PDF-".utf8), .pdf),
    ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], .ole),
    (Array("{\\rtf".utf8), .rtf),
    ([0xFF, 0xFE, 0x00, 0x00], .utf32),
    ([0x00, 0x00, 0xFE, 0xFF], .utf32),
  ]
}
