/// The format of a draft.
///
/// To add a format, add a case here and a module with a reader that returns structure marks. The compiler then reports
/// every switch to complete: ``features`` and `DraftReader`.
public enum DraftFormat: String, Sendable, Codable, CaseIterable {
  /// Plain text.
  case plainText = "plain"
  /// Markdown.
  case markdown
  /// A Word document. Each line of the text is a paragraph.
  case word

  /// What the other steps must know about a format.
  package struct Features: Sendable {
    /// The extensions of drafts that are searched for in folders. All extensions are in lower case, without the dot.
    package let extensions: [String]
    /// The extensions of drafts that are read only if the user names the file.
    fileprivate let additionalExtensions: [String]
    /// Whether the bytes of the file are its text. Then a changed text can be written back; otherwise fixes are only
    /// shown.
    package let isText: Bool
    /// Whether each line of the text is one paragraph of the document. Then a place is told by paragraph, heading and
    /// cell.
    package let hasParagraphPerLine: Bool
    /// Whether authors wrap a paragraph by hand over several lines, and nothing marks where it ends.
    package let hasHardWraps: Bool
    /// Whether the text has the marks of Markdown: `#` before headings, `>` before quotations, `**` around bold words.
    package let hasMarkdownMarks: Bool
    /// Whether the text can hold comments that no reader sees, which suppress findings.
    package let hasComments: Bool
    /// Whether the format itself counts the items of a list, whatever number an author writes before an item.
    package let countsItems: Bool
  }

  /// What the other steps must know about this format.
  package var features: Features {
    switch self {
    case .plainText:
      Features(
        extensions: ["txt"], additionalExtensions: [], isText: true, hasParagraphPerLine: false,
        hasHardWraps: true, hasMarkdownMarks: false, hasComments: false, countsItems: false)
    // An empty line ends a paragraph.
    case .markdown:
      Features(
        extensions: ["md"], additionalExtensions: [], isText: true, hasParagraphPerLine: false,
        hasHardWraps: false, hasMarkdownMarks: true, hasComments: true, countsItems: true)
    // Documents with macros, and templates, have the same format. The text has the number of an item that Word shows.
    case .word:
      Features(
        extensions: ["docx"], additionalExtensions: ["docm", "dotx", "dotm"], isText: false,
        hasParagraphPerLine: true, hasHardWraps: false, hasMarkdownMarks: false, hasComments: false,
        countsItems: false)
    }
  }

  /// The format of files with the extension `fileExtension`; plain text if the extension is unknown.
  package init(fileExtension: String?) {
    self =
      Self.allCases.first { format in
        (format.features.extensions + format.features.additionalExtensions).contains(fileExtension ?? "")
      } ?? .plainText
  }

  /// The extensions of all drafts that are searched for in folders.
  package static var allExtensions: [String] { allCases.flatMap(\.features.extensions) }

  /// The extensions of drafts that are searched for in folders and whose bytes are their text.
  package static var textExtensions: [String] {
    allCases.map(\.features).filter(\.isText).flatMap(\.extensions)
  }

  /// The extensions of documents that LibreOffice converts to ``word``.
  package static let convertibleExtensions: Set<String> = ["doc", "dot", "wps", "wpt", "rtf", "odt"]

  /// The extensions of documents that can contain a draft, but that zhangfa cannot read.
  package static let unreadableExtensions: Set<String> = ["pages", "pdf", "ofd"]

  /// The extensions of files that are not drafts. Some of these files contain text, but not the text of the draft.
  package static let nonDraftExtensions: Set<String> = unreadableExtensions.union([
    "xls", "xlsx", "et", "ppt", "pptx",
    "dps", "zip", "rar", "7z", "png", "jpg", "jpeg", "gif",
  ])
}
