import DraftText

/// Writes the paragraphs of a document as lines of a draft, and records their structure.
struct LineWriter {
  private(set) var text: [UInt8] = []
  /// The marks in the order of their starts, outer before inner.
  private(set) var structure: [StructureMark] = []
  private(set) var origins = TextOrigins()

  private let styles: StyleSheet
  private var labels: ListLabels
  /// Whether any words have been written. A picture before them is a letterhead, which belongs to no text.
  private var hasWords = false
  /// The text that continues in the next paragraph.
  private var unfinished: BodyParagraph?

  init(_ lists: ListDefinitions, styles: StyleSheet) {
    self.styles = styles
    labels = ListLabels(lists, styles: styles)
  }

  /// Writes a paragraph.
  mutating func write(_ paragraph: BodyParagraph) {
    var paragraph = paragraph
    origins.paragraphs.append(paragraph.element)
    if var beginning = unfinished {
      // Only `beginning` must own the text. Otherwise the text would be copied for each of many continued paragraphs.
      unfinished = nil
      paragraph.prepend(&beginning)
    }
    if paragraph.endIsDeleted {
      unfinished = paragraph
    } else if !paragraph.isCovered || !paragraph.isEmpty {
      writeLine(paragraph)
    }
    text.append(0x0A)
  }

  /// Writes a text outside the body, behind the body.
  mutating func write(_ lines: [[UInt8]], of margin: Margin) {
    if text.last != 0x0A { text.append(0x0A) }
    let start = text.count
    text += lines.joined(separator: [0x0A])
    mark(.margin(margin), TextRange(start, text.count))
    text.append(0x0A)
  }

  /// Writes the unfinished text behind the last paragraph.
  mutating func finish() {
    guard let unfinished else { return }
    origins.add(unfinished, at: text.count)
    text += unfinished.text
  }

  private mutating func writeLine(_ paragraph: BodyParagraph) {
    let start = text.count
    // Word and LibreOffice do not number an empty paragraph whose mark is hidden or that only ends a section.
    let isUncounted = paragraph.isEmpty && (paragraph.endIsHidden || paragraph.endsSection)
    let label = isUncounted ? nil : labels.next(paragraph.list, style: paragraph.style)
    hasWords = hasWords || label != nil || !paragraph.isWordless
    if !hasWords, paragraph.hasPicture { return }
    if let label { text += label.text.utf8 }
    let labelEnd = text.count
    text += paragraph.text
    origins.add(paragraph, at: labelEnd)
    let end = text.count
    // Floating pictures follow the text, each on a line of its own.
    let separator = paragraph.text.isEmpty ? [] : BodyParagraph.lineBreak
    for _ in 0..<paragraph.floatingPictures { text += separator + BodyParagraph.picture }

    if let cell = paragraph.cell {
      mark(.cell(table: cell.table, row: cell.row, column: cell.column), TextRange(start, text.count))
    }
    let role = paragraph.isWordless ? nil : role(of: paragraph)
    if let role { mark(role, TextRange(start, end)) }
    if let label {
      if role == nil || role == .quotation {
        mark(.item(depth: label.depth, number: label.number), TextRange(start, separator.isEmpty ? text.count : end))
      }
      mark(.label, TextRange(start, labelEnd))
    }
    for offset in paragraph.pictures { markPicture(at: labelEnd + offset) }
    let step = separator.count + BodyParagraph.picture.count
    for index in 0..<paragraph.floatingPictures { markPicture(at: end + index * step + separator.count) }
  }

  private mutating func markPicture(at offset: Int) {
    mark(.picture, TextRange(offset, offset + BodyParagraph.picture.count))
  }

  private mutating func mark(_ kind: StructureMark.Kind, _ range: TextRange) {
    structure.append(StructureMark(kind, range))
  }

  /// The kind of a paragraph; nil for text and items.
  private func role(of paragraph: BodyParagraph) -> StructureMark.Kind? {
    let ofStyle = styles.role(of: paragraph.style)
    if paragraph.isContents { return .contents }
    switch ofStyle {
    case .title: return .title
    case .caption: return .caption
    case .contents: return .contents
    case .heading, .quotation, .body, nil: break
    }
    // A level that the paragraph sets itself overrides that of its style.
    switch paragraph.outlineLevel.map(StyleRole.init(outlineLevel:)) ?? ofStyle {
    case .heading(let level): return .heading(level: level)
    default: return ofStyle == .quotation ? .quotation : nil
    }
  }
}
