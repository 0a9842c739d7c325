import DraftOutline
import DraftText
import Linting
import PatternMatching

/// A comparison of this year's draft with last year's draft, from which it was written.
package struct DraftComparison: Sendable {
  /// The older draft.
  package let older: ComparedDraft
  /// The newer draft.
  package let newer: ComparedDraft
  /// The years that the drafts are about; nil if they are not known. Then years are not compared.
  package let years: PairOfYears?
  /// Both outlines, side by side.
  package let outline: [OutlinePair]
  /// The parts that last year's draft has and this year's draft lacks.
  package let goneParts: [GonePart]
  /// The passages, years, ordinals and figures that were not updated, in the order of this year's draft.
  package let leftovers: [Leftover]

  /// Compares two drafts.
  package init(older: ComparedDraft, newer: ComparedDraft) throws(DraftError) {
    do throws(MatchError) {
      (self.older, self.newer) = (older, newer)
      years = PairOfYears(older, newer)
      outline = OutlinePair.pairs(of: older, newer)
      goneParts = GonePart.parts(of: older, notIn: newer)
      leftovers = try Self.leftovers(older, newer, years)
    } catch {
      throw .outline(error)
    }
  }

  private static func leftovers(
    _ older: ComparedDraft, _ newer: ComparedDraft, _ years: PairOfYears?
  ) throws(MatchError) -> [Leftover] {
    let (old, new) = (try Sentence.sentences(of: older), try Sentence.sentences(of: newer))
    let passages = try PassageLeftovers(older: older, newer: newer).find(old, new)
    func isKnown(_ range: TextRange) -> Bool { passages.contains { $0.range.overlaps(range) } }
    var rest = try OrdinalLeftovers(older: older, newer: newer).find(old, new)
    if let years { rest += try YearLeftovers(older: older, newer: newer, years: years).find(old, new) }
    rest += try FigureLeftovers(older: older, newer: newer).find(old, new, isKnown: isKnown)
    return (passages + rest.filter { !isKnown($0.range) }).sorted { $0.range < $1.range }
  }
}
