/// How elements of Word are written in a part: by the prefix that its root has for them, else by one that each declares itself.
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

  /// A start tag with attributes, whose values hold nothing that would have to be escaped.
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

  /// The bytes of a start tag, also where they are those of an empty element.
  var asStartTag: [UInt8] {
    guard dropLast().last == UInt8(ascii: "/") else { return Array(self) }
    return dropLast(2) + [UInt8(ascii: ">")]
  }

  /// The end tag for the bytes of a start tag.
  var endTag: [UInt8] { Array("</".utf8) + tagName + [UInt8(ascii: ">")] }
}

/// Text in XML.
enum XMLText {
  /// `text` as the content of an element or an attribute; without the characters that XML does not have.
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
