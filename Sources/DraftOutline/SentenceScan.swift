import DraftText

/// Tells in which sentence and in which quotation or bracket of its paragraph something stands.
///
/// Reads each paragraph once; places must be asked for in the order of the text.
struct SentenceScan {
  /// Where in a paragraph something stands.
  struct Place {
    /// How many sentences of the paragraph have ended before it.
    let sentence: Int
    /// The index of the innermost quotation or bracket that holds it; nil outside all of them.
    let enclosure: Int?
  }

  private struct Enclosure {
    let isQuotation: Bool
    let parent: Int?
    /// Whether its closing mark was found in the same paragraph.
    var isClosed = false
  }

  /// Marks that open deeper than this are not looked at.
  private static let deepest = 8

  private let source: SourceText
  private var offset = 0
  private var sentence = 0
  private var enclosures: [Enclosure] = []
  private var open: [Int] = []
  private var paragraph: Paragraph?

  init(_ source: SourceText) { self.source = source }

  /// The place at `offset` in `paragraph`; what encloses it is not known to be closed before the end of the paragraph.
  mutating func place(at offset: Int, in paragraph: Paragraph) -> Place {
    if self.paragraph != paragraph {
      finish()
      self.paragraph = paragraph
      self.offset = paragraph.range.start
      sentence = 0
      open = []
    }
    read(to: offset)
    return Place(sentence: sentence, enclosure: open.last)
  }

  /// `place` without the quotations and brackets that their paragraph does not close.
  mutating func resolved(_ place: Place) -> Place {
    finish()
    var enclosure = place.enclosure
    while let index = enclosure, !enclosures[index].isClosed { enclosure = enclosures[index].parent }
    return Place(sentence: place.sentence, enclosure: enclosure)
  }

  /// Reads the rest of the paragraph.
  private mutating func finish() {
    guard let end = paragraph?.range.end else { return }
    read(to: end)
  }

  private mutating func read(to end: Int) {
    let utf8 = source.utf8
    while offset + 2 < end {
      switch (utf8[offset], utf8[offset + 1], utf8[offset + 2]) {
      case (0xE3, 0x80, 0x82), (0xEF, 0xBC, 0x81), (0xEF, 0xBC, 0x9F): sentence += 1  // 。！？
      case (0xE2, 0x80, 0x9C): enter(isQuotation: true)
      case (0xE2, 0x80, 0x9D): leave(isQuotation: true)
      case (0xEF, 0xBC, 0x88): enter(isQuotation: false)
      case (0xEF, 0xBC, 0x89): leave(isQuotation: false)
      default: break
      }
      offset += 1
    }
    offset = max(offset, end)
  }

  private mutating func enter(isQuotation: Bool) {
    guard open.count < Self.deepest else { return }
    enclosures.append(Enclosure(isQuotation: isQuotation, parent: open.last))
    open.append(enclosures.count - 1)
  }

  private mutating func leave(isQuotation: Bool) {
    guard let index = open.lastIndex(where: { enclosures[$0].isQuotation == isQuotation }) else { return }
    enclosures[open[index]].isClosed = true
    open.removeSubrange(index...)
  }
}
