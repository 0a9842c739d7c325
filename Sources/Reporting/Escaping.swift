import DraftText

/// The escapes of the characters that Markdown interprets. GitHub also makes links of names after `@` and of numbers
/// after `#`.
private let markdownEscapes = Dictionary(
  uniqueKeysWithValues: "\\`*_[]<>#|~@&".unicodeScalars.map { ($0, "\\\($0)") })

extension String {
  /// The length of the longest run of backticks. A fence or a code span must begin with more.
  var longestBackticks: Int { unicodeScalars.split { $0 != "`" }.map(\.count).max() ?? 0 }

  /// Returns the text with other texts for some code points, also where a combining mark follows: for Swift, a mark
  /// with an accent is another character, but not for a program that reads the report.
  func escaped(_ texts: [Unicode.Scalar: String]) -> String {
    unicodeScalars.reduce(into: "") { text, scalar in
      if let other = texts[scalar] { text += other } else { text.unicodeScalars.append(scalar) }
    }
  }

  /// The text on one line, escaped for Markdown.
  var markdown: String {
    printable(split(whereSeparator: \.isNewline).joined(separator: " ")).escaped(markdownEscapes)
  }
}
