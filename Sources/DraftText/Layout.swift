/// What a draft looks like on paper, as far as its format says. Nil and absent values are what it leaves open.
package struct Layout: Hashable, Sendable {
  /// A sheet of paper, in millimetres.
  package struct Page: Hashable, Sendable {
    /// Where the text on such paper begins.
    package var start = 0
    package var width, height: Double?
    package var top, right, bottom, left: Double?

    package init() {}
  }

  /// How the characters of Chinese text look.
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

  /// Where lines that do not fill the page stand.
  package enum Alignment: String, Hashable, Sendable, CaseIterable, Decodable {
    case left, center, right, justified
    /// Away from the binding: on the right of odd pages, on the left of even ones.
    case outside
  }

  /// A piece of a line that looks alike.
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
    /// Its line.
    package var range: TextRange
    package var alignment: Alignment
    /// How far in the first line begins without the blanks in front of it, in characters of its size; nil where a list says so.
    package var indent: Double?
    /// The pieces of the line that look alike, in their order.
    package var pieces: [Piece] = []

    package init(range: TextRange, alignment: Alignment = .justified, indent: Double? = nil) {
      self.range = range
      self.alignment = alignment
      self.indent = indent
    }
  }

  /// A line at the foot or the head of pages that holds their number.
  package struct PageNumber: Hashable, Sendable {
    /// As it reads on some page: `— 1 —`.
    package var text: String
    package var alignment: Alignment?
    package var size: Double?

    package init(text: String, alignment: Alignment? = nil, size: Double? = nil) {
      self.text = text
      self.alignment = alignment
      self.size = size
    }
  }

  /// The sheets, in the order of the text.
  package var pages: [Page] = []
  /// In the order of the text.
  package var paragraphs: [Paragraph] = []
  /// None where pages bear no number.
  package var pageNumbers: [PageNumber] = []

  package init() {}

  /// The same of a text in which all places have moved; what is gone from it is left out.
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

  /// The paragraph with the line that holds `offset`.
  package func paragraph(at offset: Int) -> Paragraph? {
    let index = paragraphs.partitioningIndex { $0.range.end > offset }
    return index < paragraphs.count && paragraphs[index].range.contains(offset) ? paragraphs[index] : nil
  }
}
