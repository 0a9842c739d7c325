import DraftOutline
import DraftText
import Linting
import PatternMatching

/// A comparison of this year's draft with last year's draft, from which it was written.
package struct DraftComparison: Sendable {
  /// The older draft.
  package let last: ComparedDraft
  /// The newer draft.
  package let this: ComparedDraft
  /// The years that the drafts are about; nil where they are not known. Then years are not compared.
  package let years: PairOfYears?
  /// Both outlines, side by side.
  package let outline: [OutlinePair]
  /// The parts that last year's draft has and this year's draft lacks.
  package let goneParts: [GonePart]
  /// The passages, years, ordinals and figures that were not updated, in the order of this year's draft.
  package let leftovers: [Leftover]

  /// Compares two drafts.
  package init(last: ComparedDraft, this: ComparedDraft) throws(DraftError) {
    do throws(MatchError) {
      (self.last, self.this) = (last, this)
      years = PairOfYears(last, this)
      outline = OutlinePair.pairs(of: last, this)
      goneParts = GonePart.parts(of: last, notIn: this)
      leftovers = try Self.leftovers(last, this, years)
    } catch {
      throw .outline(error)
    }
  }

  private static func leftovers(
    _ last: ComparedDraft, _ this: ComparedDraft, _ years: PairOfYears?
  ) throws(MatchError) -> [Leftover] {
    let (old, new) = (try Sentence.sentences(of: last), try Sentence.sentences(of: this))
    let passages = try PassageLeftovers(last: last, this: this).find(last: old, this: new)
    func isKnown(_ range: TextRange) -> Bool { passages.contains { $0.range.overlaps(range) } }
    var rest = try OrdinalLeftovers(last: last, this: this).find(last: old, this: new)
    if let years { rest += try YearLeftovers(last: last, this: this, years: years).find(last: old, this: new) }
    rest += try FigureLeftovers(last: last, this: this).find(last: old, this: new, isKnown: isKnown)
    return (passages + rest.filter { !isKnown($0.range) }).sorted { $0.range < $1.range }
  }
}
