import DraftText

/// The characters that Markdown interprets. GitHub also makes links of names after `@` and of numbers after `#`.
private let signs = Set("\\`*_[]<>#|~@&".unicodeScalars)

extension String {
  /// The text on one line, escaped for Markdown.
  var markdown: String {
    let line = printable(split(whereSeparator: \.isNewline).joined(separator: " "))
    return line.unicodeScalars.reduce(into: "") { text, scalar in
      if signs.contains(scalar) { text += "\\" }
      text.unicodeScalars.append(scalar)
    }
  }
}
