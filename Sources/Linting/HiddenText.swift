import Diagnostics
import DraftOutline
import DraftText

/// What rules cannot see, though it stands in the draft: to them the comments for zhangfa are blanks, and so is what the format
/// of the draft calls no text.
struct HiddenText {
  /// In order, without overlap.
  private let ranges: [TextRange]

  /// Takes what is hidden in a draft.
  init(comments: [SilencingComment], structure: [StructureMark]) {
    let literals = structure.filter { $0.kind == .literal || $0.kind == .markup }.map(\.range)
    ranges = DisjointRanges(comments.map(\.range) + literals).ranges
  }

  /// `findings` as far as they are about what can be seen, in the order of the text, none twice.
  func uncover(_ findings: [Diagnostic]) -> [Diagnostic] {
    guard !ranges.isEmpty else { return findings }
    var seen: Set<Diagnostic> = []
    return findings.compactMap(uncover).filter { seen.insert($0).inserted }
      .sorted { ($0.range, $0.ruleID) < ($1.range, $1.ruleID) }
  }

  /// `finding` as far as it is about what can be seen: nil where it stands in hidden text. One that reaches into it takes
  /// all of it, and a fix that would change it is dropped.
  private func uncover(_ finding: Diagnostic) -> Diagnostic? {
    guard !hides(finding.range) else { return nil }
    let isHarmless = finding.fix?.edits.allSatisfy { !touches($0.range) } ?? true
    return Diagnostic(
      ruleID: finding.ruleID, severity: finding.severity, message: finding.message, range: whole(finding.range),
      related: finding.related.map { Diagnostic.RelatedPlace($0.message, at: whole($0.range)) },
      fix: isHarmless ? finding.fix : nil)
  }

  /// Whether `range` lies in one of the ranges; an empty one at the end of it does not.
  private func hides(_ range: TextRange) -> Bool {
    let index = ranges.partitioningIndex { $0.end > range.start }
    guard index < ranges.count, ranges[index].contains(range) else { return false }
    return !range.isEmpty || ranges[index].start < range.start
  }

  private func touches(_ range: TextRange) -> Bool {
    let index = ranges.partitioningIndex { $0.end > range.start }
    return index < ranges.count && (ranges[index].overlaps(range) || hides(range))
  }

  /// `range` with all of what it begins or ends in.
  private func whole(_ range: TextRange) -> TextRange {
    let first = ranges.partitioningIndex { $0.end > range.start }
    let last = ranges.partitioningIndex { $0.end >= range.end }
    return TextRange(
      first < ranges.count ? min(range.start, ranges[first].start) : range.start,
      last < ranges.count && ranges[last].start < range.end ? ranges[last].end : range.end)
  }
}
