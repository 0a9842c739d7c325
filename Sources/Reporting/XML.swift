import DraftText

/// The first line of an XML document.
let xmlDeclaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

/// Returns the name of an element and its attributes, for a tag. Attributes that are nil are left out.
func xmlTag(_ name: String, _ attributes: KeyValuePairs<String, String?>) -> String {
  name
    + attributes.map { name, value in value.map { " \(name)=\"\(xmlEscaped($0, isAttribute: true))\"" } ?? "" }.joined()
}

/// Returns `text` escaped for XML. White space that a parser would change, and other control and format characters,
/// become numeric references. A character that XML 1.0 does not allow becomes its picture (␛), or U+FFFD if it has
/// none.
func xmlEscaped(_ text: String, isAttribute: Bool = false) -> String {
  text.unicodeScalars.reduce(into: "") { text, scalar in
    switch scalar.value {
    case 0x26: text += "&amp;"
    case 0x3C: text += "&lt;"
    case 0x3E: text += "&gt;"
    case 0x22 where isAttribute: text += "&quot;"
    case 0x09 where isAttribute: text += "&#9;"
    case 0x0A where isAttribute: text += "&#10;"
    case 0x0D: text += "&#13;"
    case 0x09, 0x0A: text.unicodeScalars.append(scalar)
    case 0..<0x20: text += scalar.printable
    case 0xFFFE, 0xFFFF: text += "\u{FFFD}"
    case _ where scalar.isHarmful: text += "&#\(scalar.value);"
    default: text.unicodeScalars.append(scalar)
    }
  }
}
