import DraftText

/// A run of items counted in the text: 一是…二是…, in one paragraph or over several.
public struct Enumeration: Hashable, Sendable {
  /// The ordinals of the items in the order of the text; never empty.
  public let ordinals: [Ordinal]
  /// From the first ordinal to the end of the paragraph of the last.
  public let range: TextRange
}

/// A word or sign that counts, where it stands.
struct Enumerator {
  enum Position {
    /// A figure that opens a line: the outline counts it. Only that line may count on from it.
    case line
    /// A word that opens a line which the outline takes for a heading: 第一、. It is an item only among others that are none.
    case heading
    case paragraph
    /// Inside a paragraph.
    case clause
  }

  let ordinal: Ordinal
  let numbering: Numbering
  /// The number of its family; enumerators of one family count on from each other.
  let family: Int
  let position: Position
  /// Whether it may be something else: it counts only if another goes on from it.
  let isWeak: Bool
  /// Whether the text runs into it: 主要原因一是…. The enumeration that it begins may be inside an item.
  let runsIn: Bool
  /// Whether a colon stands before it, which opens an enumeration of its own.
  let followsColon: Bool
  /// The index of its paragraph.
  let paragraph: Int
  /// The index of the first of the paragraphs that run on into its own in the middle of a sentence.
  let flow: Int
  /// Where in its paragraph it stands.
  let place: SentencePlace
  /// The rank of the numbered heading above it; `Int.min` where there is none.
  let section: Int
  /// The headings between the enumerator before and this one.
  let border: Border

  var value: Int { ordinal.value }

  /// Whether `other` counts in the same way: in the same words, at the start of paragraphs or inside one, in one quotation.
  func isAlike(_ other: Enumerator) -> Bool {
    family == other.family && position == other.position && place.enclosure == other.place.enclosure
      && (position == .paragraph || flow == other.flow)
  }

  /// Whether `other` stands in the same sentence.
  func sharesSentence(with other: Enumerator) -> Bool {
    paragraph == other.paragraph && place.sentence == other.place.sentence
  }
}

/// The headings that have been passed.
struct Border {
  /// The rank of the outermost numbered one; `Int.max` for none.
  var rank = Int.max
  /// Whether one without a number is among them.
  var isBare = false

  var isEmpty: Bool { rank == .max && !isBare }
}

/// In which sentence of its paragraph, and in which quotation or bracket, something stands.
struct SentencePlace {
  /// How many sentences of the paragraph have ended before it.
  let sentence: Int
  /// Where the innermost quotation or bracket begins that holds it; nil outside all of them.
  let enclosure: Int?
}

extension SourceText {
  /// The places of `offsets`, which are in order and in `paragraph`. What the paragraph does not close encloses nothing.
  func places(of offsets: [Int], in paragraph: TextRange) -> [SentencePlace] {
    // Marks that open deeper than this are not looked at.
    let deepest = 8
    var found: [(sentence: Int, enclosures: [Int])] = []
    var sentence = 0
    var open: [(start: Int, isQuotation: Bool)] = []
    var closed: Set<Int> = []
    func leave(isQuotation: Bool) {
      guard let index = open.lastIndex(where: { $0.isQuotation == isQuotation }) else { return }
      closed.insert(open[index].start)
      open.removeSubrange(index...)
    }
    for offset in paragraph.start..<paragraph.end {
      while found.count < offsets.count, offsets[found.count] <= offset { found.append((sentence, open.map(\.start))) }
      guard offset + 2 < paragraph.end else { continue }
      switch (utf8[offset], utf8[offset + 1], utf8[offset + 2]) {
      case (0xE3, 0x80, 0x82), (0xEF, 0xBC, 0x81), (0xEF, 0xBC, 0x9F): sentence += 1  // 。！？
      case (0xE2, 0x80, 0x9C) where open.count < deepest: open.append((offset, true))  // “
      case (0xE2, 0x80, 0x9D): leave(isQuotation: true)  // ”
      case (0xEF, 0xBC, 0x88) where open.count < deepest: open.append((offset, false))  // （
      case (0xEF, 0xBC, 0x89): leave(isQuotation: false)  // ）
      default: break
      }
    }
    return found.map { SentencePlace(sentence: $0.sentence, enclosure: $0.enclosures.last(where: closed.contains)) }
  }
}
