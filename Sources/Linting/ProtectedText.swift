import Diagnostics
import DraftText

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
  func sift(_ finding: Diagnostic) -> Diagnostic? {
    if Self.categoriesOfCharacters.contains(finding.ruleID.category), addresses.hold(finding.range) { return nil }
    guard let fix = finding.fix, !fix.edits.allSatisfy(isHarmless) else { return finding }
    return finding.withDisplayOnlyFix
  }

  /// A line may be deleted with an address in it, but not with half of one.
  private func isHarmless(_ edit: Edit) -> Bool {
    !all.areCut(by: edit.range) && (edit.replacement.isEmpty || !all.overlaps(edit.range))
  }
}

extension DisjointRanges {
  /// Takes `ranges`, which may overlap each other.
  init(_ ranges: [TextRange]) { formUnion(ranges) }
}
