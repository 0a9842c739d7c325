import Diagnostics
import DraftText

/// Applies the fixes of findings by their positions, and checks the draft again until no fix is left to apply.
///
/// A fix is applied as a whole or not at all. Of fixes that overlap or touch, the first is applied, and the others wait
/// for the next pass. A fix that causes a new error or warning is not kept.
package struct Fixer: Sendable {
  /// A draft after fixing.
  package struct Result: Sendable {
    /// The findings whose fixes were applied, pass by pass. Their ranges refer to the text before the pass.
    package let passes: [[Diagnostic]]
    /// The changes as edits of the draft, in order and without overlap.
    package let edits: [Edit]
    /// The result of checking ``source``.
    package let remaining: Linter.Result
    /// Why the fixer stopped.
    package let ending: Ending
    /// How often the draft was checked with fixes applied.
    package let trials: Int

    /// The fixed text. Encoding, byte order mark and format are those of the draft.
    package var source: SourceText { remaining.source }

    /// How many findings were fixed.
    package var count: Int { passes.reduce(0) { $0 + $1.count } }

    /// How many findings were fixed, by rule.
    package var fixed: [RuleID: Int] {
      passes.joined().reduce(into: [:]) { $0[$1.ruleID, default: 0] += 1 }
    }

    /// Returns the bytes of the fixed file in the encoding of `draft`; nil where nothing was fixed.
    package func bytes(of draft: SourceText) throws(Failure) -> [UInt8]? {
      guard ending != .endless else {
        let rules = fixed.keys.sorted().map(\.name)
        throw .notFixed(
          zh: "规则 \(rules.joined(separator: "、")) 的改法反复不定",
          en: "the fixes of \(rules.joined(separator: ", ")) never come to an end")
      }
      return passes.isEmpty ? nil : try draft.fileBytes(of: source)
    }
  }

  /// The reasons why a fixer stops.
  package enum Ending: Hashable, Sendable {
    /// Nothing is left to apply.
    case stable
    /// The limit of checks was reached. The applied fixes are good; more fixes can be left.
    case unfinished
    /// Fixes undo each other, or cause new findings without end.
    case endless
  }

  /// The most checks of one draft with fixes applied. Most drafts need one or two, and each harmful fix about ten more.
  /// A check of 40 KB of nothing but ordinals takes a tenth of a second.
  package static let mostTrials = 100
  /// For a larger draft, the most bytes in all its checks, and the fewest checks in any case. A check of 400 KB takes a
  /// quarter of a second.
  private static let mostBytes = 100 * 64 << 10
  private static let fewestTrials = 8
  /// The largest draft after its fixes: `factor` times its old size plus `constant` bytes. Fixes that double it never
  /// end.
  private static let mostGrowth = (factor: 2, constant: 64 << 10)

  private let linter: Linter
  private let limit: Fix.Applicability

  /// Makes a fixer that checks with `linter`.
  ///
  /// - Parameter limit: `safe` to apply safe fixes alone, `unsafe` for both.
  package init(_ linter: Linter, upTo limit: Fix.Applicability = .safe) {
    self.linter = linter
    self.limit = limit
  }

  /// Fixes one draft.
  ///
  /// - Parameter isAllowed: Called with the range that an edit replaces in the unfixed draft, and the replacement.
  package func fix(
    _ source: SourceText, where isAllowed: (TextRange, String) -> Bool = { _, _ in true }
  ) throws(DraftError) -> Result {
    let first = try linter.lint(source)
    var draft = first
    var edited = EditedText(of: source)
    var passes: [[Diagnostic]] = []
    var seen: Set<Int> = [source.utf8.hashValue]
    let most = min(Self.mostTrials, max(Self.fewestTrials, Self.mostBytes / max(1, source.utf8.count)))
    var trials = most
    func ended(_ ending: Ending) -> Result {
      Result(passes: passes, edits: edited.edits, remaining: draft, ending: ending, trials: most - trials)
    }
    while true {
      let places = OriginalPlaces(edited.edits, length: source.utf8.count)
      let wanted = applicable(in: draft).filter { finding in
        finding.fix?.edits.allSatisfy { isAllowed(places.whole($0.range), $0.replacement) } ?? false
      }
      let (next, kept) = try apply(wanted, to: draft, &trials)
      guard !kept.isEmpty || trials == 0 else { return ended(.stable) }
      draft = next
      if !kept.isEmpty {
        passes.append(kept)
        edited.apply(kept.sortedEdits)
      }
      let size = draft.source.utf8.count
      let isEndless = size > Self.mostGrowth.factor * source.utf8.count + Self.mostGrowth.constant
      guard !isEndless, kept.isEmpty || seen.insert(draft.source.utf8.hashValue).inserted else {
        return ended(.endless)
      }
      guard trials > 0 else {
        // Fixes that leave as many findings as before would go on for ever.
        let isLess = draft.diagnostics.count < first.diagnostics.count
        return ended(passes.isEmpty || isLess ? .unfinished : .endless)
      }
    }
  }

  /// The findings whose fixes can be applied together, in the order of the text.
  private func applicable(in draft: Linter.Result) -> [Diagnostic] {
    let candidates = draft.diagnostics.filter { finding in
      finding.fix.map { $0.applicability.isAllowed(upTo: limit) && $0.isApplicable(to: draft.source) } ?? false
    }
    var end = -1
    return candidates.sorted { $0.extentOfFix < $1.extentOfFix }.filter { finding in
      guard finding.extentOfFix.start > end else { return false }
      end = finding.extentOfFix.end
      return true
    }
  }

  /// Applies the fixes of `findings`, except fixes that do harm.
  private func apply(
    _ findings: [Diagnostic], to draft: Linter.Result, _ trials: inout Int
  ) throws(DraftError) -> (Linter.Result, kept: [Diagnostic]) {
    guard !findings.isEmpty else { return (draft, []) }
    if let next = try attempt(findings, on: draft, &trials) { return (next, findings) }
    guard findings.count > 1, trials > 0 else { return (draft, []) }
    let middle = findings.count / 2
    let first = try apply(Array(findings[..<middle]), to: draft, &trials)
    let second = try apply(Array(findings[middle...]), to: draft, &trials)
    guard !first.kept.isEmpty, !second.kept.isEmpty else { return first.kept.isEmpty ? second : first }
    let both = first.kept + second.kept
    // Fixes that do harm only together are left to the next pass.
    return try attempt(both, on: draft, &trials).map { ($0, both) } ?? first
  }

  /// Returns the draft with the fixes of all `findings`.
  ///
  /// Nil where they cause an error or a warning, and where no trials are left.
  private func attempt(
    _ findings: [Diagnostic], on draft: Linter.Result, _ trials: inout Int
  ) throws(DraftError) -> Linter.Result? {
    guard trials > 0 else { return nil }
    trials -= 1
    let edits = findings.sortedEdits
    let source = draft.source.edited(by: edits)
    // A file of nothing but residue is for a person to delete.
    guard !source.isBlank else { return nil }
    let next = try linter.lint(source)
    guard next.failures.count <= draft.failures.count else { return nil }
    let comparison = DiagnosticComparison(draft.source, draft.diagnostics, editedBy: edits)
    return comparison.newFaults(among: next.diagnostics, in: source).isEmpty ? next : nil
  }
}

