import Diagnostics
import DraftText

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A piece of HTML. What is put into one with `\(…)` is escaped, unless it is HTML itself: no draft writes a tag.
package struct HTML: ExpressibleByStringInterpolation, Sendable {
  /// The piece, ready to be written.
  package private(set) var source: String

  package init(stringLiteral literal: String) { source = literal }

  package init(stringInterpolation pieces: Pieces) { source = pieces.source }

  private init(_ source: String) { self.source = source }

  package static let empty = HTML("")

  /// What stands in a style sheet or a script, which end with their end tags alone.
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
  /// The words by which a policy allows a style or a script: its hash.
  package static func source(of text: String) -> String {
    "'sha256-\(Data(SHA256(Array(text.utf8)).bytes).base64EncodedString())'"
  }
}

/// `text` with nothing in it that HTML would obey, and nothing that would turn the text around it.
private func escaped(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "\"": result += "&quot;"
    case "'": result += "&#39;"
    case "\n": result += "\n"
    case _ where scalar.isHarmful || !scalar.isAllowedInHTML:
      result += scalar.isAllowedInHTML ? escaped(scalar.printable) : "\u{FFFD}"
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result
}

extension Unicode.Scalar {
  /// Whether a page may have it: no surrogates, of which a text has none, and no noncharacters.
  fileprivate var isAllowedInHTML: Bool {
    value & 0xFFFE != 0xFFFE && !(0xFDD0...0xFDEF).contains(value)
  }
}
