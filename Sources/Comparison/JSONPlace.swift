import Diagnostics
import DraftText
import Linting

/// A place in a draft for other programs. Line and column count from 1, columns in code points.
struct JSONPlace: Encodable {
  let line, column: Int
  let text: String
  let location, heading, quotation: String?

  /// - Parameter locations: Finds the location in a Word draft; nil for other formats.
  init(_ range: TextRange, in source: SourceText, _ locations: LocationFinder?, _ language: Language) {
    let position = source.lines.position(at: range.start)
    let found = locations?.location(of: range)
    (line, column, text) = (position.line, position.column, source[range])
    (location, heading, quotation) = (found?.path?[language], found?.heading, found?.quotation)
  }
}
