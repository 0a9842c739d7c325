import Archive
import DraftText

extension SourceText {
  /// Takes the bytes of a .docx file: each paragraph of the body is a line, the paragraphs of table cells and boxes
  /// among them, with the label of its list in front of it. What is there and is no text is U+FFFC.
  ///
  /// A paragraph whose end was deleted is joined to the next one and leaves an empty line, so that the numbers of lines
  /// are those of paragraphs. A line that ends inside a paragraph ends with U+2028. What stands around the body follows it.
  package init(wordDocument bytes: [UInt8]) throws(WordFailure) {
    self = try SourceText.reading(wordDocument: bytes, recordingOrigins: false).source
  }

  /// Reads a document and records, where that is wanted, which element of its main part each piece of the text came from.
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
    // Few ask for it, and it takes an eighth of the time of a check.
    provenance.layout = { try? text.layout(in: bytes) }
    return (text.with(provenance), writer.origins)
  }
}

extension SourceText {
  /// What the document in `bytes`, of which this is the text, looks like.
  fileprivate func layout(in bytes: [UInt8]) throws(WordFailure) -> Layout {
    let package = try WordPackage(bytes)
    let main = try package.mainPart()
    let styles = StyleSheetReader()
    if let part = try package.target(of: .styles, from: main) { try package.read(part, into: styles) }
    let theme = ThemeReader()
    if let part = try package.target(of: .theme, from: main), package.contains(part) {
      // Without a theme that can be read no more than some fonts are unknown.
      try? package.read(part, into: theme)
    }
    let looks = Looks(styles: styles.sheet, themeFonts: theme.fonts)
    let reader = LayoutReader(looks)
    try package.read(main, into: reader)
    var layout = reader.layout(in: self)
    layout.pageNumbers = try MarginReader.pageNumbers(package, around: main, looks)
    return layout
  }
}

/// Why the bytes of a file are no Word document that can be read.
package enum WordFailure: Error, Hashable, Sendable {
  /// No ZIP archive, which a .docx is; what it is instead, where that is known.
  case notWord(BinaryFormat?)
  /// A Word document of the time before .docx.
  case oldWord
  /// A file that the encryption software of an office keeps closed to other programs.
  case encryptedByOffice
  /// A ZIP archive that names no main document.
  case noMainPart
  /// The main part is no text document but, say, a spreadsheet.
  case otherDocument
  /// A document of pictures, or of files of other programs, and no text.
  case onlyPictures
  /// A part is written in an encoding into which nothing is put.
  case otherEncoding(String)
  /// There is no paragraph that a comment could hang on.
  case noPlace
  /// The archive or a part in it cannot be read.
  case archive(ArchiveFailure)
}
