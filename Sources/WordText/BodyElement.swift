import Archive

/// The meaning of an element of `word/document.xml` for the text.
enum Element: Hashable {
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
  case foreignText
  case character(Character)
  case property(Property)
  /// Content that is gone when changes are accepted.
  case deletion
  /// Content that is not text of the body: former properties, the reading above a character.
  case aside
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
    case .other: self = drawingParts[name.local].map(Element.drawingPart) ?? .other
    case .package: self = .other
    }
  }
}

private let wordElements: [String: Element] = [
  "document": .document, "p": .paragraph, "r": .run, "t": .text, "fldChar": .fieldCharacter,
  "instrText": .fieldInstruction, "fldSimple": .simpleField, "sdt": .control, "sdtPr": .controlProperties,
  "tbl": .table, "tr": .row, "tc": .cell, "drawing": .drawing, "pict": .drawing, "object": .drawing,
  "txbxContent": .box, "altChunk": .foreignText,
  "tab": .character(.tab), "ptab": .character(.tab), "br": .character(.lineBreak), "cr": .character(.lineEnd),
  "noBreakHyphen": .character(.hyphen), "sym": .character(.symbol),
  "pPr": .property(.paragraph), "rPr": .property(.run), "pStyle": .property(.paragraphStyle),
  "rStyle": .property(.characterStyle), "numPr": .property(.list), "numId": .property(.listNumber),
  "ilvl": .property(.listLevel), "outlineLvl": .property(.outlineLevel), "vanish": .property(.hidden),
  "sectPr": .property(.section), "trPr": .property(.row), "tcPr": .property(.cell),
  "gridBefore": .property(.columnsBefore), "gridSpan": .property(.columnSpan), "vMerge": .property(.merge),
  "hMerge": .property(.merge), "docPartObj": .property(.buildingBlock), "docPartGallery": .property(.gallery),
  "del": .deletion, "moveFrom": .deletion,
  "delText": .aside, "delInstrText": .aside, "rt": .aside, "sdtEndPr": .aside, "pPrChange": .aside, "rPrChange": .aside,
  "trPrChange": .aside, "tcPrChange": .aside, "tblPr": .aside, "tblGrid": .aside, "ffData": .aside,
  "numberingChange": .aside, "tabs": .aside,
]

private let mathElements: [String: Element] = ["r": .run, "t": .text]

private let compatibilityElements: [String: Element] = [
  "AlternateContent": .alternatives, "Choice": .choice, "Fallback": .fallback,
]

private let drawingParts: [String: Element.DrawingPart] = [
  "pic": .picture, "blip": .picture, "imagedata": .picture, "chart": .picture, "relIds": .picture,
  "OLEObject": .picture, "contentPart": .picture,
  "anchor": .floating, "shape": .shape, "rect": .shape, "group": .shape,
]

/// The namespaces whose elements matter, both in the transitional form that programs write and in the strict form.
enum Namespace: Hashable {
  /// The text of Word documents.
  case word
  /// Formulas.
  case math
  /// Alternatives for older and newer programs.
  case compatibility
  /// Relationships between the parts of a package.
  case package
  /// Emoji that newer fonts have.
  case symbol
  /// Any other, or none.
  case other
}

extension XMLName {
  /// The namespace of the element.
  var wordNamespace: Namespace {
    namespaces.first { $0.uri.utf8CodeUnitCount == namespace.count && $0.uri.bytes.elementsEqual(namespace) }?.namespace
      ?? .other
  }
}

private let namespaces: [(uri: StaticString, namespace: Namespace)] = [
  ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", .word),
  ("http://purl.oclc.org/ooxml/wordprocessingml/main", .word),
  ("http://schemas.openxmlformats.org/officeDocument/2006/math", .math),
  ("http://purl.oclc.org/ooxml/officeDocument/math", .math),
  ("http://schemas.openxmlformats.org/markup-compatibility/2006", .compatibility),
  ("http://schemas.openxmlformats.org/package/2006/relationships", .package),
  ("http://schemas.microsoft.com/office/word/2015/wordml/symex", .symbol),
]

extension StaticString {
  fileprivate var bytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: utf8Start, count: utf8CodeUnitCount)
  }
}

extension XMLAttributes {
  /// Whether an on/off element is on: `<w:vanish/>`, `<w:vanish w:val="true"/>`.
  var isOn: Bool { !["0", "false", "off"].contains(self["val"] ?? "1") }
}
