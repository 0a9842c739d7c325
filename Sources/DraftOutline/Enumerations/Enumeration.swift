import DraftText

/// A run of numbered items in the text: 一是…二是…, within one paragraph or over several.
package struct Enumeration: Hashable, Sendable {
  /// The ordinals of the items in the order of the text; never empty.
  package let ordinals: [Ordinal]
  /// From the first ordinal to the end of the paragraph that holds the last ordinal.
  package let range: TextRange
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
  let headingsBefore: HeadingsBetween

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
struct HeadingsBetween {
  /// The rank of the outermost numbered heading; `Int.max` if there is none.
  var rank = Int.max
  /// Whether a heading without a number is among them.
  var includesBare = false

  var isEmpty: Bool { rank == .max && !includesBare }
}