extension [Diagnostic] {
  /// The edits of all fixes, in the order of the text.
  package var sortedEdits: [Edit] { flatMap { $0.fix?.edits ?? [] }.sorted { $0.range < $1.range } }
}

extension SourceText {
  /// Returns the text after `edits`, which are sorted. The structure and provenance of a Word document move with it.
  fileprivate func edited(by edits: [Edit]) -> SourceText {
    let text = replacing(edits)
    // A text file is read anew, with its structure.
    guard !format.features.isText else { return text }
    let movement = Movement(edits)
    let marks = structure.map { StructureMark($0.kind, movement.place(of: $0.range)) }
    return text.marked(marks.filter { !$0.range.isEmpty }).with(provenance.moved(by: movement.place))
  }
}

extension Diagnostic {
  /// The range from the first to the last edit of the fix.
  fileprivate var extentOfFix: TextRange {
    guard let first = fix?.edits.first, let last = fix?.edits.last else { return range }
    return TextRange(first.range.start, max(first.range.start, last.range.end))
  }
}

extension Fix {
  /// Whether the edits do not overlap, do not split a code point, and change something.
  fileprivate func isApplicable(to source: SourceText) -> Bool {
    zip(edits, edits.dropFirst()).allSatisfy { $0.range.end <= $1.range.start }
      && edits.allSatisfy { source.isScalarBorder($0.range.start) && source.isScalarBorder($0.range.end) }
      && edits.contains { source[$0.range] != $0.replacement }
  }
}
