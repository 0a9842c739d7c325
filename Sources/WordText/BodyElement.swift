import Archive

/// The meaning of an element of `word/document.xml` for the text.
enum BodyElement: Hashable {
  case document
  case paragraph
  case run
  case text
  /// `mc:AlternateContent` and the alternatives in it.
  case alternatives
  case choice
  case fallback
  case fieldCharacter
  case fieldInstruction
  /// `w:fldSimple`: a field with its instruction in an attribute.
  case simpleField
  /// `w:sdt`.
  case control
  case controlProperties
  case table
  case row
  case cell
  /// `w:drawing`, and the older `w:pict` and `w:object`: a picture, a chart, lines, boxes.
  case drawing
  /// An element that says what a drawing shows.
  case drawingPart(DrawingPart)
  /// The text of a text box in a drawing.
  case box
  /// `w:altChunk`: an embedded file of another program.
  case embeddedFile
  case character(Character)
  case property(Property)
  /// Content that is gone when changes are accepted.
  case deletion
  /// Content that is not text of the body: former properties, the reading above a character.
  case ignoredContent
  case other

  /// An element that stands for a character.
  enum Character: Hashable {
    case tab
    /// `w:br`, which can also end a page or a column.
    case lineBreak
    case lineEnd
    case hyphen
    case symbol
    case emoji
  }

  /// An element that says what a drawing shows.
  enum DrawingPart: Hashable {
    /// A picture, a chart, a diagram, an object of another program; not a line or a frame.
    case picture
    /// A drawing that floats on the page and is in no line.
    case floating
    /// A shape in the older format, whose style says whether it floats.
    case shape
  }

  /// An element that sets a property of a paragraph, a run, a table or a content control.
  enum Property: Hashable {
    case paragraph
    case run
    case paragraphStyle
    case characterStyle
    case list
    case listNumber
    case listLevel
    case outlineLevel
    case hidden
    case section
    case row
    case cell
    /// The columns that a row leaves free at its beginning.
    case columnsBefore
    case columnSpan
    /// An element that merges a cell with the one above or before it.
    case merge
    /// The building block of a content control.
    case buildingBlock
    /// The kind of the building block.
    case gallery
  }

  /// The meaning of the element called `name`.
  init(_ name: XMLName) {
    switch name.wordNamespace {
    case .word: self = wordElements[name.local] ?? .other
    case .math: self = mathElements[name.local] ?? .other
    case .compatibility: self = compatibilityElements[name.local] ?? .other
    case .symbol: self = name.local == "symEx" ? .character(.emoji) : .other
    // Drawings have many namespaces, and inside them no other element has these names.
    case .other: self = drawingParts[name.local].map(BodyElement.drawingPart) ?? .other
    case .package: self = .other
    }
  }
}

private let wordElements: [String: BodyElement] = [
  "document": .document, "p": .paragraph, "r": .run, "t": .text, "fldChar": .fieldCharacter,
  "instrText": .fieldInstruction, "fldSimple": .simpleField, "sdt": .control, "sdtPr": .controlProperties,
  "tbl": .table, "tr": .row, "tc": .cell, "drawing": .drawing, "pict": .drawing, "object": .drawing,
  "txbxContent": .box, "altChunk": .embeddedFile,
  "tab": .character(.tab), "ptab": .character(.tab), "br": .character(.lineBreak), "cr": .character(.lineEnd),
  "noBreakHyphen": .character(.hyphen), "sym": .character(.symbol),
  "pPr": .property(.paragraph), "rPr": .property(.run), "pStyle": .property(.paragraphStyle),
  "rStyle": .property(.characterStyle), "numPr": .property(.list), "numId": .property(.listNumber),
  "ilvl": .property(.listLevel), "outlineLvl": .property(.outlineLevel), "vanish": .property(.hidden),
  "sectPr": .property(.section), "trPr": .property(.row), "tcPr": .property(.cell),
  "gridBefore": .property(.columnsBefore), "gridSpan": .property(.columnSpan), "vMerge": .property(.merge),
  "hMerge": .property(.merge), "docPartObj": .property(.buildingBlock), "docPartGallery": .property(.gallery),
  "del": .deletion, "moveFrom": .deletion,
  "delText": .ignoredContent, "delInstrText": .ignoredContent, "rt": .ignoredContent, "sdtEndPr": .ignoredContent,
  "pPrChange": .ignoredContent, "rPrChange": .ignoredContent,
  "trPrChange": .ignoredContent, "tcPrChange": .ignoredContent, "tblPr": .ignoredContent, "tblGrid": .ignoredContent,
  "ffData": .ignoredContent,
  "numberingChange": .ignoredContent, "tabs": .ignoredContent,
]

private let mathElements: [String: BodyElement] = ["r": .run, "t": .text]

private let compatibilityElements: [String: BodyElement] = [
  "AlternateContent": .alternatives, "Choice": .choice, "Fallback": .fallback,
]

private let drawingParts: [String: BodyElement.DrawingPart] = [
  "pic": .picture, "blip": .picture, "imagedata": .picture, "chart": .picture, "relIds": .picture,
  "OLEObject": .picture, "contentPart": .picture,
  "anchor": .floating, "shape": .shape, "rect": .shape, "group": .shape,
]

extension XMLAttributes {
  /// Whether an on/off element is on: `<w:vanish/>`, `<w:vanish w:val="true"/>`.
  var isOn: Bool { !["0", "false", "off"].contains(self["val"] ?? "1") }
}
