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
