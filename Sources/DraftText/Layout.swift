/// The page layout of a draft, as far as its format sets it. Values that the format does not set are nil or absent.
package struct Layout: Hashable, Sendable {
  /// The size and the margins of a page, in millimetres.
  package struct Page: Hashable, Sendable, Decodable {
    enum CodingKeys: String, CodingKey, CaseIterable { case width, height, top, right, bottom, left }

    /// The offset at which the text on such pages begins.
    package var start = 0
    package var width, height: Double?
    package var top, right, bottom, left: Double?

    package init() {}
  }

  /// The font and the size of Chinese text.
  package struct Typeface: Hashable, Sendable {
    /// The font: `仿宋_GB2312`.
    package var font: String?
    /// In points; 三号 is 16.
    package var size: Double?

    package init(font: String? = nil, size: Double? = nil) {
      self.font = font
      self.size = size
    }
  }

  /// The horizontal alignment of lines.
  package enum Alignment: String, Hashable, Sendable, CaseIterable, Decodable {
    case left, center, right, justified
    /// Away from the binding: on the right of odd pages, on the left of even ones.
    case outside
  }

  /// A piece of a line with the same typeface throughout.
  package struct Piece: Hashable, Sendable {
    package var range: TextRange
    package var typeface: Typeface

    package init(range: TextRange, typeface: Typeface) {
      self.range = range
      self.typeface = typeface
    }
  }

  /// A paragraph outside tables.
  package struct Paragraph: Hashable, Sendable {
    /// The range of its line.
    package var range: TextRange
    package var alignment: Alignment
    /// The indent of the first line, not counting white space in front of the text, in characters; nil if a list sets
    /// the indent.
    package var indent: Double?
    /// The pieces of the line with different typefaces, in order.
    package var pieces: [Piece] = []

    package init(range: TextRange, alignment: Alignment = .justified, indent: Double? = nil) {
      self.range = range
      self.alignment = alignment
      self.indent = indent
    }
  }

  /// A line of a header or footer that contains the page number.
  package struct PageNumber: Hashable, Sendable {
    /// The line as it is on one of the pages: `— 1 —`.
    package var text: String
    package var alignment: Alignment?
    package var size: Double?

    package init(text: String, alignment: Alignment? = nil, size: Double? = nil) {
      self.text = text
      self.alignment = alignment
      self.size = size
    }
  }

  /// The page formats, in the order of the text.
  package var pages: [Page] = []
  /// In the order of the text.
  package var paragraphs: [Paragraph] = []
  /// Empty if the pages have no number.
  package var pageNumbers: [PageNumber] = []

  package init() {}

  /// Returns the layout after an edit that moves ranges by `place` and offsets by `offset`. Empty paragraphs are left
  /// out.
  func moved(_ place: (TextRange) -> TextRange, _ offset: (Int) -> Int) -> Layout {
    var layout = self
    for index in pages.indices { layout.pages[index].start = offset(pages[index].start) }
    layout.paragraphs = paragraphs.map { paragraph in
      var moved = paragraph
      moved.range = place(paragraph.range)
      moved.pieces = paragraph.pieces.map { Piece(range: place($0.range), typeface: $0.typeface) }
      return moved
    }.filter { !$0.range.isEmpty }
    return layout
  }

  /// The paragraph whose line contains `offset`.
  package func paragraph(at offset: Int) -> Paragraph? {
    let index = paragraphs.partitioningIndex { $0.range.end > offset }
    return index < paragraphs.count && paragraphs[index].range.contains(offset) ? paragraphs[index] : nil
  }
}
