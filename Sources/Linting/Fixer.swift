import Diagnostics
import DraftText

/// Applies the fixes of findings, by position alone, and checks again until none is left to apply.
///
/// A fix is applied whole or not at all. Of fixes that overlap or touch, the first is applied and the others wait for the
/// next pass. A fix that brings an error or a warning that was not there before is not kept.
package struct Fixer: Sendable {
  /// A draft after its fixes.
  package struct Result: Sendable {
    /// The text; encoding, byte order mark and format are those of the draft.
    package let source: SourceText
    /// The findings whose fixes were applied, pass by pass, each as it stood in the text before its pass.
    package let passes: [[Diagnostic]]
    /// What is found in ``source``.
    package let remaining: Linter.Result
    /// Whether nothing is left to apply. If not, fixes undo each other, or make ever new work.
    package let isStable: Bool

    /// How many findings were fixed, by rule.
    package var fixed: [RuleID: Int] {
      passes.joined().reduce(into: [:]) { $0[$1.ruleID, default: 0] += 1 }
    }
  }

  /// A text and what was found in it.
  private struct Checked {
    let source: SourceText
    let result: Linter.Result

    func fixed(_ passes: [[Diagnostic]], isStable: Bool) -> Result {
      Result(source: source, passes: passes, remaining: result, isStable: isStable)
    }
  }

  /// Nothing that comes to an end needs more passes: a list of so many ordinals, each repeated, has as many.
  private static let mostPasses = 100
  /// How many bytes a draft may gain by all passes, beside its own size: fixes that double what they fix would fill the
  /// memory long before the last pass.
  private static let mostGrowth = 64 << 10
  /// How often one pass may check the draft in search of the fixes that do harm.
  private static let mostTrials = 64

  private let linter: Linter
  private let limit: Fix.Applicability

  /// Makes a fixer that checks by `linter`.
  ///
  /// - Parameter limit: `safe` to apply safe fixes alone, `unsafe` for both.
  package init(_ linter: Linter, upTo limit: Fix.Applicability = .safe) {
    self.linter = linter
    self.limit = limit
  }

  /// Fixes one draft.
  package func fix(_ source: SourceText) throws(DraftError) -> Result {
    var draft = try check(source)
    var passes: [[Diagnostic]] = []
    var seen: Set<Int> = [source.utf8.hashValue]
    while true {
      var trials = Self.mostTrials
      let (next, kept) = try apply(applicable(in: draft), to: draft, &trials)
      guard !kept.isEmpty else { return draft.fixed(passes, isStable: true) }
      draft = next
      passes.append(kept)
      guard seen.insert(draft.source.utf8.hashValue).inserted, passes.count < Self.mostPasses,
        draft.source.utf8.count <= 2 * source.utf8.count + Self.mostGrowth
      else {
        return draft.fixed(passes, isStable: false)
      }
    }
  }

  private func check(_ source: SourceText) throws(DraftError) -> Checked {
    Checked(source: source, result: try linter.lint(source))
  }

  /// The findings whose fixes can be applied together, in the order of the text.
  private func applicable(in draft: Checked) -> [Diagnostic] {
    let candidates = draft.result.diagnostics.filter { finding in
      finding.fix.map { $0.applicability.isAllowed(upTo: limit) && $0.isApplicable(to: draft.source) } ?? false
    }
    var end = -1
    return candidates.sorted { $0.extentOfFix < $1.extentOfFix }.filter { finding in
      guard finding.extentOfFix.start > end else { return false }
      end = finding.extentOfFix.end
      return true
    }
  }

  /// Applies the fixes of `findings` but those that do harm.
  private func apply(
    _ findings: [Diagnostic], to draft: Checked, _ trials: inout Int
  ) throws(DraftError) -> (Checked, kept: [Diagnostic]) {
    guard !findings.isEmpty else { return (draft, []) }
    if let next = try attempt(findings, on: draft, &trials) { return (next, findings) }
    guard findings.count > 1, trials > 0 else { return (draft, []) }
    let middle = findings.count / 2
    let first = try apply(Array(findings[..<middle]), to: draft, &trials)
    let second = try apply(Array(findings[middle...]), to: draft, &trials)
    guard !first.kept.isEmpty, !second.kept.isEmpty else { return first.kept.isEmpty ? second : first }
    let both = first.kept + second.kept
    // What does harm only together is left to the next pass.
    return try attempt(both, on: draft, &trials).map { ($0, both) } ?? first
  }

  /// The draft with the fixes of all `findings`; nil where that brings an error or a warning.
  private func attempt(_ findings: [Diagnostic], on draft: Checked, _ trials: inout Int) throws(DraftError) -> Checked?
  {
    trials -= 1
    let edits = findings.flatMap { $0.fix?.edits ?? [] }.sorted { $0.range < $1.range }
    let source = draft.source.replacing(edits.map { ($0.range, $0.replacement) })
    // A file of nothing but residue is for a person to throw away.
    guard !source.isBlank else { return nil }
    let next = try check(source)
    guard next.result.failures.count <= draft.result.failures.count else { return nil }
    let comparison = FindingComparison(draft.source, draft.result.diagnostics, editedBy: edits)
    return comparison.faults(gainedBy: next.result.diagnostics, of: next.source).isEmpty ? next : nil
  }
}

extension Diagnostic {
  /// From the first to the last edit of the fix.
  fileprivate var extentOfFix: TextRange {
    guard let first = fix?.edits.first, let last = fix?.edits.last else { return range }
    return TextRange(first.range.start, max(first.range.start, last.range.end))
  }
}

extension Fix {
  /// Whether the edits keep clear of each other and of the insides of code points, and change anything.
  fileprivate func isApplicable(to source: SourceText) -> Bool {
    zip(edits, edits.dropFirst()).allSatisfy { $0.range.end <= $1.range.start }
      && edits.allSatisfy { source.isScalarBorder($0.range.start) && source.isScalarBorder($0.range.end) }
      && edits.contains { source[$0.range] != $0.replacement }
  }
}
