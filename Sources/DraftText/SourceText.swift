/// The text of a draft: valid UTF-8, and what must survive a fix.
///
/// The bytes hold no byte order mark; line ends stand as they stood in the file.
public struct SourceText: Sendable {
  /// The text in UTF-8. It is valid: no consumer has to check it again.
  public let utf8: [UInt8]
  /// The encoding that the draft had.
  public let encoding: TextEncoding
  /// Whether the draft began with a byte order mark.
  public let hasByteOrderMark: Bool
  /// How the draft is marked up.
  public let format: DraftFormat
  /// Where the lines of the text are.
  public let lines: LineIndex
  /// What the format says of pieces of the text, in the order of their starts, outer before inner.
  public let structure: [StructureMark]
  /// What is known beside the text.
  public internal(set) var provenance: Provenance

  /// Takes a string, as if it had come from a UTF-8 file without a byte order mark.
  public init(_ text: String, format: DraftFormat = .plainText) {
    self.init(validUTF8: Array(text.utf8), encoding: .utf8, hasByteOrderMark: false, format: format)
  }

  /// Takes bytes that the caller knows to be valid UTF-8, as if they had come from a UTF-8 file.
  package init(validUTF8 bytes: [UInt8], format: DraftFormat, structure: [StructureMark] = []) {
    self.init(
      validUTF8: bytes, encoding: .utf8, hasByteOrderMark: false, format: format, structure: structure)
  }

  /// Takes bytes that the caller knows to be valid UTF-8.
  init(
    validUTF8 bytes: [UInt8], encoding: TextEncoding, hasByteOrderMark: Bool, format: DraftFormat,
    structure: [StructureMark] = [], provenance: Provenance = Provenance()
  ) {
    self.utf8 = bytes
    self.encoding = encoding
    self.hasByteOrderMark = hasByteOrderMark
    self.format = format
    self.lines = LineIndex(utf8: bytes)
    self.structure = structure
    self.provenance = provenance
  }

  /// The same text with `structure`.
  package func marked(_ structure: [StructureMark]) -> SourceText {
    SourceText(
      validUTF8: utf8, encoding: encoding, hasByteOrderMark: hasByteOrderMark, format: format, structure: structure,
      provenance: provenance)
  }

  /// The range of the whole text.
  public var range: TextRange { TextRange(0, utf8.count) }

  /// The text of `range`, which must lie inside the text and begin and end on scalar borders.
  public subscript(range: TextRange) -> String {
    String(decoding: utf8[range.start..<range.end], as: UTF8.self)
  }
}

extension SourceText {
  /// The text after `edits`. Encoding, byte order mark and format stay; nothing is known of its structure.
  ///
  /// - Parameter edits: In order, without overlap, on scalar borders.
  package func replacing(_ edits: [Edit]) -> SourceText {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(utf8.count + edits.reduce(0) { $0 + $1.growth })
    var copied = 0
    for edit in edits {
      bytes += utf8[copied..<edit.range.start]
      bytes += edit.replacement.utf8
      copied = edit.range.end
    }
    bytes += utf8[copied...]
    return SourceText(validUTF8: bytes, encoding: encoding, hasByteOrderMark: hasByteOrderMark, format: format)
  }

  /// The line end that it uses, which is the first in it; LF where it has but one line.
  package var lineEnd: String {
    guard let end = utf8.firstIndex(where: { $0 == 0x0A || $0 == 0x0D }), utf8[end] == 0x0D else { return "\n" }
    return utf8[(end + 1)...].first == 0x0A ? "\r\n" : "\r"
  }

  /// The range with the whole of the code points that it begins and ends in.
  package func onScalarBorders(_ start: Int, _ end: Int) -> TextRange {
    TextRange(scalarBorder(atOrBefore: start), scalarBorder(atOrAfter: end))
  }

  /// Whether `offset` lies in the text, or at its end, and not inside a code point.
  package func isScalarBorder(_ offset: Int) -> Bool {
    offset == utf8.count || (utf8.indices.contains(offset) && utf8[offset] & 0xC0 != 0x80)
  }
}

/// What the format of a draft says of a stretch of its text: Word knows by styles and fields what a heading, an item or a cell
/// is, Markdown by its marks. Plain text says nothing.
public struct StructureMark: Hashable, Sendable {
  /// What a stretch of text is.
  public enum Kind: Hashable, Sendable {
    /// A heading, with its level from 1.
    case heading(level: Int)
    /// An item of a list, with how many lists it stands in besides its own, and the number by which the format shows it; nil for
    /// a bullet.
    case item(depth: Int, number: Int?)
    /// What a program put in front of a paragraph by itself: its automatic number or its bullet, with the space after it. It
    /// stands in no text that an author could search.
    case label
    /// A cell of a table: a text of its own, without headings. All are counted from 0.
    case cell(table: Int, row: Int, column: Int)
    /// A table of contents: its heading, or an entry.
    case contents
    /// A title, or a line under it that belongs to it.
    case title
    /// What stands under or over a picture or a table.
    case caption
    /// Words of others.
    case quotation
    /// What is there and cannot be read: a picture, an embedded object.
    case picture
    /// What is no text, though a reader sees something there: code, a formula, HTML with words in it.
    case literal
    /// What stands around the body, on lines of its own behind all others.
    case margin(Margin)
    /// What is no text and shows nothing itself: front matter, comments, tags, targets of links, rules.
    case markup
  }

  /// What it is.
  public let kind: Kind
  /// Where it stands.
  public let range: TextRange

  /// Makes a mark.
  public init(_ kind: Kind, _ range: TextRange) {
    self.kind = kind
    self.range = range
  }
}
