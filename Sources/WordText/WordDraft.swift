import Archive
import DraftText

extension SourceText {
  /// Reads the bytes of a .docx file. Each paragraph of the body becomes a line, with the label of its list in front,
  /// including the paragraphs of table cells and boxes. Content that is not text becomes U+FFFC.
  ///
  /// A paragraph with a deleted mark is joined to the next one and leaves an empty line, so that line numbers are those
  /// of paragraphs. A line end inside a paragraph becomes U+2028. The texts outside the body follow the body.
  package init(wordDocument bytes: [UInt8]) throws(WordFailure) {
    self = try SourceText.reading(wordDocument: bytes).source
  }

  /// Reads a document, and records from which element of its main part each piece of the text came.
  package static func reading(
    wordDocument bytes: [UInt8]
  ) throws(WordFailure) -> (source: SourceText, origins: TextOrigins) {
    let document = try WordDocument(bytes)
    let (package, main, styles) = (document.package, document.main, document.styles)
    let lists = ListDefinitionsReader()
    if let part = try package.target(of: .numbering, from: main) { try package.read(part, into: lists) }
    let margins = try MarginReader(package, around: main, styles: styles)
    let body = BodyReader(styles: styles)
    let reviewed = ReviewedBodyReader(body, comments: margins.comments)
    try package.read(main, into: reviewed)
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
    provenance.layout = { try? text.layout(of: document) }
    return (text.with(provenance), writer.origins)
  }
}

/// An opened Word document.
private struct WordDocument {
  let package: WordPackage
  /// The name of the part with the text.
  let main: String
  let styles: StyleSheet

  init(_ bytes: [UInt8]) throws(WordFailure) {
    package = try WordPackage(bytes)
    main = try package.mainPart()
    let reader = StyleSheetReader()
    if let part = try package.target(of: .styles, from: main) { try package.read(part, into: reader) }
    styles = reader.sheet
  }
}

extension SourceText {
  /// Reads the layout of `document`, of which this is the text.
  fileprivate func layout(of document: WordDocument) throws(WordFailure) -> Layout {
    let (package, main) = (document.package, document.main)
    let theme = ThemeReader()
    if let part = try package.target(of: .theme, from: main), package.contains(part) {
      // If the theme cannot be read, only some fonts are unknown.
      try? package.read(part, into: theme)
    }
    let (styles, fonts) = (document.styles, theme.fonts)
    let reader = LayoutReader(styles: styles, themeFonts: fonts)
    try package.read(main, into: reader)
    var layout = reader.layout(in: self)
    layout.pageNumbers = try MarginReader.pageNumbers(package, around: main, styles: styles, themeFonts: fonts)
    return layout
  }
}
