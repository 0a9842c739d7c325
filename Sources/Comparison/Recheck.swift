import Diagnostics
import DraftText
import Linting

/// A draft with what was found in it.
package struct CheckedVersion: Sendable {
  /// The path as it is shown.
  package let path: String
  /// The text that the findings speak of.
  package let source: SourceText
  /// What was found.
  package let result: Linter.Result

  /// Checks `source`.
  package init(path: String, source: SourceText, by linter: Linter) throws(DraftError) {
    (self.path, self.source) = (path, source)
    result = try linter.lint(source)
  }
}

/// What became of the findings in a draft when it was revised.
package struct Recheck: Sendable {
  /// A finding that is in both.
  package struct Pair: Sendable {
    /// The finding in the draft.
    package let old: Diagnostic
    /// The same in the revised draft.
    package let new: Diagnostic
  }

  /// The draft to which somebody objected.
  package let draft: CheckedVersion
  /// The draft that came back.
  package let revised: CheckedVersion
  /// What is no longer found, in the order of the draft.
  package let putRight: [Diagnostic]
  /// What is still there, in the order of the revised draft.
  package let remaining: [Pair]
  /// What was not there before, in the order of the revised draft.
  package let new: [Diagnostic]
  /// What was found in the draft by rules that could not be held against the revised one.
  package let unjudged: [Diagnostic]

  /// Tells by fingerprints which findings of two versions are the same.
  package init(draft: CheckedVersion, revised: CheckedVersion) {
    (self.draft, self.revised) = (draft, revised)
    let old = draft.result.diagnostics
    let entries = draft.result.fingerprints(in: draft.source).map {
      Baseline.Entry(path: "", fingerprint: $0, count: 1)
    }
    let (known, left) = KnownDiagnostics(entries).entries(of: revised.result.weighedFingerprints(in: revised.source))
    let found = zip(revised.result.diagnostics, known)
    remaining = found.compactMap { new, index in index.map { Pair(old: old[$0], new: new) } }
    new = found.filter { $0.1 == nil }.map(\.0)
    let stopped = Set(revised.result.failures.map(\.ruleID))
    let gone = zip(old, left).filter { $0.1 > 0 }.map(\.0)
    putRight = gone.filter { !stopped.contains($0.ruleID) }
    unjudged = gone.filter { stopped.contains($0.ruleID) }
  }

  /// The most severe finding of the revised draft; nil where there is none.
  package var worst: Severity? { (remaining.map(\.new) + new).map(\.severity).max() }
}
