import Diagnostics
import DraftText
import Essentials

/// A piece of HTML. Interpolated strings are escaped, so that no draft can insert a tag; interpolated HTML is not.
package struct HTML: ExpressibleByStringInterpolation, Sendable {
  /// The text of the piece.
  package private(set) var source: String

  package init(stringLiteral literal: String) { source = literal }

  package init(stringInterpolation pieces: Pieces) { source = pieces.source }

  private init(_ source: String) { self.source = source }

  package static let empty = HTML("")

  /// Returns `source` without escaping it, for the content of a `style` or `script` element, in which HTML has no
  /// escapes.
  package static func raw(_ source: String) -> HTML { HTML(source) }

  package static func + (left: HTML, right: HTML) -> HTML { HTML(left.source + right.source) }

  package static func += (left: inout HTML, right: HTML) { left.source += right.source }

  package struct Pieces: StringInterpolationProtocol {
    fileprivate var source = ""

    package init(literalCapacity: Int, interpolationCount: Int) {}

    package mutating func appendLiteral(_ literal: String) { source += literal }

    package mutating func appendInterpolation(_ html: HTML) { source += html.source }

    package mutating func appendInterpolation(_ pieces: [HTML]) { source += pieces.map(\.source).joined() }

    package mutating func appendInterpolation(_ number: Int) { source += String(number) }

    package mutating func appendInterpolation(_ text: String) { source += escaped(text) }
  }
}

extension HTML {
  /// Returns a table with a row of heads.
  package static func table(_ heads: [String], _ rows: [HTML]) -> HTML {
    """
    <table>
    <thead><tr>\(heads.map { "<th>\($0)</th>" as HTML })</tr></thead>
    <tbody>
    \(rows)</tbody>
    </table>

    """
  }

  /// Returns the expression by which a content security policy allows a style or a script: its SHA-256 hash.
  package static func source(of text: String) -> String {
    "'sha256-\(Data(SHA256(Array(text.utf8)).bytes).base64EncodedString())'"
  }
}

/// Returns `text` escaped for HTML, without control and format characters, some of which change the direction of text.
private func escaped(_ text: String) -> String {
  text.unicodeScalars.reduce(into: "") { text, scalar in
    switch scalar {
    case "&": text += "&amp;"
    case "<": text += "&lt;"
    case ">": text += "&gt;"
    case "\"": text += "&quot;"
    case "'": text += "&#39;"
    case "\n": text += "\n"
    case _ where !scalar.isAllowedInHTML: text += "\u{FFFD}"
    case _ where scalar.isHarmful: text += escaped(scalar.printable)
    default: text.unicodeScalars.append(scalar)
    }
  }
}

extension Unicode.Scalar {
  /// Whether HTML allows the character: noncharacters are forbidden. Surrogates are too, but a string contains none.
  fileprivate var isAllowedInHTML: Bool {
    value & 0xFFFE != 0xFFFE && !(0xFDD0...0xFDEF).contains(value)
  }
}
