import DraftText

/// The text of the text elements of runs, as Word shows it.
enum RunText {
  /// Returns `piece` on one line, and without the white space at its ends unless `keepsSpace`.
  static func cleaned(_ piece: [UInt8], keepsSpace: Bool) -> [UInt8] {
    var text = piece[...]
    if !keepsSpace {
      text = text.drop(while: \.isASCIIWhiteSpace)
      while text.last?.isASCIIWhiteSpace == true { text.removeLast() }
    }
    // Word takes line ends inside an element for spaces.
    return text.map { $0.isASCIIWhiteSpace ? 0x20 : $0 }
  }

  /// The number of bytes of white space at the beginning of `piece`.
  static func leadingSpace(of piece: [UInt8]) -> Int { piece.prefix(while: \.isASCIIWhiteSpace).count }

  /// The character of a symbol font by its number there: the sign that it shows, if known, else the character itself.
  static func symbol(_ number: String?, font: String?) -> Unicode.Scalar? {
    guard let number, let value = UInt32(number, radix: 16), let scalar = Unicode.Scalar(value), value >= 0x20 else {
      return nil
    }
    guard let font, font.hasPrefix("Wingdings"), let sign = wingdings[font]?[value & 0xFF] else { return scalar }
    return sign
  }

  /// The boxes, ticks and circles that occur in forms.
  private static let wingdings: [String: [UInt32: Unicode.Scalar]] = [
    "Wingdings": [
      0x52: "☑", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x75: "◆", 0x76: "❖", 0xA1: "○", 0xA7: "▪",
      0xA8: "□", 0xB2: "✧", 0xD8: "➢", 0xE0: "→", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
      0x81: "①", 0x82: "②", 0x83: "③", 0x84: "④", 0x85: "⑤", 0x86: "⑥", 0x87: "⑦", 0x88: "⑧", 0x89: "⑨", 0x8A: "⑩",
    ],
    "Wingdings 2": [0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "□"],
  ]
}
