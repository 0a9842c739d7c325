/// How a draft is marked up.
///
/// To add a format: a case here with its endings, a reader in a module of its own that returns structure marks, and its
/// place in the switches of `DraftReader`, which the compiler names. It does not name where `SourceText.format` is compared,
/// in `Reflow`, `Residue`, `SuppressionComment` and `HeadingFinder`: lines that were wrapped, Markdown that is residue or not,
/// comments, numbers of lists.
public enum DraftFormat: String, Sendable, Codable, CaseIterable {
  /// Nothing but text.
  case plainText = "plain"
  /// Markdown.
  case markdown
  /// A Word document, from which the text was taken: a line is a paragraph.
  case word

  /// The endings of the drafts that are looked for in folders; all endings are in lower case, without their dots.
  package var endings: [String] {
    switch self {
    case .plainText: ["txt"]
    case .markdown: ["md"]
    case .word: ["docx"]
    }
  }

  /// The endings of drafts that are read when they are named, and not looked for.
  private var furtherEndings: [String] {
    switch self {
    case .plainText, .markdown: []
    // With macros, or as a template, it is the same.
    case .word: ["docm", "dotx", "dotm"]
    }
  }

  /// Whether a changed text can be put back into the file; what cannot is only shown how to fix.
  package var isWritable: Bool { self != .word }

  /// The format of files that end with `ending`; plain text where none is known for it.
  package init(ending: String?) {
    self = Self.allCases.first { ($0.endings + $0.furtherEndings).contains(ending ?? "") } ?? .plainText
  }

  /// The endings of all drafts that are looked for in folders.
  package static var allEndings: [String] { allCases.flatMap(\.endings) }

  /// The endings of documents that LibreOffice turns into ``word``.
  package static let convertibleEndings: Set<String> = ["doc", "dot", "wps", "wpt", "rtf", "odt"]

  /// The endings of documents that hold what may have been a draft, and that nothing here reads.
  package static let unreadableEndings: Set<String> = ["pages", "pdf", "ofd"]

  /// The endings of files that are no drafts. Some of them hold text, but none the text of the draft.
  package static let foreignEndings: Set<String> = unreadableEndings.union([
    "xls", "xlsx", "et", "ppt", "pptx",
    "dps", "zip", "rar", "7z", "png", "jpg", "jpeg", "gif",
  ])
}

/// What a file that is no plain text looks like.
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
  /// Not known.
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
