/// The format of a draft.
///
/// To add a format, add a case with its extensions here and a module with a reader that returns structure marks, and
/// extend the switches of `DraftReader`, which the compiler reports. The compiler does not report the places that
/// compare `SourceText.format`: `Reflow` (wrapped lines), `Residue` (Markdown residue), `SuppressionComment` (comments)
/// and `HeadingFinder` (numbers of lists).
public enum DraftFormat: String, Sendable, Codable, CaseIterable {
  /// Plain text.
  case plainText = "plain"
  /// Markdown.
  case markdown
  /// A Word document. Each line of the text is a paragraph.
  case word

  /// The extensions of drafts that are searched for in folders. All extensions are in lower case, without the dot.
  package var endings: [String] {
    switch self {
    case .plainText: ["txt"]
    case .markdown: ["md"]
    case .word: ["docx"]
    }
  }

  /// The extensions of drafts that are read only if the user names the file.
  private var furtherEndings: [String] {
    switch self {
    case .plainText, .markdown: []
    // Documents with macros, and templates, have the same format.
    case .word: ["docm", "dotx", "dotm"]
    }
  }

  /// Whether a changed text can be written back to the file. Otherwise fixes are only shown.
  package var isWritable: Bool { self != .word }

  /// The format of files with the extension `ending`; plain text if the extension is unknown.
  package init(ending: String?) {
    self = Self.allCases.first { ($0.endings + $0.furtherEndings).contains(ending ?? "") } ?? .plainText
  }

  /// The extensions of all drafts that are searched for in folders.
  package static var allEndings: [String] { allCases.flatMap(\.endings) }

  /// The extensions of documents that LibreOffice converts to ``word``.
  package static let convertibleEndings: Set<String> = ["doc", "dot", "wps", "wpt", "rtf", "odt"]

  /// The extensions of documents that can contain a draft, but that zhangfa cannot read.
  package static let unreadableEndings: Set<String> = ["pages", "pdf", "ofd"]

  /// The extensions of files that are not drafts. Some of these files contain text, but not the text of the draft.
  package static let foreignEndings: Set<String> = unreadableEndings.union([
    "xls", "xlsx", "et", "ppt", "pptx",
    "dps", "zip", "rar", "7z", "png", "jpg", "jpeg", "gif",
  ])
}

/// The format of a file that is not plain text, as far as its first bytes show it.
public enum BinaryFormat: String, Hashable, Sendable, CaseIterable {
  /// A ZIP archive, which .docx, .xlsx, .odt and .ofd files are.
  case zip
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
    self = format
  }

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
