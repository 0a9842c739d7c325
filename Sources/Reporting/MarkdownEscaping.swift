import DraftText

/// The signs of Markdown, GitHub's included: names of people and numbers of issues are no links.
private let signs = Set("\\`*_[]<>#|~@&".unicodeScalars)

extension String {
  /// The text on one line, with nothing in it that Markdown takes for a mark.
  var markdown: String {
    let line = printable(split(whereSeparator: \.isNewline).joined(separator: " "))
    return line.unicodeScalars.reduce(into: "") { text, scalar in
      if signs.contains(scalar) { text += "\\" }
      text.unicodeScalars.append(scalar)
    }
  }
}
