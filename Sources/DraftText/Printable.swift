/// `text` on one line, with nothing in it that a terminal would obey.
package func printable(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: \.isHarmful) else { return text }
  return text.unicodeScalars.reduce(into: "") { $0 += $1.printable }
}

/// `text` with its lines, and otherwise nothing in it that a terminal or a runner of CI would obey.
package func printableLines(_ text: String) -> String {
  let isPrintable = !text.unicodeScalars.contains { $0.isHarmful && $0 != "\n" }
  return withoutRunnerCommands(
    isPrintable ? text : text.unicodeScalars.reduce(into: "") { $0 += $1 == "\n" ? "\n" : $1.printable })
}

/// `text` without its middle when it is longer than anybody reads: a message that quotes a whole chapter.
package func shortened(_ text: String) -> String {
  let scalars = text.unicodeScalars
  guard text.utf8.count > 400, scalars.count > 400 else { return text }
  return "\(Substring(scalars.prefix(300)))…\(Substring(scalars.suffix(80)))"
}

extension Unicode.Scalar {
  /// Whether a terminal may do something else than show it: control and format characters, line separators.
  package var isHarmful: Bool {
    if value < 0x20 || (0x7F...0x9F).contains(value) { return true }
    // Nothing of the bulk of a Chinese draft needs a look at a table.
    if value < 0xAD || (0x3000...0x9FFF).contains(value) || (0xFF01...0xFFEF).contains(value) { return false }
    switch properties.generalCategory {
    case .format, .lineSeparator, .paragraphSeparator: return true
    default: return false
    }
  }

  /// What is shown for it: itself, a space for a tab, a picture of a control character (␛), or its number.
  package var printable: String {
    guard isHarmful else { return String(self) }
    switch value {
    case 0x09: return " "
    case 0..<0x20: return pictureOfControl(value)
    case 0x7F: return "␡"
    // With it a line ends inside a paragraph of a Word document.
    case 0x2028: return "↵"
    default:
      let number = String(value, radix: 16, uppercase: true)
      return "<U+" + String(repeating: "0", count: max(0, 4 - number.count)) + number + ">"
    }
  }

  /// The columns that ``printable`` takes.
  package var printableWidth: Int {
    isHarmful ? printable.unicodeScalars.count : displayWidth
  }
}

/// The control pictures stand in the order of the characters they show, from U+2400 on.
private func pictureOfControl(_ value: UInt32) -> String {
  Unicode.Scalar(0x2400 + value).map { String($0) } ?? "�"
}
