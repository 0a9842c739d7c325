import Diagnostics
import DraftText

/// A line that begins with an ordinal or that the format marks as a heading: it may be a heading.
///
/// Shared, not copied, and filled in on its way: a ``HeadingFinder`` makes it and adds what the format knows, a
/// ``FirstItemFinder`` makes those behind a lead-in, whose line it cuts, and a ``BareHeadingFinder`` those without a mark; a
/// ``LevelReader`` then adds how far in each stands and what announces it.
final class HeadingCandidate {
  /// How it shares its line with what follows.
  enum Shape {
    /// It has the line for itself.
    case ownLine
    /// More text follows its first 。
    case runIn
    /// It has the line for itself, and is too long for a heading.
    case statement
    /// It stands behind the words that announce the list which it begins.
    case inline
  }

  /// The rank of a heading without any mark, further out than all others.
  static let bareRank = -1

  var heading: Heading
  var shape: Shape
  /// How its ordinal is written; nil for a heading without any mark.
  let level: Numbering?
  /// The index of its level in the grammar, or ``bareRank``.
  let rank: Int
  /// The index of its paragraph.
  let paragraph: Int
  /// The rest of the line after a run-in heading.
  var rest: Paragraph?
  /// How sure it is that it begins with an ordinal at all.
  let certainty: Certainty
  /// What the format says of it.
  var known: [StructureMark.Kind] = []
  /// How far in it stands, once a ``LevelReader`` has read it; smaller is further out.
  var depth = 0
  /// Whether the line before announces it: 具体做法如下： It is known once a ``LevelReader`` has read it.
  var isAnnounced = false

  init(
    _ heading: Heading, shape: Shape, level: Numbering?, rank: Int, paragraph: Int, rest: Paragraph? = nil,
    certainty: Certainty = .certain
  ) {
    self.heading = heading
    self.shape = shape
    self.level = level
    self.rank = rank
    self.paragraph = paragraph
    self.rest = rest
    self.certainty = certainty
  }

  var ordinal: Ordinal? { heading.ordinal }
  var value: Int? { heading.ordinal?.value }
  /// Whether it stands where its form is first met rather than at one level.
  var floats: Bool { level?.floats ?? false }
  /// Whether it divides a long text: 第一部分, 第一章.
  var isPart: Bool { level?.isPart ?? false }
  /// The level of the heading, as far as the format knows it.
  var knownLevel: Int? { known.knownLevel }
}

extension [HeadingCandidate] {
  /// The headings that stand in `paragraphs`, in the order of the text.
  func inside(_ paragraphs: ArraySlice<Paragraph>) -> ArraySlice<HeadingCandidate> {
    let first = partitioningIndex { $0.paragraph >= paragraphs.startIndex }
    return self[first..<partitioningIndex { $0.paragraph >= paragraphs.endIndex }]
  }
}

extension Numbering {
  /// Whether it divides a long text: 第一部分, 第一章.
  fileprivate var isPart: Bool { opening == "第" && !runsOn && !floats && !needsCompany }
}
