import Diagnostics
import DraftText
import Linting

/// A draft and the result of its check.
package struct CheckedVersion: Sendable {
  /// The path as it is shown.
  package let path: String
  /// The text that the ranges of the findings refer to.
  package let source: SourceText
  /// The result of the check.
  package let result: Linter.Result

  /// Checks `source`.
  package init(path: String, source: SourceText, by linter: Linter) throws(DraftError) {
    (self.path, self.source) = (path, source)
    result = try linter.lint(source)
  }
}

/// A comparison of the findings in a draft with those in its revised version.
package struct Recheck: Sendable {
  /// A finding that both versions have.
  package struct Pair: Sendable {
    /// The finding in the draft.
    package let old: Diagnostic
    /// The same finding in the revised draft.
    package let new: Diagnostic
  }

  /// The draft before it was revised.
  package let draft: CheckedVersion
  /// The draft after it was revised.
  package let revised: CheckedVersion
  /// The findings that are gone, in the order of the draft.
  package let putRight: [Diagnostic]
  /// The findings that are still there, in the order of the revised draft.
  package let remaining: [Pair]
  /// The findings that are new, in the order of the revised draft.
  package let new: [Diagnostic]
  /// The findings in the draft of rules that failed on the revised draft. Whether they are gone is not known.
  package let unjudged: [Diagnostic]

  /// Matches the findings of two versions by their fingerprints.
  package init(draft: CheckedVersion, revised: CheckedVersion) {
    (self.draft, self.revised) = (draft, revised)
    let old = draft.result.diagnostics
    let entries = draft.result.fingerprints.map {
      Baseline.Entry(path: "", fingerprint: $0, count: 1)
    }
    let (known, left) = KnownDiagnostics(entries).entries(of: revised.result.ratedFingerprints)
    let found = zip(revised.result.diagnostics, known)
    remaining = found.compactMap { new, index in index.map { Pair(old: old[$0], new: new) } }
    new = found.filter { $0.1 == nil }.map(\.0)
    let stopped = Set(revised.result.failures.map(\.ruleID))
    let gone = zip(old, left).filter { $0.1 > 0 }.map(\.0)
    putRight = gone.filter { !stopped.contains($0.ruleID) }
    unjudged = gone.filter { stopped.contains($0.ruleID) }
  }

  /// The highest severity in the revised draft; nil if it has no findings.
  package var worst: Severity? { (remaining.map(\.new) + new).map(\.severity).max() }
}
