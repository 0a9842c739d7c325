import DraftText

/// Where in the bytes of a document's main part its paragraphs, their units and the pieces of their text stand.
struct BodyMap {
  /// A paragraph of the body or of a cell; those of boxes belong to the unit that holds the box.
  struct Paragraph {
    /// The numbers of its element and of those in it, in the order in which they begin, from 1.
    var elements: Range<Int>
    var place: Range<Int>
    let startTag: Range<Int>
    /// `w:pPr`, and `w:rPr` in it, which is of the paragraph's end.
    var properties: Properties?
    var endProperties: Properties?
    /// Where its end tag begins; of an empty element, where it ends.
    var contentEnd: Int
    var units: Range<Int>
    /// Whether somebody has inserted or deleted the paragraph's end, or changed what it says of itself.
    var isRevised = false
    var endsSection = false
    var isInCell = false
    /// Whether it stands in a block that a control or a change encloses.
    var traits: Traits = []

    var isEmptyElement: Bool { startTag == place }
  }

  /// An element that says something of a paragraph.
  struct Properties {
    let place: Range<Int>
    let startTag: Range<Int>
    /// Where its end tag begins; of an empty element, where it ends.
    let contentEnd: Int
  }

  /// A run, or what else stands among runs and is not taken apart: a formula, a choice between alternatives.
  struct Unit {
    var elements: Range<Int>
    var place: Range<Int>
    let startTag: Range<Int>
    /// `w:rPr`.
    var properties: Range<Int>?
    let isRun: Bool
    var traits: Traits
    let paragraph: Int
    /// What a run holds beside its properties.
    var children: Range<Int>
    /// Whether it is there for a comment of ours alone, and goes with it.
    var isWithdrawn = false
  }

  /// What stands in a run: text, a tab, a drawing.
  struct Child {
    let element: Int
    var place: Range<Int>
    let startTag: Range<Int>
    /// Whether it is `w:t` with nothing but text in it.
    var isText: Bool
    /// Where its end tag begins.
    var contentEnd: Int
    /// The pieces in which its text was read.
    var chunks: Range<Int>
    let keepsSpace: Bool
    /// Whether it is there for a comment of ours, and goes with it.
    var isWithdrawn = false
    /// Whether it only remembers where a page ended when the document was last shown.
    var isRemembered = false
  }

  /// Text that was read in one piece: `place` in the part, and so many bytes of text, which are as many or, where a character is
  /// written by its name or number, stand for all of it.
  struct Chunk {
    let place: Range<Int>
    let count: Int
    /// How many bytes of the text come before it.
    let start: Int
  }

  /// What encloses a unit.
  struct Traits: OptionSet {
    let rawValue: UInt8
    /// Somebody has inserted it, or moved it there.
    static let insertion = Traits(rawValue: 1)
    /// Somebody has deleted it, or moved it away.
    static let deletion = Traits(rawValue: 2)
    /// It stands in a field, which is made anew at any time.
    static let field = Traits(rawValue: 4)
    /// It stands in a content control.
    static let control = Traits(rawValue: 8)
    /// Somebody has changed its looks.
    static let formatChange = Traits(rawValue: 16)
  }

  var paragraphs: [Paragraph] = []
  var units: [Unit] = []
  var children: [Child] = []
  var chunks: [Chunk] = []

  /// The paragraph that holds the element with this number, or the last one before it; nil where there is none.
  func paragraph(of element: Int) -> Int? {
    let next = paragraphs.partitioningIndex { $0.elements.upperBound > element }
    return next < paragraphs.count && paragraphs[next].elements.contains(element) ? next : next > 0 ? next - 1 : nil
  }

  /// The unit that is or holds the element with this number.
  func unit(of element: Int) -> Int? {
    let index = units.partitioningIndex { $0.elements.upperBound > element }
    return index < units.count && units[index].elements.contains(element) ? index : nil
  }

  /// The child of `unit` with this number.
  func child(_ element: Int, of unit: Int) -> Int? {
    let range = units[unit].children
    let index = children[range].partitioningIndex { $0.element >= element }
    return index < range.upperBound && children[index].element == element ? index : nil
  }

  /// How many bytes of text `child` has.
  func count(of child: Int) -> Int { chunks[children[child].chunks].last.map { $0.start + $0.count } ?? 0 }

  /// Where in the part the byte of `child`'s text at `offset` begins.
  func offset(_ offset: Int, in child: Int) -> Int {
    let range = children[child].chunks
    let index = chunks[range].partitioningIndex { $0.start + $0.count > offset }
    guard index < range.upperBound else { return children[child].contentEnd }
    let chunk = chunks[index]
    return chunk.place.lowerBound + (chunk.count == chunk.place.count ? offset - chunk.start : 0)
  }
}
