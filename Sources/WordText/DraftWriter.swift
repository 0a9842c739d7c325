import DraftText

/// Writes the paragraphs of a document as lines of a draft, and notes what each is.
struct DraftWriter {
  private(set) var text: [UInt8] = []
  /// In the order of their starts, outer before inner.
  private(set) var structure: [StructureMark] = []

  private let styles: StyleSheet
  private var labels: ListLabels
  private var roles: [String?: StyleRole?] = [:]
  /// What goes on in the next paragraph.
  private var unfinished: BodyParagraph?

  init(_ lists: ListDefinitions, styles: StyleSheet) {
    self.styles = styles
    labels = ListLabels(lists, styles: styles)
  }

  /// Writes a paragraph.
  mutating func write(_ paragraph: BodyParagraph) {
    if paragraph.isCovered, paragraph.text.isEmpty { return }
    var paragraph = paragraph
    if let unfinished { paragraph.prepend(unfinished) }
    unfinished = nil
    if paragraph.endIsDeleted { unfinished = paragraph } else { writeLine(paragraph) }
    text.append(0x0A)
  }

  /// Writes what is left behind the last paragraph.
  mutating func finish() { text += unfinished?.text ?? [] }

  private mutating func writeLine(_ paragraph: BodyParagraph) {
    let start = text.count
    let isBlank = paragraph.isBlank
    // Neither Word nor LibreOffice number what hides its end or does nothing but end a section.
    let isUncounted = paragraph.text.isEmpty && (paragraph.endIsHidden || paragraph.endsSection)
    let label = isUncounted ? nil : labels.next(paragraph.list, style: paragraph.style)
    let labelEnd = start + (label?.text.utf8.count ?? 0)
    let line = TextRange(start, labelEnd + paragraph.text.count)
    if let label { text += label.text.utf8 }
    text += paragraph.text
    if let cell = paragraph.cell {
      mark(.cell(table: cell.table, row: cell.row, column: cell.column), line)
    }
    let role = isBlank ? nil : role(of: paragraph)
    if let role { mark(role, line) }
    if let label {
      if role == nil || role == .quotation { mark(.item(depth: label.depth, number: label.number), line) }
      mark(.label, TextRange(start, labelEnd))
    }
    for offset in paragraph.pictures {
      mark(.picture, TextRange(labelEnd + offset, labelEnd + offset + BodyParagraph.picture.count))
    }
  }

  private mutating func mark(_ kind: StructureMark.Kind, _ range: TextRange) {
    structure.append(StructureMark(kind, range))
  }

  /// What a paragraph is; nil for text and items.
  private mutating func role(of paragraph: BodyParagraph) -> StructureMark.Kind? {
    let ofStyle = role(of: paragraph.style)
    if paragraph.isContents { return .contents }
    switch ofStyle {
    case .title: return .title
    case .caption: return .caption
    case .contents: return .contents
    case .heading, .quotation, .body, nil: break
    }
    switch paragraph.outlineLevel.map(StyleRole.init(outlineLevel:)) ?? ofStyle {
    case .heading(let level): return .heading(level: level)
    default: return ofStyle == .quotation ? .quotation : nil
    }
  }

  private mutating func role(of style: String?) -> StyleRole? {
    if let known = roles[style] { return known }
    let role = styles.role(of: style)
    roles[style] = .some(role)
    return role
  }
}
