/// A paragraph of the body: one line of the text.
struct BodyParagraph {
  /// The text in UTF-8 without line ends. ``lineBreak`` stands for a line end inside the paragraph, ``picture`` for a
  /// picture.
  var text: [UInt8] = []
  /// The number of its element in the document, from 1.
  var element = 0
  /// The origins of the pieces of the text, each with its range in the text.
  var origins: [(range: Range<Int>, origin: TextOrigin)] = []
  /// The offsets of the pictures in the text, in bytes.
  var pictures: [Int] = []
  /// The number of pictures anchored to the paragraph that float on the page and are in no line.
  var floatingPictures = 0
  /// The paragraph style, if the paragraph names one.
  var style: String?
  /// The list, as far as the paragraph names it.
  var list = ListReference()
  /// The outline level from 0, if the paragraph sets one; 9 for none.
  var outlineLevel: Int?
  /// The table cell that contains the paragraph.
  var cell: TableCell?
  /// Whether an empty paragraph is not shown, because a merged cell covers its cell or its row is deleted.
  var isCovered = false
  /// Whether it comes from a field that makes tables of contents.
  var isInContentsField = false
  /// Whether a content control or a field in it marks it as a line of a table of contents.
  var isContentsEntry = false
  /// Whether it ends a section.
  var endsSection = false
  /// Whether the paragraph mark is deleted, so that the text of the next paragraph continues here.
  var endIsDeleted = false
  /// Whether the paragraph mark is hidden.
  var endIsHidden = false
  /// Whether a page or a column has ended. A line break is added when text follows.
  var hasPendingLineBreak = false

  /// U+2028: a line ends, the paragraph goes on.
  static let lineBreak = Array("\u{2028}".utf8)
  /// U+FFFC: a picture or another object that is not text.
  static let picture = Array("\u{FFFC}".utf8)

  /// Adds text, behind a line break if ``hasPendingLineBreak`` is true.
  mutating func append(_ more: [UInt8]) {
    guard !more.isEmpty else { return }
    if hasPendingLineBreak, !text.isEmpty { text += Self.lineBreak }
    hasPendingLineBreak = false
    text += more
  }

  /// Records the origin of the last `count` bytes.
  mutating func recordOrigin(of count: Int, _ origin: TextOrigin) {
    if count > 0 { origins.append(((text.count - count)..<text.count, origin)) }
  }

  /// Adds a picture.
  mutating func appendPicture() {
    append(Self.picture)
    pictures.append(text.count - Self.picture.count)
  }

  /// Adds the text of `other`, which this paragraph continues, in front of its own text.
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

  /// Whether a picture is in it or is anchored to it.
  var hasPicture: Bool { floatingPictures > 0 || !pictures.isEmpty }

  /// Whether it contains neither text nor pictures.
  var isEmpty: Bool { text.isEmpty && floatingPictures == 0 }

  /// Whether it contains only white space and pictures.
  var isWordless: Bool {
    String(decoding: text, as: UTF8.self).unicodeScalars.allSatisfy { $0.properties.isWhitespace || $0 == "\u{FFFC}" }
  }
}
