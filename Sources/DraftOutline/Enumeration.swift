import DraftText

/// A run of numbered items in the text: 一是…二是…, within one paragraph or over several.
public struct Enumeration: Hashable, Sendable {
  /// The ordinals of the items in the order of the text; never empty.
  public let ordinals: [Ordinal]
  /// From the first ordinal to the end of the paragraph that holds the last ordinal.
  public let range: TextRange
}

/// An ordinal in the text, with its position and its context.
struct Enumerator {
  enum Position {
    /// A figure that opens a line, which the outline counts. Only an item on the same line can continue from it.
    case line
    /// A word that opens a line read as a heading: 第一、. It is an item only among items that are not headings.
    case heading
    case paragraph
    /// Inside a paragraph.
    case clause
  }

  let ordinal: Ordinal
  let numbering: Numbering
  /// The number of its family; enumerators of one family continue each other's numbering.
  let family: Int
  let position: Position
  /// Whether it is ambiguous: it counts only if another enumerator continues from it.
  let isWeak: Bool
  /// Whether the text before it runs into it: 主要原因一是…. The enumeration that it begins can be inside an item.
  let runsIn: Bool
  /// Whether a colon precedes it; a colon opens a separate enumeration.
  let followsColon: Bool
  /// The index of its paragraph.
  let paragraph: Int
  /// The index of the first paragraph of its flow: paragraphs that line ends cut in the middle of a sentence.
  let flow: Int
  /// The sentence of its paragraph, and the quotation or bracket around it.
  let place: SentencePlace
  /// The rank of the numbered heading above it; `Int.min` if there is none.
  let section: Int
  /// The headings between the previous enumerator and this one.
  let border: Border

  var value: Int { ordinal.value }

  /// Whether `other` has the same family, position and enclosure and, unless both open paragraphs, the same flow.
  func isAlike(_ other: Enumerator) -> Bool {
    family == other.family && position == other.position && place.enclosure == other.place.enclosure
      && (position == .paragraph || flow == other.flow)
  }

  /// Whether `other` is in the same sentence.
  func sharesSentence(with other: Enumerator) -> Bool {
    paragraph == other.paragraph && place.sentence == other.place.sentence
  }
}

/// The headings between two enumerators.
struct Border {
  /// The rank of the outermost numbered heading; `Int.max` if there is none.
  var rank = Int.max
  /// Whether a heading without a number is among them.
  var isBare = false

  var isEmpty: Bool { rank == .max && !isBare }
}

/// The place of an enumerator in its paragraph: the sentence, and the quotation or bracket around it.
struct SentencePlace {
  /// The number of sentences of the paragraph that end before it.
  let sentence: Int
  /// The start of the innermost quotation or bracket around it; nil if there is none.
  let enclosure: Int?
}

extension SourceText {
  /// Returns the places of `offsets`, which are sorted and in `paragraph`. An unclosed quotation or bracket is ignored.
  func places(of offsets: [Int], in paragraph: TextRange) -> [SentencePlace] {
    // Quotations and brackets that are nested deeper are ignored.
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
