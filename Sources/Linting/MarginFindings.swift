import Diagnostics
import DraftOutline
import DraftText
import RuleEngine

extension Linter {
  /// What stands around the body of `source`, and what reviewers have left in it. In headers and notes nothing but what
  /// nobody filled in and what does not belong there is looked for, and the numbers of pages are in their place.
  func findingsInMargins(
    of source: SourceText, as profile: Profile, _ failures: inout [RuleFailure]
  ) throws(DraftError) -> [Diagnostic] {
    var found = rules.flatMap { weighed($0.findings(of: source.provenance.review), of: $0) }
    let margins = source.margins
    guard !margins.isEmpty else { return found }
    var linter = self
    linter.rules.removeAll { !$0.metadata.id.concernsMargins }
    linter.outranking.removeAll { !$0.metadata.id.concernsMargins }
    (linter.known, linter.profile) = (nil, profile.id)
    for (_, range) in margins {
      let result = try linter.lint(source.excerpt(range))
      found += result.diagnostics.map { $0.moved(by: range.start) }
      failures += result.failures.filter { !failures.contains($0) }
    }
    return found
  }
}

extension RuleID {
  /// Whether such a rule looks at headers, footers, notes and comments.
  fileprivate var concernsMargins: Bool {
    ["placeholder", "residue"].contains(category) && name != "residue/page"
  }
}
