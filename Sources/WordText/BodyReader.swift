import Archive

/// Reads the body of `word/document.xml`, as it is when all changes are accepted.
///
/// Runs are joined. Deleted text, text that was moved away, hidden text, instructions of fields, notes, comments, and
/// the older of two alternatives are left out. A picture or a file of another program becomes U+FFFC.
final class BodyReader: XMLHandler {
  /// The paragraphs in the order in which they begin: the text of a box follows the paragraph to which the box is anchored.
  private(set) var paragraphs: [BodyParagraph] = []
  /// Whether the root element is that of a text document.
  private(set) var isDocument = false

  /// The most paragraphs and pictures together, and the most bytes of text. The largest of 410 real documents has 2,500
  /// paragraphs and 200 KB. The limits keep the time for larger files short.
  private static let mostParagraphs = 100_000
  private static let mostText = 3 << 20

  private let styles: StyleSheet
  private var textSize = 0
  private var pictures = 0
  private var open: [BodyElement] = []
  /// The number of open elements whose content is skipped.
  private var skipped = 0
  /// The indices of the open paragraphs: several if a paragraph contains a box.
  private var openParagraphs: [Int] = []
  private var runs: [Run] = []
  private var fields = FieldStack()
  private var tables = TableStack()
  private var drawings = DrawingStack()
  private var controls = ControlStack()
  /// For each open `mc:AlternateContent`, whether an alternative has been taken.
  private var choices: [Bool] = []
  /// The text so far of the open text element or instruction.
  private var piece: [UInt8] = []
  private var keepsSpace = false
  /// The number of elements that have begun.
  private var elements = 0
  /// The number of the open text element.
  private var textElement = 0

  private struct Run {
    var isHidden: Bool?
    var style: String?
  }

  init(styles: StyleSheet) { self.styles = styles }

  var isFull: Bool { paragraphs.count + pictures > Self.mostParagraphs || textSize > Self.mostText }

  // MARK: Elements

  func start(_ name: XMLName, _ attributes: XMLAttributes) {
    elements += 1
    if skipped > 0 {
      skipped += 1
      return
    }
    let element = BodyElement(name)
    if open.isEmpty { isDocument = element == .document }
    let parent = open.last
    if isLeftOut(element, in: parent) {
      skipped = 1
      return
    }
    open.append(element)
    switch element {
    case .paragraph: beginParagraph()
    case .run: runs.append(Run())
    case .text, .fieldInstruction:
      piece.removeAll(keepingCapacity: true)
      keepsSpace = attributes["space"] == "preserve"
      textElement = elements
    case .alternatives: choices.append(false)
    case .fieldCharacter: takeFieldCharacter(attributes["fldCharType"])
    case .simpleField: takeResult(of: FieldPurpose(instruction: Array((attributes["instr"] ?? "").utf8)))
    case .control: controls.begin()
    case .table: tables.beginTable()
    case .row: tables.beginRow()
    case .cell: tables.beginCell()
    case .drawing: drawings.begin()
    case .drawingPart(let part): drawings.take(part, attributes)
    case .box: drawings.markContainsText()
    case .embeddedFile: appendEmbeddedFile()
    case .property(let property): read(property, attributes, in: parent)
    // A deletion that is not left out is among the properties of a paragraph mark or of a row.
    case .deletion: readDeletion(of: parent)
    case .character(let character): append(character, attributes)
    default: break
    }
  }

  func end() {
    if skipped > 0 {
      skipped -= 1
      return
    }
    switch open.popLast() {
    case .document: discardOpenContents()
    case .paragraph: endParagraph()
    case .run: runs.removeLast()
    case .text: append(RunText.cleaned(piece, keepsSpace: keepsSpace), from: textElement)
    case .fieldInstruction: fields.appendInstruction(piece)
    case .alternatives: choices.removeLast()
    case .control: controls.end()
    case .table: tables.endTable()
    case .cell: tables.endCell()
    case .drawing: endDrawing()
    default: break
    }
  }

  func text(_ utf8: UnsafeBufferPointer<UInt8>) {
    guard skipped == 0, open.last == .text || open.last == .fieldInstruction else { return }
    piece.append(contentsOf: utf8)
    textSize += utf8.count
  }

  /// Whether `element` is skipped, because it contains nothing that matters for the text of the body.
  private func isLeftOut(_ element: BodyElement, in parent: BodyElement?) -> Bool {
    switch element {
    case .ignoredContent: return true
    // Among the properties of a paragraph mark or of a row, the same element says that the mark or the row is deleted.
    case .deletion: return parent != .property(.run) && parent != .property(.row)
    case .choice:
      guard let taken = choices.last else { return false }
      choices[choices.count - 1] = true
      return taken
    case .fallback: return choices.last ?? false
    default: return parent == .controlProperties && element != .property(.buildingBlock)
    }
  }

  // MARK: Paragraphs

  private func beginParagraph() {
    openParagraphs.append(paragraphs.count)
    var paragraph = BodyParagraph()
    paragraph.element = elements
    paragraph.cell = tables.cell
    paragraph.isCovered = tables.isCovered
    paragraph.isContentsEntry = controls.isInContents
    paragraphs.append(paragraph)
  }

  private func endParagraph() {
    openParagraphs.removeLast()
    if openParagraphs.isEmpty { fields.endParagraph() }
  }

