import Diagnostics
import DraftOutline
import DraftText

/// The text of a draft that rules do not see. They see blanks instead of suppression comments and of text that the format
/// marks as literal or markup.
struct HiddenText {
  private let hidden: DisjointRanges

  /// Collects the hidden text of a draft.
  init(comments: [SuppressionComment], structure: [StructureMark]) {
    let literals = structure.filter { $0.kind == .literal || $0.kind == .markup }.map(\.range)
    hidden = DisjointRanges(comments.map(\.range) + literals)
  }

  /// Returns `findings` without those in hidden text, in the order of the text and without duplicates.
  func uncover(_ findings: [Diagnostic]) -> [Diagnostic] {
    guard !hidden.isEmpty else { return findings }
    var seen: Set<Diagnostic> = []
    return findings.compactMap(uncover).filter { seen.insert($0).inserted }.sortedByPlace
  }

  /// Returns `finding` as far as it is about visible text: nil where it lies in hidden text. A range that begins or ends in
  /// hidden text grows to include all of it, and a fix that would change hidden text is dropped.
  private func uncover(_ finding: Diagnostic) -> Diagnostic? {
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

/// File names, paths and addresses, which are no prose in a draft of any format.
///
/// No fix changes them. Findings about their characters alone are of no use to an author.
struct ProtectedText {
  private let addresses: DisjointRanges
  /// Addresses and file names. The range of a file name can include prose.
  private let all: DisjointRanges

  /// Searches `source`, in linear time.
  init(_ source: SourceText) {
    let names = PlainNames(source)
    addresses = DisjointRanges(names.addresses)
    all = DisjointRanges(names.addresses + names.files)
  }

  /// Whether `finding` can concern protected text, so that its draft must be searched.
  static func concerns(_ finding: Diagnostic) -> Bool {
    finding.fix != nil || finding.ruleID.isAboutCharacters
  }

  /// Returns `finding` as far as it is about prose: nil where it is about characters of an address. A fix that would change
  /// protected text is shown and never applied.
  func aboutProse(_ finding: Diagnostic) -> Diagnostic? {
    if finding.ruleID.isAboutCharacters, addresses.contain(finding.range) { return nil }
    guard let fix = finding.fix, !fix.edits.allSatisfy(isHarmless) else { return finding }
    return finding.withDisplayOnlyFix
  }

  /// Whether an edit keeps protected text whole: a line with an address can be deleted, but not half an address.
  private func isHarmless(_ edit: Edit) -> Bool {
    !all.areSplit(by: edit.range) && (edit.replacement.isEmpty || !all.overlaps(edit.range))
  }
}
