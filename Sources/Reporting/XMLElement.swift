import DraftText

/// An element of XML 1.0.
struct XMLElement {
  /// The content of an element.
  enum Content {
    case text(String)
    case elements([XMLElement])
  }

  let name: String
  let attributes: [(name: String, value: String)]
  let content: Content

  init(_ name: String, _ attributes: [(name: String, value: String)] = [], _ elements: [XMLElement] = []) {
    self.init(name, attributes, .elements(elements))
  }

  init(_ name: String, _ attributes: [(name: String, value: String)], text: String) {
    self.init(name, attributes, .text(text))
  }

  private init(_ name: String, _ attributes: [(name: String, value: String)], _ content: Content) {
    self.name = name
    self.attributes = attributes
    self.content = content
  }

  /// Returns the element on lines of its own.
  ///
  /// - Parameter level: The number of elements around it.
  func rendered(level: Int) -> String {
    switch content {
    case .elements(let elements) where elements.isEmpty: "\(indent(level))<\(tag)/>\n"
    case .elements(let elements):
      opening(level: level) + elements.map { $0.rendered(level: level + 1) }.joined() + closing(level: level)
    case .text(let text): "\(indent(level))<\(tag)>\(escaped(text))</\(name)>\n"
    }
  }

  /// Returns the line of the start tag, for an element whose content is written piece by piece.
  func opening(level: Int) -> String { "\(indent(level))<\(tag)>\n" }

  /// Returns the line of the end tag.
  func closing(level: Int) -> String { "\(indent(level))</\(name)>\n" }

  private func indent(_ level: Int) -> String { String(repeating: "  ", count: level) }

  /// The name and the attributes.
  private var tag: String {
    name + attributes.map { " \($0.name)=\"\(escaped($0.value, isAttribute: true))\"" }.joined()
  }
}

/// The first line of an XML document.
let xmlDeclaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

/// Returns `text` escaped for XML. White space that a parser would change, and other control and format characters, become
/// numeric references. A character that XML 1.0 does not allow becomes its picture (␛), or U+FFFD if it has none.
private func escaped(_ text: String, isAttribute: Bool = false) -> String {
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
