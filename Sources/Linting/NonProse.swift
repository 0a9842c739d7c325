import Diagnostics
import DraftOutline
import DraftText

/// What rules cannot see, though it stands in the draft: to them the comments for zhangfa are blanks, and so is what the format
/// of the draft calls no text.
struct HiddenText {
  private let hidden: DisjointRanges

  /// Takes what is hidden in a draft.
  init(comments: [SuppressionComment], structure: [StructureMark]) {
    let literals = structure.filter { $0.kind == .literal || $0.kind == .markup }.map(\.range)
    hidden = DisjointRanges(comments.map(\.range) + literals)
  }

  /// `findings` as far as they are about what can be seen, in the order of the text, none twice.
  func uncover(_ findings: [Diagnostic]) -> [Diagnostic] {
    guard !hidden.isEmpty else { return findings }
    var seen: Set<Diagnostic> = []
    return findings.compactMap(uncover).filter { seen.insert($0).inserted }.sortedByPlace
  }

  /// `finding` as far as it is about what can be seen: nil where it stands in hidden text. One that reaches into it takes
  /// all of it, and a fix that would change it is dropped.
  private func uncover(_ finding: Diagnostic) -> Diagnostic? {
    guard !hides(finding.range) else { return nil }
    let isHarmless = finding.fix?.edits.allSatisfy { !hidden.overlaps($0.range) && !hides($0.range) } ?? true
    return finding.with(isHarmless ? finding.fix : nil, moving: whole)
  }

  /// Whether `range` lies in hidden text; an empty one at the beginning of it does not.
  private func hides(_ range: TextRange) -> Bool {
    guard let place = hidden.first(endingBehind: range.start), place.contains(range) else { return false }
    return !range.isEmpty || place.start < range.start
  }

  /// `range` with all of what it begins or ends in.
  private func whole(_ range: TextRange) -> TextRange {
    let start = hidden.first(endingBehind: range.start)?.start ?? range.start
    let last = hidden.first(endingBehind: range.end - 1)
    return TextRange(min(start, range.start), last.map { $0.start < range.end ? $0.end : range.end } ?? range.end)
  }
}

/// What stands in a draft of any format and is no prose: names of files, paths, addresses.
///
/// No fix changes it. What is said of its characters alone is nothing that an author wants to hear.
struct ProtectedText {
  /// The rules about characters, by category: in an address they mean something else.
  private static let categoriesOfCharacters: Set<Substring> = ["pair", "punctuation"]

  private let addresses: DisjointRanges
  /// Addresses, and names of files, into which prose may run.
  private let all: DisjointRanges

  /// Looks through `source`, in linear time.
  init(_ source: SourceText) {
    let names = PlainNames(source)
    addresses = DisjointRanges(names.addresses)
    all = DisjointRanges(names.addresses + names.files)
  }

  /// Whether there is anything in `finding` that asks for a look at its draft.
  static func concerns(_ finding: Diagnostic) -> Bool {
    finding.fix != nil || categoriesOfCharacters.contains(finding.ruleID.category)
  }

  /// `finding` as far as it is about prose: nil where it is about characters of an address. A fix that would
  /// change what is protected is shown and never applied.
  func aboutProse(_ finding: Diagnostic) -> Diagnostic? {
    if Self.categoriesOfCharacters.contains(finding.ruleID.category), addresses.hold(finding.range) { return nil }
    guard let fix = finding.fix, !fix.edits.allSatisfy(isHarmless) else { return finding }
    return finding.withDisplayOnlyFix
  }

  /// A line may be deleted with an address in it, but not with half of one.
  private func isHarmless(_ edit: Edit) -> Bool {
    !all.areCut(by: edit.range) && (edit.replacement.isEmpty || !all.overlaps(edit.range))
  }
}
