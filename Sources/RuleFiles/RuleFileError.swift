import Diagnostics
import DraftText

/// An error in a rule file, with its position.
package struct RuleFileError: Error, Hashable, Sendable {
  /// The path of the file, for messages to the user.
  package let path: String
  /// The line, from 1.
  package let line: Int
  /// The column, from 1, in code points.
  package let column: Int
  /// The description of the error.
  package let message: LocalizedText
  /// The line of the file, a line end, and a caret under the column; nil if the text is not available.
  package let excerpt: String?

  /// Makes an error.
  package init(path: String, line: Int, column: Int, message: LocalizedText, excerpt: String? = nil) {
    self.path = path
    self.line = line
    self.column = column
    self.message = message
    self.excerpt = excerpt
  }

  /// Returns the error as a compiler prints it: `path:line:column: error: message`, and the excerpt. The text has no
  /// final line end and no character that controls a terminal.
  package func rendered(in language: Language) -> String {
    let label = LocalizedText(zh: "错误", en: "error")[language]
    let headline = "\(printable(path)):\(line):\(column): \(label): \(printable(message[language]))"
    return excerpt.map { "\(headline)\n\($0)" } ?? headline
  }
}

extension RuleFileError {
  /// Adds a file to the error of a value. Without the lines of the file, the error points to the whole value.
  init(_ error: NodeError, path: String, lines: [Substring]) {
    let number = error.position.line
    guard lines.indices.contains(number - 1) else {
      self.init(path: path, line: number, column: error.position.column, message: error.message)
      return
    }
    let line = lines[number - 1]
    let column = error.position.column + columns(to: error.offset, inScalarAt: error.position.column, of: line)
    self.init(
      path: path, line: number, column: column, message: error.message,
      excerpt: Self.excerpt(of: line, column: column))
  }

  /// The width of an excerpt in columns of a terminal, including the marks where it is cut.
  private static let width = 102

  /// Returns a line, cut to the width of a screen, with a caret under one of its columns.
  ///
  /// - Parameter column: The column from 1, in code points; it can be one past the end of the line.
  package static func excerpt(of line: Substring, column: Int) -> String {
    let scalars = line.unicodeScalars
    let place =
      scalars.index(scalars.startIndex, offsetBy: max(0, column - 1), limitedBy: scalars.endIndex)
      ?? scalars.endIndex
    // Of a long line, only as much is read as can be shown, with room for characters without width.
    let reach = 10 * width
    let start = scalars.index(place, offsetBy: -reach, limitedBy: scalars.startIndex) ?? scalars.startIndex
    let end = scalars.index(place, offsetBy: reach, limitedBy: scalars.endIndex) ?? scalars.endIndex
    let offset = line.utf8.distance(from: start, to: place)
    let excerpt = Excerpt(of: SourceText(String(scalars[start..<end])), at: [TextRange(offset, offset)], width: width)
    // A wide character also gets only one caret.
    return "\(excerpt.text)\n\(excerpt.marks.prefix { $0 != "^" })^"
  }
}

/// Returns the number of code points from the beginning of a YAML scalar to byte `offset` of its value.
///
/// - Returns: 0 if it cannot be told, as in a scalar of several lines or a double-quoted scalar with escapes.
private func columns(to offset: Int, inScalarAt column: Int, of line: Substring) -> Int {
  guard offset > 0 else { return 0 }
  // The source can be twice as long as the value: quotation marks are written twice.
  let text = Array(line.unicodeScalars.dropFirst(column - 1).prefix(2 * offset + 2))
  guard let first = text.first, first != "|", first != ">" else { return 0 }
  let isQuoted = first == "'" || first == "\""
  var index = isQuoted ? 1 : 0
  var bytes = 0
  while bytes < offset, index < text.count {
    if first == "\"", text[index] == "\\" || text[index] == "\"" { return 0 }
    if first == "'", text[index] == "'" {
      // A quotation mark inside the scalar is written twice.
      guard index + 1 < text.count, text[index + 1] == "'" else { return 0 }
      index += 1
    }
    bytes += text[index].utf8Count
    index += 1
  }
  return bytes == offset ? index : 0
}

/// The errors of a set of rule files.
package struct RuleSetError: Error, Hashable, Sendable {
  /// The errors, by file and position; never empty.
  package let errors: [RuleFileError]

  /// Sorts `errors`, of which there is at least one.
  package init(_ errors: [RuleFileError]) {
    self.errors = Set(errors).sorted {
      ($0.path, $0.line, $0.column, $0.message.en) < ($1.path, $1.line, $1.column, $1.message.en)
    }
  }

  /// Returns the errors as a compiler prints them, one below the other, without a final line end.
  package func rendered(in language: Language) -> String {
    errors.map { $0.rendered(in: language) }.joined(separator: "\n")
  }
}

/// An error in an option of a rule that decodes but cannot be used, for example a group that the pattern does not have.
package struct OptionError: Error, Hashable, Sendable {
  /// The key in the rule file, from which the loader finds line and column.
  package let key: String
  /// The description of the error.
  package let message: LocalizedText

  /// Makes an error in the value of `key`.
  package init(_ key: String, zh: String, en: String) {
    self.init(key, LocalizedText(zh: zh, en: en))
  }

  package init(_ key: String, _ message: LocalizedText) {
    self.key = key
    self.message = message
  }
}
