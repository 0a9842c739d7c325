import DraftText

/// The characters that Markdown interprets. GitHub also makes links of names after `@` and of numbers after `#`.
private let signs = Set("\\`*_[]<>#|~@&".unicodeScalars)

extension String {
  /// The length of the longest run of backticks. A fence or a code span must begin with more.
  var longestBackticks: Int { split { $0 != "`" }.map(\.count).max() ?? 0 }

  /// The text on one line, escaped for Markdown.
  var markdown: String {
    let line = printable(split(whereSeparator: \.isNewline).joined(separator: " "))
    return line.unicodeScalars.reduce(into: "") { text, scalar in
      if signs.contains(scalar) { text += "\\" }
      text.unicodeScalars.append(scalar)
    }
  }
}
