import Diagnostics
import DraftText

/// A possible heading: a line that begins with an ordinal or that the format marks as a heading.
///
/// A ``HeadingFinder`` finds it, a ``FirstItemFinder`` those inside a line, and a ``BareHeadingFinder`` those without a
/// mark. A ``LevelReader`` adds what depends on the other headings.
struct HeadingCandidate {
  /// How the heading shares its line with the text after it.
  enum Shape {
    /// The heading has the line to itself.
    case ownLine
    /// More text follows its first 。
    case runIn
    /// The heading has the line to itself and is too long for a heading.
    case statement
    /// The item stands inside a line, after the words that introduce its list.
    case inline
  }

  /// The rank of a heading without any mark, further out than all others.
  static let bareRank = -1

  var heading: Heading
  var shape: Shape
  /// The form of its ordinal; nil for a heading without any mark.
  let level: Numbering?
  /// The index of its level in the grammar, or ``bareRank``.
  let rank: Int
  /// The index of its paragraph.
  let paragraph: Int
  /// The rest of the line after a run-in heading.
  var rest: Paragraph?
  /// The certainty that the line begins with an ordinal at all.
  var certainty = Certainty.certain
  /// The kinds of the format's marks around and in the line.
  var known: [StructureMark.Kind] = []
  /// The depth that a ``LevelReader`` finds; smaller is further out. Only the order counts: ``Section/depth`` has no
  /// gaps.
  var relativeDepth = 0
  /// Whether the line before announces it, as a ``LevelReader`` finds: 具体做法如下：
  var isAnnounced = false

  var ordinal: Ordinal? { heading.ordinal }
  var value: Int? { heading.ordinal?.value }
  /// Whether its form has no fixed level and takes the level at which it first occurs.
  var floats: Bool { level?.floats ?? false }
  /// Whether it divides a long text: 第一部分, 第一章.
  var isPart: Bool { level?.isPart ?? false }
  /// The level of the heading; nil if the format marks none.
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
