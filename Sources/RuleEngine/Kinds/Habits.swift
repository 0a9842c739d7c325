import Diagnostics
import DraftOutline
import DraftText

extension Document {
  /// What two headings have in common is no habit.
  private static let fewestAlike = 3

  /// `findings` about headings; those that all headings of one form have alike are the habit of a house and no slip: worth
  /// knowing at most.
  func weighingHabits(_ findings: [Diagnostic]) -> [Diagnostic] {
    if findings.isEmpty { return [] }
    let headings = self.headings.map(\.heading)
    let forms = Dictionary(grouping: headings, by: \.ordinal?.numbering)
    func heading(of finding: Diagnostic) -> Heading? {
      let index = headings.partitioningIndex { $0.range.end >= finding.range.end }
      return index < headings.count ? headings[index] : nil
    }
    let found = Dictionary(grouping: findings) { heading(of: $0)?.ordinal?.numbering }
    return findings.map { finding in
      let form = heading(of: finding)?.ordinal?.numbering
      guard let all = forms[form], all.count >= Self.fewestAlike, found[form]?.count == all.count else {
        return finding
      }
      return finding.with(severity: min(finding.severity, Certainty.guess.greatestSeverity))
    }
  }
}
