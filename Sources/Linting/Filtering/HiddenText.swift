import Diagnostics
import DraftOutline
import DraftText

/// The text of a draft that rules do not see. They see blanks instead of suppression comments and of text that the
/// format marks as literal or markup.
struct HiddenText {
  private let hidden: DisjointRanges

  /// Collects the hidden text of a draft.
  init(comments: [SuppressionComment], structure: [StructureMark]) {
    let literals = structure.filter { $0.kind == .literal || $0.kind == .markup }.map(\.range)
    hidden = DisjointRanges(comments.map(\.range) + literals)
  }

  /// Returns `findings` without those in hidden text, in the order of the text and without duplicates.
  func visible(_ findings: [Diagnostic]) -> [Diagnostic] {
    guard !hidden.isEmpty else { return findings }
    var seen: Set<Diagnostic> = []
    return findings.compactMap(visible).filter { seen.insert($0).inserted }.sortedByPlace
  }

  /// Returns `finding` as far as it is about visible text: nil where it lies in hidden text. A range that begins or
  /// ends in hidden text grows to include all of it, and a fix that would change hidden text is dropped.
  private func visible(_ finding: Diagnostic) -> Diagnostic? {
    guard !hides(finding.range) else { return nil }
    let isHarmless = finding.fix?.edits.allSatisfy { !hidden.overlaps($0.range) && !hides($0.range) } ?? true
    return finding.with(isHarmless ? finding.fix : nil, moving: whole)
  }

  /// Whether `range` lies in hidden text. An empty range at the start of hidden text does not.
  private func hides(_ range: TextRange) -> Bool {
    guard let place = hidden.first(endingBehind: range.start), place.contains(range) else { return false }
    return !range.isEmpty || place.start < range.start
  }

  /// Returns `range` with all of the hidden text in which it begins or ends.
  private func whole(_ range: TextRange) -> TextRange {
    let start = hidden.first(endingBehind: range.start)?.start ?? range.start
    let last = hidden.first(endingBehind: range.end - 1)
    return TextRange(min(start, range.start), last.map { $0.start < range.end ? $0.end : range.end } ?? range.end)
  }
}
