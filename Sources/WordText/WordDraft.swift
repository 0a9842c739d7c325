import DraftText

extension SourceText {
  /// Takes the bytes of a .docx file: each paragraph of the body is a line, the paragraphs of table cells and boxes
  /// among them, with the label of its list in front of it.
  ///
  /// A paragraph whose end was deleted is joined to the next one and leaves an empty line, so that the numbers of lines
  /// are those of paragraphs. A line that ends inside a paragraph ends with U+2028.
  package init(wordDocument bytes: [UInt8]) throws(WordFailure) {
    let package = try WordPackage(bytes)
    let main = try package.mainPart()
    let styles = StyleSheetReader()
    if let part = try package.target(of: .styles, from: main) { try package.read(part, into: styles) }
    let lists = ListDefinitionsReader()
    if let part = try package.target(of: .numbering, from: main) { try package.read(part, into: lists) }
    let body = BodyReader(styles: styles.sheet)
    try package.read(main, into: body)
    guard body.isDocument else { throw .otherDocument }
    let labels = ListLabels(lists.definitions, styles: styles.sheet)
    self.init(validUTF8: text(of: body.paragraphs, labels), format: .word)
  }
}

/// The text of a draft.
private func text(of paragraphs: [BodyParagraph], _ labels: ListLabels) -> [UInt8] {
  var labels = labels
  var text: [UInt8] = []
  text.reserveCapacity(paragraphs.reduce(0) { $0 + $1.text.count + 8 })
  // What goes on in the next paragraph.
  var unfinished: [UInt8] = []
  for paragraph in paragraphs {
    let content = unfinished + paragraph.text
    unfinished = []
    if paragraph.endIsDeleted {
      unfinished = content
    } else if !content.isEmpty || !paragraph.endIsHidden {
      text += labels.next(paragraph.list, style: paragraph.style).utf8
      text += content
    }
    text.append(0x0A)
  }
  text += unfinished
  return text
}
