import Archive

/// Reads the body of `word/document.xml`, as it is when all changes are accepted.
///
/// Runs are joined. Deleted text, text that was moved away, hidden text, instructions of fields, notes, comments, and
/// the older of two alternatives are left out. A picture or a file of another program becomes U+FFFC.
final class BodyReader: XMLHandler {
  /// The paragraphs in the order in which they begin: the text of a box follows the paragraph to which the box is
  /// anchored.
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
  /// The names of the open elements.
  private var open: [String] = []
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
    let element = name.bodyName
    if open.isEmpty { isDocument = element == "document" }
    let parent = open.last
    if isLeftOut(element, in: parent) {
      skipped = 1
      return
    }
    open.append(element)
    switch element {
    case "p": beginParagraph()
    case "r": runs.append(Run())
    case "t", "instrText":
      piece.removeAll(keepingCapacity: true)
      keepsSpace = attributes["space"] == "preserve"
      textElement = elements
    case "mc:AlternateContent": choices.append(false)
    case "fldChar": takeFieldCharacter(attributes["fldCharType"])
    // A field with its instruction in an attribute.
    case "fldSimple": beginResult(of: FieldPurpose(instruction: Array((attributes["instr"] ?? "").utf8)))
    case "sdt": controls.begin()
    case "tbl": tables.beginTable()
    case "tr": tables.beginRow()
    case "tc": tables.beginCell()
    case "drawing", "pict", "object": drawings.begin()
    case "txbxContent": drawings.markContainsText()
    case "altChunk": appendEmbeddedFile()
    // A deletion that is not left out is among the properties of a paragraph mark or of a row.
    case "del", "moveFrom": readDeletion(of: parent)
    case "tab", "ptab", "br", "cr", "noBreakHyphen", "sym", "w16se:symEx": append(character: element, attributes)
    case "": if let part = DrawingPart(name) { drawings.take(part, attributes) }
    default: read(element, attributes, in: parent)
    }
  }

  func end() {
    if skipped > 0 {
      skipped -= 1
      return
    }
    switch open.popLast() {
    case "document": discardOpenContents()
    case "p": endParagraph()
    case "r": runs.removeLast()
    case "t": append(RunText.cleaned(piece, keepsSpace: keepsSpace), from: textElement)
    case "instrText": fields.appendInstruction(piece)
    case "mc:AlternateContent": choices.removeLast()
    case "sdt": controls.end()
    case "tbl": tables.endTable()
    case "tc": tables.endCell()
    case "drawing", "pict", "object": endDrawing()
    default: break
    }
  }

  func text(_ utf8: UnsafeBufferPointer<UInt8>) {
    guard skipped == 0, open.last == "t" || open.last == "instrText" else { return }
    piece.append(contentsOf: utf8)
    textSize += utf8.count
  }

  /// Whether `element` is skipped, because it contains nothing that matters for the text of the body.
  private func isLeftOut(_ element: String, in parent: String?) -> Bool {
    if Self.ignored.contains(element) { return true }
    switch element {
    // Among the properties of a paragraph mark or of a row, the same element says that the mark or the row is deleted.
    case "del", "moveFrom": return parent != "rPr" && parent != "trPr"
    case "mc:Choice":
      guard let taken = choices.last else { return false }
      choices[choices.count - 1] = true
      return taken
    case "mc:Fallback": return choices.last ?? false
    default: return parent == "sdtPr" && element != "docPartObj"
    }
  }

  /// The elements whose content is not text of the body: deleted text, the reading above a character, former
  /// properties.
  private static let ignored: Set<String> = [
    "delText", "delInstrText", "rt", "sdtEndPr", "pPrChange", "rPrChange", "trPrChange", "tcPrChange", "tblPr",
    "tblGrid", "ffData", "numberingChange", "tabs",
  ]

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

  private func read(_ property: String, _ attributes: XMLAttributes, in parent: String?) {
    switch (parent, property) {
    // The columns that a row leaves free at its beginning.
    case ("trPr", "gridBefore"): tables.skip(attributes.number("val"))
    case ("tcPr", "gridSpan"): tables.span(attributes.number("val"))
    // Both merge a cell with the one above or before it.
    case ("tcPr", "vMerge"), ("tcPr", "hMerge"): tables.merge(attributes["val"])
    // The kind of the building block in a content control.
    case ("docPartObj", "docPartGallery"): controls.take(gallery: attributes["val"])
    default:
      guard let index = openParagraphs.last else { return }
      if parent == "rPr" {
        readRun(property, attributes, in: index)
      } else {
        readParagraph(property, attributes, in: parent, index)
      }
    }
  }

  private func readParagraph(_ property: String, _ attributes: XMLAttributes, in parent: String?, _ index: Int) {
    switch (parent, property) {
    case ("pPr", "pStyle"): paragraphs[index].style = attributes["val"]
    case ("pPr", "outlineLvl"): paragraphs[index].outlineLevel = attributes.number("val")
    case ("pPr", "sectPr"): paragraphs[index].endsSection = true
    case ("numPr", "numId"): paragraphs[index].list.number = attributes.number("val")
    case ("numPr", "ilvl"): paragraphs[index].list.level = attributes.number("val")
    default: break
    }
  }

  private func readRun(_ property: String, _ attributes: XMLAttributes, in index: Int) {
    switch property {
    case "vanish":
      if isInParagraphProperties {
        paragraphs[index].endIsHidden = attributes.isOn
      } else if !runs.isEmpty {
        runs[runs.count - 1].isHidden = attributes.isOn
      }
    case "rStyle":
      if !isInParagraphProperties, !runs.isEmpty { runs[runs.count - 1].style = attributes["val"] }
    default: break
    }
  }

  private func readDeletion(of parent: String?) {
    if parent == "trPr" {
      tables.deleteRow()
    } else if isInParagraphProperties, let index = openParagraphs.last {
      paragraphs[index].endIsDeleted = true
    }
  }

  /// Whether the open element is a property of a paragraph mark: `w:pPr/w:rPr`.
  private var isInParagraphProperties: Bool { open.dropLast(2).last == "pPr" }

  // MARK: Fields

  private func takeFieldCharacter(_ type: String?) {
    switch type {
    case "begin": fields.begin()
    case "separate":
      if let purpose = fields.beginResult(in: openParagraphs.last ?? paragraphs.count) { beginResult(of: purpose) }
    case "end":
      if fields.end() == .contents { controls.endContents() }
    default: break
    }
  }

  /// Marks the open paragraph as a line of a table of contents if the result of such a field begins in it.
  private func beginResult(of purpose: FieldPurpose) {
    if purpose != .other, let index = openParagraphs.last { paragraphs[index].isContentsEntry = true }
  }

  /// Takes back a table of contents that never ends: it is damaged, and the rest of the draft must not count as its
  /// lines.
  private func discardOpenContents() {
    guard let first = fields.openContents else { return }
    for index in first..<paragraphs.count { paragraphs[index].isInContentsField = false }
  }

  // MARK: Text

  private func append(character: String, _ attributes: XMLAttributes) {
    guard runs.last != nil || character == "w16se:symEx" else { return }
    switch character {
    case "tab", "ptab": append([0x09])
    case "br" where ["page", "column"].contains(attributes["type"]):
      if let index = openParagraphs.last { paragraphs[index].hasPendingLineBreak = true }
    case "br", "cr": append(BodyParagraph.lineBreak)
    case "noBreakHyphen": append([UInt8(ascii: "-")])
    default:
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
