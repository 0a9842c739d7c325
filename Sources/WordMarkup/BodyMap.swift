import DraftText

/// The places of paragraphs, their units and the pieces of their text in the bytes of a document's main part.
struct BodyMap {
  /// A paragraph of the body or of a cell. Paragraphs of boxes belong to the unit that contains the box.
  struct Paragraph {
    /// The numbers of its element and of the elements in it, in the order in which they begin, from 1.
    var elements: Range<Int>
    var place: ElementPlace
    /// `w:pPr`, and the `w:rPr` in it, which describes the paragraph mark.
    var properties: ElementPlace?
    var endProperties: ElementPlace?
    var units: Range<Int>
    /// Whether the paragraph mark was inserted or deleted, or the properties of the paragraph were changed.
    var isRevised = false
    var endsSection = false
    var isInCell = false
    /// The controls and changes that enclose its block.
    var restrictions: Restrictions = []
  }

  /// A run, or another element among runs, which is never split: a formula, a choice between alternatives.
  struct Unit {
    var elements: Range<Int>
    var place: Range<Int>
    let startTag: Range<Int>
    /// `w:rPr`.
    var properties: Range<Int>?
    let isRun: Bool
    var restrictions: Restrictions
    let paragraph: Int
    /// The indices of the children of a run, without its properties.
    var children: Range<Int>
    /// Whether it contains nothing but comments of an earlier run of zhangfa, and is removed with them.
    var belongsToOwnComment = false
  }

  /// A child of a run: text, a tab, a drawing.
  struct Child {
    let element: Int
    var place: Range<Int>
    let startTag: Range<Int>
    /// Whether it is `w:t` and contains only text.
    var isText: Bool
    /// The start of its end tag.
    var contentEnd: Int
    /// The indices of the pieces in which its text was read.
    var chunks: Range<Int>
    let keepsSpace: Bool
    /// Whether it belongs to a comment of an earlier run of zhangfa, and is removed with it.
    var belongsToOwnComment = false
    /// Whether it only records where a page ended when the document was last shown.
    var isRenderedPageBreak = false
  }

  /// Text that was read in one piece, at `place` in the part. It has `count` bytes, as many as the place, or else it is
  /// one character that is written by its name or number.
  struct Chunk {
    let place: Range<Int>
    let count: Int
    /// The number of bytes of the text before it.
    let start: Int
  }

  /// The reasons why a unit must not be changed: what encloses it, or a change of its format.
  struct Restrictions: OptionSet {
    let rawValue: UInt8
    /// Somebody has inserted it, or moved it there.
    static let insertion = Restrictions(rawValue: 1)
    /// Somebody has deleted it, or moved it away.
    static let deletion = Restrictions(rawValue: 2)
    /// It is in a field, which Word can update at any time.
    static let field = Restrictions(rawValue: 4)
    /// It stands in a content control.
    static let control = Restrictions(rawValue: 8)
    /// Somebody has changed its format.
    static let formatChange = Restrictions(rawValue: 16)
  }

  var paragraphs: [Paragraph] = []
  var units: [Unit] = []
  var children: [Child] = []
  var chunks: [Chunk] = []

  /// The index of the paragraph that contains the element with this number, or of the last paragraph before it; nil if
  /// none.
  func paragraph(of element: Int) -> Int? {
    let next = paragraphs.partitioningIndex { $0.elements.upperBound > element }
    return next < paragraphs.count && paragraphs[next].elements.contains(element) ? next : next > 0 ? next - 1 : nil
  }

  /// The index of the unit that is or contains the element with this number.
  func unit(of element: Int) -> Int? {
    let index = units.partitioningIndex { $0.elements.upperBound > element }
    return index < units.count && units[index].elements.contains(element) ? index : nil
  }

  /// The index of the child of `unit` with this number.
  func child(_ element: Int, of unit: Int) -> Int? {
    let range = units[unit].children
    let index = children[range].partitioningIndex { $0.element >= element }
    return index < range.upperBound && children[index].element == element ? index : nil
  }

  /// The number of bytes of text in `child`.
  func count(of child: Int) -> Int { chunks[children[child].chunks].last.map { $0.start + $0.count } ?? 0 }

  /// Returns the place in the part of the byte at `offset` in the text of `child`.
  func offset(_ offset: Int, in child: Int) -> Int {
    let range = children[child].chunks
    let index = chunks[range].partitioningIndex { $0.start + $0.count > offset }
    guard index < range.upperBound else { return children[child].contentEnd }
    let chunk = chunks[index]
    return chunk.place.lowerBound + (chunk.count == chunk.place.count ? offset - chunk.start : 0)
  }
}

/// A position in a document where bytes can be inserted: before, in or behind a unit.
struct UnitPosition: Comparable, Hashable {
  let unit: Int
  /// The index of the child behind or around the position; at the end of the unit, one more than the last child.
  let child: Int
  /// The number of bytes of the child's text before the position.
  let offset: Int

  static func < (left: UnitPosition, right: UnitPosition) -> Bool {
    (left.unit, left.child, left.offset) < (right.unit, right.child, right.offset)
  }
}

extension BodyMap {
  /// The position before everything in `unit`.
  func start(of unit: Int) -> UnitPosition {
    UnitPosition(unit: unit, child: units[unit].children.lowerBound, offset: 0)
  }

  /// The position behind everything in `unit`. It differs from the start even if the unit has no children.
  func end(of unit: Int) -> UnitPosition {
    UnitPosition(unit: unit, child: units[unit].children.upperBound + (units[unit].children.isEmpty ? 1 : 0), offset: 0)
  }
}
