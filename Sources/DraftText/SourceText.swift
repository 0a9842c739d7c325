/// The text of a draft in UTF-8, with the properties of the file that a fix must keep.
///
/// The bytes have no byte order mark. The line ends are those of the file.
public struct SourceText: Sendable {
  /// The text in UTF-8. It is valid: no consumer has to check it again.
  public let utf8: [UInt8]
  /// The encoding of the draft.
  public let encoding: TextEncoding
  /// Whether the draft began with a byte order mark.
  public let hasByteOrderMark: Bool
  /// The format of the draft.
  public let format: DraftFormat
  /// The index of the lines.
  public let lines: LineIndex
  /// The structure that the format gives to the text, in the order of the starts, outer marks before inner ones.
  public let structure: [StructureMark]
  /// Information about the draft other than its text.
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
  /// Returns the text after `edits`. Encoding, byte order mark and format stay; structure and provenance are not kept.
  ///
  /// - Parameter edits: Sorted edits without overlap, on scalar borders.
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

  /// The line end that the text uses, which is its first one; LF if it has only one line.
  package var lineEnd: String {
    guard let end = utf8.firstIndex(where: { $0 == 0x0A || $0 == 0x0D }), utf8[end] == 0x0D else { return "\n" }
    return utf8[(end + 1)...].first == 0x0A ? "\r\n" : "\r"
  }

  /// The range from `start` to `end`, extended to whole code points.
  package func onScalarBorders(_ start: Int, _ end: Int) -> TextRange {
    TextRange(scalarBorder(atOrBefore: start), scalarBorder(atOrAfter: end))
  }

  /// Whether `offset` lies in the text, or at its end, and not inside a code point.
  package func isScalarBorder(_ offset: Int) -> Bool {
    offset == utf8.count || (utf8.indices.contains(offset) && utf8[offset] & 0xC0 != 0x80)
  }
}

/// The role that the format of a draft gives to a range of its text. Word marks headings, items and cells by styles and
/// fields, Markdown by its syntax. Plain text has no such marks.
public struct StructureMark: Hashable, Sendable {
  /// The kind of a range of text.
  public enum Kind: Hashable, Sendable {
    /// A heading, with its level from 1.
    case heading(level: Int)
    /// A list item. `depth` is the number of lists around its own list. `number` is the number that the format shows;
    /// nil for a bullet.
    case item(depth: Int, number: Int?)
    /// An automatic number or bullet that a program puts in front of a paragraph, with the space after it. An author
    /// cannot find it by searching the text.
    case label
    /// A cell of a table: a text of its own, without headings. Tables, rows and columns count from 0.
    case cell(table: Int, row: Int, column: Int)
    /// A table of contents: its heading, or an entry.
    case contents
    /// A title, or a line under it that belongs to it.
    case title
    /// The caption of a picture or a table.
    case caption
    /// A quotation.
    case quotation
    /// Content that cannot be read as text: a picture, an embedded object.
    case picture
    /// Content that a reader sees but that is not text: code, a formula, HTML with words in it.
    case literal
    /// A text outside the body, on lines of its own behind all others.
    case margin(Margin)
    /// Markup that shows nothing itself: front matter, comments, tags, targets of links, horizontal rules.
    case markup
  }

  /// The kind.
  public let kind: Kind
  /// The range.
  public let range: TextRange

  /// Makes a mark.
  public init(_ kind: Kind, _ range: TextRange) {
    self.kind = kind
    self.range = range
  }
}
