import WordText

/// Writes tags of Word elements for a part: with the prefix of its root, or with a prefix that each tag declares
/// itself.
struct WordNames {
  private let prefix: String
  private let declaration: String

  /// - Parameter root: The start tag of the root, an element of Word.
  init(root: ArraySlice<UInt8>, isStrict: Bool) {
    let name = String(decoding: root.tagName, as: UTF8.self)
    if let colon = name.firstIndex(of: ":") {
      prefix = String(name[...colon])
      declaration = ""
    } else {
      prefix = "w:"
      declaration = " xmlns:w=\"\(isStrict ? WordNamespace.strict : WordNamespace.transitional)\""
    }
  }

  /// A start tag with attributes. Their values must not need any escaping.
  func start(_ name: String, _ attributes: KeyValuePairs<String, String> = [:]) -> String {
    "<\(prefix)\(name)\(declaration)\(list(attributes))>"
  }

  /// An empty element.
  func empty(_ name: String, _ attributes: KeyValuePairs<String, String> = [:]) -> String {
    "<\(prefix)\(name)\(declaration)\(list(attributes))/>"
  }

  /// The start tag of an element whose text keeps its white space.
  func textStart(_ name: String) -> String { "<\(prefix)\(name)\(declaration) xml:space=\"preserve\">" }

  func end(_ name: String) -> String { "</\(prefix)\(name)>" }

  private func list(_ attributes: KeyValuePairs<String, String>) -> String {
    attributes.map { " \(prefix)\($0.key)=\"\($0.value)\"" }.joined()
  }
}

extension ArraySlice<UInt8> {
  /// The name of an element, with its prefix, in the bytes of its start tag.
  var tagName: ArraySlice<UInt8> {
    dropFirst().prefix { $0 > 0x20 && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: ">") }
  }

  /// The bytes as a start tag, even if they are the tag of an empty element.
  var asStartTag: [UInt8] {
    guard dropLast().last == UInt8(ascii: "/") else { return Array(self) }
    return dropLast(2) + [UInt8(ascii: ">")]
  }

  /// The end tag for the bytes of a start tag.
  var endTag: [UInt8] { Array("</".utf8) + tagName + [UInt8(ascii: ">")] }
}

/// Text in XML.
enum XMLText {
  /// Escapes `text` for an element or an attribute. Line ends and tabs become spaces; characters unknown to XML are
  /// dropped.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "\n", "\r", "\t", "\u{2028}", "\u{2029}": escaped += " "
      case "\u{FFFE}", "\u{FFFF}", "\0"..<" ": break
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
