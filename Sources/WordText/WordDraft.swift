import Archive
import DraftText

extension SourceText {
  /// Reads the bytes of a .docx file. Each paragraph of the body becomes a line, with the label of its list in front,
  /// including the paragraphs of table cells and boxes. Content that is not text becomes U+FFFC.
  ///
  /// A paragraph with a deleted mark is joined to the next one and leaves an empty line, so that line numbers are those
  /// of paragraphs. A line end inside a paragraph becomes U+2028. The texts outside the body follow the body.
  package init(wordDocument bytes: [UInt8]) throws(DocumentFailure) {
    self = try SourceText.reading(wordDocument: bytes).source
  }

  /// Reads a document, and records from which element of its main part each piece of the text came.
  package static func reading(
    wordDocument bytes: [UInt8]
  ) throws(DocumentFailure) -> (source: SourceText, origins: TextOrigins, package: WordPackage) {
    let package = try WordPackage(bytes)
    let styleReader = StyleSheetReader()
    if let part = package.target(.styles) { try package.archive.readXML(part, into: styleReader) }
    let styles = styleReader.sheet
    let lists = ListDefinitionsReader()
    if let part = package.target(.numbering) { try package.archive.readXML(part, into: lists) }
    let margins = try MarginReader(package, styles: styles)
    let body = BodyReader(styles: styles)
    let reviewed = ReviewedBodyReader(body, comments: margins.comments)
    try package.archive.readXML(package.main, into: reviewed)
    guard body.isDocument else { throw .otherDocument }
    var writer = LineWriter(lists.definitions, styles: styles)
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
    provenance.layout = { try? text.layout(of: package, styles: styles) }
    return (text.with(provenance), writer.origins, package)
  }

  /// Reads the layout of the document in `package`, of which this is the text.
  private func layout(of package: WordPackage, styles: StyleSheet) throws(DocumentFailure) -> Layout {
    let theme = ThemeReader()
    // If the theme cannot be read, only some fonts are unknown.
    if let part = package.target(.theme) { try? package.archive.readXML(part, into: theme) }
    let reader = LayoutReader(styles: styles, themeFonts: theme.fonts)
    try package.archive.readXML(package.main, into: reader)
    var layout = reader.layout(in: self)
    layout.pageNumbers = try MarginReader.pageNumbers(package, styles: styles, themeFonts: theme.fonts)
    return layout
  }
}
