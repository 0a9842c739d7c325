/// A paragraph of the body: one line of the text.
struct BodyParagraph {
  /// The text in UTF-8 without any line end; ``lineBreak`` where the author ended a line inside the paragraph, ``picture`` where
  /// a picture stands.
  var text: [UInt8] = []
  /// The number of its element in the document, from 1.
  var element = 0
  /// Where the pieces of the text came from, as far as that is recorded, each with its range in the text.
  var origins: [(range: Range<Int>, origin: TextOrigin)] = []
  /// Where in the text pictures stand, in bytes.
  var pictures: [Int] = []
  /// How many pictures hang on it that float on the page and stand in no line.
  var floatingPictures = 0
  /// The paragraph style, as far as it is named.
  var style: String?
  /// The list, as far as it is named here.
  var list = ListReference()
  /// The level in the outline from 0, as far as it is named here; 9 for none.
  var outlineLevel: Int?
  /// The cell that it stands in.
  var cell: TableCell?
  /// Whether nothing shows here unless there is text: the cell is covered by the one above it, or the row is deleted.
  var isCovered = false
  /// Whether a field that makes tables of contents made it.
  var isInContentsField = false
  /// Whether it is known by itself for a line of a table of contents.
  var isContentsEntry = false
  /// Whether it ends a section.
  var endsSection = false
  /// Whether the end of the paragraph is deleted, so that the text of the next one goes on here.
  var endIsDeleted = false
  /// Whether the end of the paragraph is hidden.
  var endIsHidden = false
  /// Whether a page or a column has ended, which ends a line once text follows.
  var owesLineBreak = false

  /// U+2028: a line ends, the paragraph goes on.
  static let lineBreak = Array("\u{2028}".utf8)
  /// U+FFFC: what stands here is no text.
  static let picture = Array("\u{FFFC}".utf8)

  /// Adds text; none of it stands before a line break that is owed.
  mutating func append(_ more: [UInt8]) {
    guard !more.isEmpty else { return }
    if owesLineBreak, !text.isEmpty { text += Self.lineBreak }
    owesLineBreak = false
    text += more
  }

  /// Notes where the last `count` bytes came from.
  mutating func noteOrigin(of count: Int, _ origin: TextOrigin) {
    if count > 0 { origins.append(((text.count - count)..<text.count, origin)) }
  }

  /// Adds a picture.
  mutating func appendPicture() {
    append(Self.picture)
    pictures.append(text.count - Self.picture.count)
  }

  /// Takes the text of another paragraph, which goes on here, in front of its own.
  mutating func prepend(_ other: inout BodyParagraph) {
    let length = other.text.count
    other.origins += origins.map { ($0.range.shifted(by: length), $0.origin) }
    other.pictures += pictures.map { $0 + length }
    other.text += text
    swap(&origins, &other.origins)
    swap(&pictures, &other.pictures)
    swap(&text, &other.text)
    floatingPictures += other.floatingPictures
  }

  /// Whether it belongs to a table of contents.
  var isContents: Bool { isInContentsField || isContentsEntry }

  /// Whether there is a picture in it or hangs on it.
  var hasPicture: Bool { floatingPictures > 0 || !pictures.isEmpty }

  /// Whether nothing at all is in it.
  var isEmpty: Bool { text.isEmpty && floatingPictures == 0 }

  /// Whether there is nothing but white space and pictures in it.
  var isWordless: Bool {
    var bytes = text.makeIterator()
    var decoder = UTF8()
    while case .scalarValue(let scalar) = decoder.decode(&bytes) {
      if !scalar.properties.isWhitespace, scalar != "\u{FFFC}" { return false }
    }
    return true
  }
}

/// What stands in the text elements of runs, as Word shows it.
enum RunText {
  /// `piece` on one line; without the white space around it unless the document says that it counts.
  static func cleaned(_ piece: [UInt8], keepsSpace: Bool) -> [UInt8] {
    var text = piece[...]
    if !keepsSpace {
      text = text.drop { isSpace($0) }
      while let last = text.last, isSpace(last) { text.removeLast() }
    }
    // Word takes line ends inside an element for spaces.
    return text.map { isSpace($0) ? 0x20 : $0 }
  }

  /// How much white space stands at the beginning of `piece`, in bytes.
  static func leadingSpace(of piece: [UInt8]) -> Int { piece.prefix { isSpace($0) }.count }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  /// The character of a font of signs, by its number there: the sign itself where it is known, else what the font has.
  static func symbol(_ number: String?, font: String?) -> Unicode.Scalar? {
    guard let number, let value = UInt32(number, radix: 16), let scalar = Unicode.Scalar(value), value >= 0x20 else {
      return nil
    }
    guard let font, font.hasPrefix("Wingdings"), let sign = wingdings[font]?[value & 0xFF] else { return scalar }
    return sign
  }

  /// The boxes, ticks and circles that stand in forms.
  private static let wingdings: [String: [UInt32: Unicode.Scalar]] = [
    "Wingdings": [
      0x52: "☑", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x75: "◆", 0x76: "❖", 0xA1: "○", 0xA7: "▪",
      0xA8: "□", 0xB2: "✧", 0xD8: "➢", 0xE0: "→", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
      0x81: "①", 0x82: "②", 0x83: "③", 0x84: "④", 0x85: "⑤", 0x86: "⑥", 0x87: "⑦", 0x88: "⑧", 0x89: "⑨", 0x8A: "⑩",
    ],
    "Wingdings 2": [0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "□"],
  ]
}
