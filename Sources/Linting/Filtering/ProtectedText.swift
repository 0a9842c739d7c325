import Diagnostics
import DraftText

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

  /// Returns `finding` as far as it is about prose: nil where it is about characters of an address. A fix that would
  /// change protected text is shown and never applied.
  func withoutProtectedText(_ finding: Diagnostic) -> Diagnostic? {
    if finding.ruleID.isAboutCharacters, addresses.contain(finding.range) { return nil }
    guard let fix = finding.fix, !fix.edits.allSatisfy(isHarmless) else { return finding }
    return finding.withDisplayOnlyFix
  }

  /// Whether an edit keeps protected text whole: a line with an address can be deleted, but not half an address.
  private func isHarmless(_ edit: Edit) -> Bool {
    !all.areSplit(by: edit.range) && (edit.replacement.isEmpty || !all.overlaps(edit.range))
  }
}
