/// Returns `text` on one line, without characters that a terminal would interpret.
package func printable(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: \.isHarmful) else { return text }
  return text.unicodeScalars.reduce(into: "") { $0 += $1.printable }
}

/// Returns `text` with its line feeds, but without other characters that a terminal would interpret or commands for CI
/// runners.
package func printableLines(_ text: String) -> String {
  let isPrintable = !text.unicodeScalars.contains { $0.isHarmful && $0 != "\n" }
  return withoutRunnerCommands(
    isPrintable ? text : text.unicodeScalars.reduce(into: "") { $0 += $1 == "\n" ? "\n" : $1.printable })
}

/// Returns `text` with its middle replaced by “…” if it has more than 400 code points, for example a quoted chapter.
package func withoutMiddle(_ text: String) -> String {
  let scalars = text.unicodeScalars
  guard text.utf8.count > 400, scalars.count > 400 else { return text }
  return "\(Substring(scalars.prefix(300)))…\(Substring(scalars.suffix(80)))"
}

extension Unicode.Scalar {
  /// Whether a terminal can interpret the code point instead of showing it: control and format characters, line
  /// separators.
  package var isHarmful: Bool {
    if value < 0x20 || (0x7F...0x9F).contains(value) { return true }
    // Most code points of a Chinese draft need no table lookup.
    if value < 0xAD || (0x3000...0x9FFF).contains(value) || (0xFF01...0xFFEF).contains(value) { return false }
    switch properties.generalCategory {
    case .format, .lineSeparator, .paragraphSeparator: return true
    default: return false
    }
  }

  /// The text that is shown for the code point: itself, a space for a tab, the picture of a control character (␛), or
  /// its number.
  package var printable: String {
    guard isHarmful else { return String(self) }
    switch value {
    case 0x09: return " "
    case 0..<0x20: return pictureOfControl(value)
    case 0x7F: return "␡"
    // U+2028 ends a line inside a paragraph of a Word document.
    case 0x2028: return "↵"
    default: return "<U+\(value.hexadecimal(width: 4, uppercase: true))>"
    }
  }

  /// The number of columns that ``printable`` takes.
  package var printableWidth: Int {
    isHarmful ? printable.unicodeScalars.count : displayWidth
  }
}

/// The control pictures start at U+2400 and have the order of the characters that they show.
private func pictureOfControl(_ value: UInt32) -> String {
  Unicode.Scalar(0x2400 + value).map { String($0) } ?? "�"
}

/// The text that CI runners execute as commands when a program prints it. A stranger's draft must not give them
/// commands.
///
/// GitHub: `::` at the beginning of a line, also behind white space, and `##[…]` anywhere. Azure: `##vso[…]`. TeamCity:
/// `##teamcity[…]`. GitLab: `section_start:` and `section_end:`. A line ends with LF or CR.
package enum RunnerCommands {
  /// The offsets, in ascending order, of the bytes whose replacement leaves no command in `bytes`.
  package static func keys(in bytes: [UInt8]) -> [Int] {
    var keys: [Int] = []
    bytes.withUnsafeBufferPointer { bytes in
      bytes.forEachOccurrence(of: colons) { if bytes.isBlankLine(before: $0) { keys.append($0) } }
      bytes.forEachOccurrence(of: hashes) { offset in
        let name = bytes[(offset + 2)...].prefix { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 }
        if name.endIndex < bytes.count, bytes[name.endIndex] == UInt8(ascii: "[") { keys.append(offset + 1) }
      }
      for section in sections { bytes.forEachOccurrence(of: section) { keys.append($0 + section.count - 1) } }
    }
    return keys.sorted()
  }

  private static let colons = Array("::".utf8)[...]
  private static let hashes = Array("##".utf8)[...]
  private static let sections = ["section_start:", "section_end:"].map { Array($0.utf8)[...] }
}

/// Returns `text` without commands for CI runners: ¦ replaces one character of each command.
package func withoutRunnerCommands(_ text: String) -> String {
  let bytes = Array(text.utf8)
  let keys = RunnerCommands.keys(in: bytes)
  guard !keys.isEmpty else { return text }
  var result: [UInt8] = []
  var copied = 0
  for key in keys {
    result += bytes[copied..<key]
    result += "¦".utf8
    copied = key + 1
  }
  return String(decoding: result + bytes[copied...], as: UTF8.self)
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether there is only white space between the beginning of the line and `offset`.
  fileprivate func isBlankLine(before offset: Int) -> Bool {
    var end = offset
    while end > 0 {
      var start = end - 1
      while start > 0, self[start] & 0xC0 == 0x80 { start -= 1 }
      if self[start] == 0x0A || self[start] == 0x0D { return true }
      let scalar = String(decoding: self[start..<end], as: UTF8.self).unicodeScalars.first
      guard scalar?.properties.isWhitespace == true else { return false }
      end = start
    }
    return true
  }
}
