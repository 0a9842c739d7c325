import Diagnostics
import DraftText

/// What is wrong with a rule file, and where.
package struct RuleFileError: Error, Hashable, Sendable {
  /// The file, as the user knows it.
  package let path: String
  /// The line, from 1.
  package let line: Int
  /// The column, from 1, in code points.
  package let column: Int
  /// What is wrong.
  package let message: LocalizedText
  /// The line of the file and under it a caret, with a line end between them; nil where the text is not at hand.
  package let excerpt: String?

  /// Says what is wrong.
  package init(path: String, line: Int, column: Int, message: LocalizedText, excerpt: String? = nil) {
    self.path = path
    self.line = line
    self.column = column
    self.message = message
    self.excerpt = excerpt
  }

  /// The error as a compiler prints it: `path:line:column: error: message`, and the excerpt. Without a final line end, and
  /// with nothing in it that a terminal would obey.
  package func rendered(in language: Language) -> String {
    let label = LocalizedText(zh: "错误", en: "error")[language]
    let headline = "\(printable(path)):\(line):\(column): \(label): \(printable(message[language]))"
    return excerpt.map { "\(headline)\n\($0)" } ?? headline
  }
}

/// All that is wrong with a set of rule files.
package struct RuleSetError: Error, Hashable, Sendable {
  /// The faults, by file and place; never empty.
  package let errors: [RuleFileError]

  /// Sorts `errors`, of which there is at least one.
  package init(_ errors: [RuleFileError]) {
    self.errors = Set(errors).sorted {
      ($0.path, $0.line, $0.column, $0.message.en) < ($1.path, $1.line, $1.column, $1.message.en)
    }
  }

  /// The errors as a compiler prints them, one under the other. Without a final line end.
  package func rendered(in language: Language) -> String {
    errors.map { $0.rendered(in: language) }.joined(separator: "\n")
  }
}
