import Archive
import DraftText

extension SourceText {
  /// Reads the bytes of a .docx file. Each paragraph of the body becomes a line, with the label of its list in front,
  /// including the paragraphs of table cells and boxes. Content that is not text becomes U+FFFC.
  ///
  /// A paragraph with a deleted mark is joined to the next one and leaves an empty line, so that line numbers are those
  /// of paragraphs. A line end inside a paragraph becomes U+2028. The texts outside the body follow the body.
  package init(wordDocument bytes: [UInt8]) throws(WordFailure) {
    self = try SourceText.reading(wordDocument: bytes, recordingOrigins: false).source
  }

  /// Reads a document and, if `recordingOrigins`, records from which element of its main part each piece of the text came.
  package static func reading(
    wordDocument bytes: [UInt8], recordingOrigins: Bool
  ) throws(WordFailure) -> (source: SourceText, origins: TextOrigins) {
    let package = try WordPackage(bytes)
    let main = try package.mainPart()
    let styles = StyleSheetReader()
    if let part = try package.target(of: .styles, from: main) { try package.read(part, into: styles) }
    let lists = ListDefinitionsReader()
    if let part = try package.target(of: .numbering, from: main) { try package.read(part, into: lists) }
    let margins = try MarginReader(package, around: main, styles: styles.sheet)
    let body = BodyReader(styles: styles.sheet, recordingOrigins: recordingOrigins)
    let reviewed = ReviewedBodyReader(body, comments: margins.comments)
    try package.read(main, into: reviewed)
    guard body.isDocument else { throw .otherDocument }
    var writer = LineWriter(lists.definitions, styles: styles.sheet)
    for paragraph in body.paragraphs { writer.write(paragraph) }
    writer.finish()
    if body.paragraphs.allSatisfy(\.isWordless), body.paragraphs.contains(where: \.hasPicture) {
      throw .onlyPictures
    }
    for (margin, lines) in margins.texts { writer.write(lines, of: margin) }
    let text = SourceText(validUTF8: writer.text, format: .word, structure: writer.structure)
    var provenance = Provenance()
    provenance.review = reviewed.traces(BodyPlaces(of: body.paragraphs, in: text))
    // The layout is read only on demand: few callers need it, and it takes an eighth of the time of a check.
    provenance.layout = { try? text.layout(in: bytes) }
    return (text.with(provenance), writer.origins)
  }
}

extension SourceText {
  /// Reads the layout of the document in `bytes`, of which this is the text.
  fileprivate func layout(in bytes: [UInt8]) throws(WordFailure) -> Layout {
    let package = try WordPackage(bytes)
    let main = try package.mainPart()
    let styles = StyleSheetReader()
    if let part = try package.target(of: .styles, from: main) { try package.read(part, into: styles) }
    let theme = ThemeReader()
    if let part = try package.target(of: .theme, from: main), package.contains(part) {
      // If the theme cannot be read, only some fonts are unknown.
      try? package.read(part, into: theme)
    }
    let sources = FormattingSources(styles: styles.sheet, themeFonts: theme.fonts)
    let reader = LayoutReader(sources)
    try package.read(main, into: reader)
    var layout = reader.layout(in: self)
    layout.pageNumbers = try MarginReader.pageNumbers(package, around: main, sources)
    return layout
  }
}

/// The reason why a file cannot be read as a Word document, or cannot be marked up.
package enum WordFailure: Error, Hashable, Sendable {
  /// The file is not a ZIP archive, as a .docx file is; its format, if known.
  case notWord(BinaryFormat?)
  /// A Word document in the format before .docx.
  case oldWord
  /// A file that the encryption software of an office keeps closed to other programs.
  case encryptedByOffice
  /// A ZIP archive that names no main document.
  case noMainPart
  /// The main part is not a text document but, for example, a spreadsheet.
  case otherDocument
  /// A document with pictures or files of other programs, but without text.
  case onlyPictures
  /// A part is in an encoding that zhangfa does not write.
  case otherEncoding(String)
  /// There is no paragraph to which a comment could be attached.
  case noPlace
  /// The archive or a part in it cannot be read.
  case archive(ArchiveFailure)
}
