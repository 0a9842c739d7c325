import Diagnostics
import DraftOutline
import DraftText
import RuleEngine

extension Linter {
  /// Returns findings in the parts around the body of `source`, and about the marks that reviewers left. In headers,
  /// footers and notes only placeholders and residue are looked for. Page numbers are no residue there.
  func findingsInMargins(
    of source: SourceText, as profile: Profile, _ failures: inout [RuleFailure]
  ) throws(DraftError) -> [Diagnostic] {
    var found = choice.selected.review.flatMap { rule in
      choice.withConfiguredSeverity(rule.findings(of: source.provenance.review), of: rule)
    }
    let margins = source.margins
    guard !margins.isEmpty else { return found }
    var linter = self
    linter.choice.selected.document.removeAll { !$0.metadata.id.appliesToMargins }
    linter.choice.outranking.removeAll { !$0.metadata.id.appliesToMargins }
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
  /// Whether the rule applies to the parts around the body. A page number is no residue there.
  fileprivate var appliesToMargins: Bool { concernsMargins && name != "residue/page" }
}
