/// What an element of `word/document.xml` means for the text.
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
  case character(Character)
  case property(Property)
  /// What is not there when changes are accepted.
  case deletion
  /// What is no text of the body: instructions, former properties, the reading above a character.
  case aside
  case other

  /// An element that stands for a character.
  enum Character: Hashable {
    case tab
    case lineBreak
    case hyphen
    case symbol
    case emoji
  }

  /// An element that says something of a paragraph or a run.
  enum Property: Hashable {
    case paragraph
    case run
    case paragraphStyle
    case characterStyle
    case list
    case listNumber
    case listLevel
    case hidden
  }

  /// Takes the meaning of an element called `name`.
  init(_ name: XMLName) {
    switch name.namespace {
    case .word: self = wordElements[name.local] ?? .other
    case .math: self = ["r": .run, "t": .text][name.local] ?? .other
    case .compatibility:
      self = ["AlternateContent": .alternatives, "Choice": .choice, "Fallback": .fallback][name.local] ?? .other
    case .symbol: self = name.local == "symEx" ? .character(.emoji) : .other
    case .package, .xml, .other: self = .other
    }
  }
}

private let wordElements: [String: Element] = [
  "document": .document, "p": .paragraph, "r": .run, "t": .text, "fldChar": .fieldCharacter,
  "tab": .character(.tab), "ptab": .character(.tab), "br": .character(.lineBreak), "cr": .character(.lineBreak),
  "noBreakHyphen": .character(.hyphen), "sym": .character(.symbol),
  "pPr": .property(.paragraph), "rPr": .property(.run), "pStyle": .property(.paragraphStyle),
  "rStyle": .property(.characterStyle), "numPr": .property(.list), "numId": .property(.listNumber),
  "ilvl": .property(.listLevel), "vanish": .property(.hidden),
  "del": .deletion, "moveFrom": .deletion,
  "instrText": .aside, "delText": .aside, "delInstrText": .aside, "rt": .aside, "sdtPr": .aside, "sdtEndPr": .aside,
  "pPrChange": .aside, "rPrChange": .aside, "sectPr": .aside, "tblPr": .aside, "tblGrid": .aside, "trPr": .aside,
  "tcPr": .aside, "ffData": .aside, "numberingChange": .aside, "tabs": .aside,
]
