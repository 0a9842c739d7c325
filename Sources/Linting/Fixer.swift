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
    /// Why no more was applied.
    package let ending: Ending
    /// How often the draft was checked with fixes applied.
    package let trials: Int

    /// How many findings were fixed.
    package var count: Int { passes.reduce(0) { $0 + $1.count } }

    /// How many findings were fixed, by rule.
    package var fixed: [RuleID: Int] {
      passes.joined().reduce(into: [:]) { $0[$1.ruleID, default: 0] += 1 }
    }

    /// The fixed text as the bytes of the file that `draft` was read from; nil where nothing was fixed.
    package func bytes(of draft: SourceText) throws(FixError) -> [UInt8]? {
      guard ending != .endless else { throw .endless(fixed.keys.sorted()) }
      return passes.isEmpty ? nil : try draft.fileBytes(of: source)
    }
  }

  /// Why a fixer has stopped.
  package enum Ending: Hashable, Sendable {
    /// Nothing is left to apply.
    case stable
    /// The draft has been checked as often as it may be. What was applied is good; there may be more to apply.
    case unfinished
    /// Fixes undo each other, or make ever new work.
    case endless
  }

  /// A text and what was found in it.
  private struct Checked {
    let source: SourceText
    let result: Linter.Result

    func fixed(_ passes: [[Diagnostic]], _ ending: Ending, trials: Int) -> Result {
      Result(source: source, passes: passes, remaining: result, ending: ending, trials: trials)
    }
  }

  /// How often one draft may be checked with fixes applied: mostly it is once or twice, and some ten times more for each fix
  /// that does harm. 40 KB of nothing but ordinals take a tenth of a second a check.
  package static let mostTrials = 100
  /// A larger draft may be checked only until so many bytes were read, but a few times at least: 400 KB take a quarter of a
  /// second.
  private static let mostBytes = 100 * 64 << 10
  private static let fewestTrials = 8
  /// How many bytes a draft may have after its fixes, for each that it had and altogether: fixes that double it never end.
  private static let mostGrowth = (factor: 2, constant: 64 << 10)

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
  ///
  /// - Parameter isAllowed: Asked of each edit, with the range of the unfixed draft that it would replace.
  package func fix(
    _ source: SourceText, where isAllowed: (TextRange, String) -> Bool = { _, _ in true }
  ) throws(DraftError) -> Result {
    let first = try check(source)
    var draft = first
    var edited = EditedText(of: source)
    var passes: [[Diagnostic]] = []
    var seen: Set<Int> = [source.utf8.hashValue]
    let most = min(Self.mostTrials, max(Self.fewestTrials, Self.mostBytes / max(1, source.utf8.count)))
    var trials = most
    func ended(_ ending: Ending) -> Result { draft.fixed(passes, ending, trials: most - trials) }
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
        // What makes as much work as it does would go on for ever.
        let isLess = draft.result.diagnostics.count < first.result.diagnostics.count
        return ended(passes.isEmpty || isLess ? .unfinished : .endless)
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
  ///
  /// Nil too when there are no trials left.
  private func attempt(_ findings: [Diagnostic], on draft: Checked, _ trials: inout Int) throws(DraftError) -> Checked?
  {
    guard trials > 0 else { return nil }
    trials -= 1
    let edits = findings.sortedEdits
    let source = draft.source.edited(by: edits)
    // A file of nothing but residue is for a person to throw away.
    guard !source.isBlank else { return nil }
    let next = try check(source)
    guard next.result.failures.count <= draft.result.failures.count else { return nil }
    let comparison = DiagnosticComparison(draft.source, draft.result.diagnostics, editedBy: edits)
    return comparison.faults(gainedBy: next.result.diagnostics, of: next.source).isEmpty ? next : nil
  }
}

extension [Diagnostic] {
  /// The edits of all fixes, in the order of the text.
  package var sortedEdits: [Edit] { flatMap { $0.fix?.edits ?? [] }.sorted { $0.range < $1.range } }
}

extension SourceText {
  /// The text after `edits`, which are sorted. What the format of a container has said of its pieces goes with them.
  fileprivate func edited(by edits: [Edit]) -> SourceText {
    let text = replacing(edits)
    guard format == .word else { return text }
    let movement = Movement(edits)
    let marks = structure.map { StructureMark($0.kind, movement.place(of: $0.range)) }
    return text.marked(marks.filter { !$0.range.isEmpty }).with(provenance.moved(by: movement.place))
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

/// Tells what is new in a draft that was edited from what was found there before.
///
/// A finding is an old one when it is of the same rule, no more severe, and stands where an old one has come to stand, or
/// says the same of the same words.
struct DiagnosticComparison {
  private struct Saying: Hashable {
    let rule: RuleID
    let message: String
    let text: String

    init(_ finding: Diagnostic, in source: SourceText) {
      rule = finding.ruleID
      message = finding.message.text(in: .zh)
      text = source[finding.range]
    }
  }

  private let old: [RuleID: [(place: TextRange, severity: Severity)]]
  private let sayings: [Saying: Int]

  /// Remembers `findings` in `source`, where they come to stand after `edits`, which are sorted.
  init(_ source: SourceText, _ findings: [Diagnostic], editedBy edits: [Edit]) {
    let movement = Movement(edits)
    old = Dictionary(grouping: findings, by: \.ruleID).mapValues { findings in
      findings.map { (movement.place(of: $0.range), $0.severity) }.sorted { $0.place < $1.place }
    }
    sayings = findings.reduce(into: [:]) { $0[Saying($1, in: source), default: 0] += 1 }
  }

  /// The errors and warnings among `findings`, made in the edited `source`, that are new.
  func faults(gainedBy findings: [Diagnostic], of source: SourceText) -> [Diagnostic] {
    var sayings = sayings
    return findings.filter { finding in
      guard finding.severity > .info, !isInOldPlace(finding) else { return false }
      let saying = Saying(finding, in: source)
      guard let count = sayings[saying], count > 0 else { return true }
      sayings[saying] = count - 1
      return false
    }
  }

  private func isInOldPlace(_ finding: Diagnostic) -> Bool {
    guard let places = old[finding.ruleID] else { return false }
    let first = places.partitioningIndex { $0.place.start >= finding.range.start }
    return places[first...].prefix { $0.place.start == finding.range.start }
      .contains { $0.severity >= finding.severity }
  }
}