  private func read(_ property: BodyElement.Property, _ attributes: XMLAttributes, in parent: BodyElement?) {
    switch parent {
    case .property(.row):
      if property == .columnsBefore { tables.skip(attributes.number("val")) }
    case .property(.cell):
      if property == .columnSpan { tables.span(attributes.number("val")) }
      if property == .merge { tables.merge(attributes["val"]) }
    case .property(.buildingBlock):
      if property == .gallery { controls.take(gallery: attributes["val"]) }
    default:
      guard let index = openParagraphs.last else { return }
      if parent == .property(.run) {
        readRun(property, attributes, in: index)
      } else {
        readParagraph(property, attributes, in: parent, index)
      }
    }
  }

  private func readParagraph(
    _ property: BodyElement.Property, _ attributes: XMLAttributes, in parent: BodyElement?, _ index: Int
  ) {
    switch (property, parent) {
    case (.paragraphStyle, .property(.paragraph)): paragraphs[index].style = attributes["val"]
    case (.outlineLevel, .property(.paragraph)): paragraphs[index].outlineLevel = attributes.number("val")
    case (.section, .property(.paragraph)): paragraphs[index].endsSection = true
    case (.listNumber, .property(.list)): paragraphs[index].list.number = attributes.number("val")
    case (.listLevel, .property(.list)): paragraphs[index].list.level = attributes.number("val")
    default: break
    }
  }

  private func readRun(_ property: BodyElement.Property, _ attributes: XMLAttributes, in index: Int) {
    switch property {
    case .hidden:
      if isInParagraphProperties {
        paragraphs[index].endIsHidden = attributes.isOn
      } else if !runs.isEmpty {
        runs[runs.count - 1].isHidden = attributes.isOn
      }
    case .characterStyle:
      if !isInParagraphProperties, !runs.isEmpty { runs[runs.count - 1].style = attributes["val"] }
    default: break
    }
  }

  private func readDeletion(of parent: BodyElement?) {
    if parent == .property(.row) {
      tables.deleteRow()
    } else if isInParagraphProperties, let index = openParagraphs.last {
      paragraphs[index].endIsDeleted = true
    }
  }

  /// Whether the open element is a property of a paragraph mark: `w:pPr/w:rPr`.
  private var isInParagraphProperties: Bool { open.dropLast(2).last == .property(.paragraph) }

  // MARK: Fields

  private func takeFieldCharacter(_ type: String?) {
    switch type {
    case "begin": fields.begin()
    case "separate":
      if let purpose = fields.beginResult(in: openParagraphs.last ?? paragraphs.count) { takeResult(of: purpose) }
    case "end":
      if fields.end() == .contents { controls.endContents() }
    default: break
    }
  }

  private func takeResult(of purpose: FieldPurpose) {
    if purpose != .other, let index = openParagraphs.last { paragraphs[index].isContentsEntry = true }
  }

  /// Takes back a table of contents that never ends: it is damaged, and the rest of the draft must not count as its lines.
  private func discardOpenContents() {
    guard let first = fields.openContents else { return }
    for index in first..<paragraphs.count { paragraphs[index].isInContentsField = false }
  }

  // MARK: Text

  private func append(_ character: BodyElement.Character, _ attributes: XMLAttributes) {
    guard runs.last != nil || character == .emoji else { return }
    switch character {
    case .tab: append([0x09])
    case .lineBreak where ["page", "column"].contains(attributes["type"]):
      if let index = openParagraphs.last { paragraphs[index].hasPendingLineBreak = true }
    case .lineBreak, .lineEnd: append(BodyParagraph.lineBreak)
    case .hyphen: append([UInt8(ascii: "-")])
    case .symbol, .emoji:
      if let scalar = RunText.symbol(attributes["char"], font: attributes["font"]) {
        append(Array(String(scalar).utf8))
      }
    }
  }

  /// Adds text of the element with this number, or else of the last element.
  private func append(_ text: [UInt8], from element: Int? = nil) {
    guard let index = openParagraphs.last, isShown(in: index) else { return }
    paragraphs[index].append(text)
    let skipped = element == nil || keepsSpace ? 0 : RunText.leadingSpace(of: piece)
    paragraphs[index].recordOrigin(of: text.count, TextOrigin(element: element ?? elements, skipped: skipped))
    if fields.isInContents { paragraphs[index].isInContentsField = true }
  }

  private func endDrawing() {
    guard let drawing = drawings.end(), drawing.isPicture, let index = openParagraphs.last, isShown(in: index) else {
      return
    }
    pictures += 1
    if drawing.isFloating {
      paragraphs[index].floatingPictures += 1
    } else {
      paragraphs[index].appendPicture()
    }
  }

  /// Adds a file of another program as a paragraph of its own with a picture, because its text cannot be read.
  private func appendEmbeddedFile() {
    beginParagraph()
    if let index = openParagraphs.last { paragraphs[index].appendPicture() }
    endParagraph()
  }

  private func isShown(in paragraph: Int) -> Bool { !fields.isInInstruction && !isHidden(paragraph) }

  private func isHidden(_ paragraph: Int) -> Bool {
    if let run = runs.last {
      if let hidden = run.isHidden { return hidden }
      if run.style != nil, let hidden = styles.isHidden(run.style) { return hidden }
    }
    return styles.isHidden(paragraphs[paragraph].style ?? styles.defaultParagraphStyle) ?? false
  }
}
