import Diagnostics
import DraftText
import Linting
import Reporting
import SystemPackage

/// A baseline on its way to what is found now.
struct BaselineUpdate {
  /// What was found in one draft.
  struct Finding: Sendable {
    let path: FilePath
    /// What could not be checked: the draft, or some rules.
    let errors: [ReportedError]
    /// Nil where the draft could not be checked.
    fileprivate let found: Baseline.Finding?

    /// Checks a draft of which the baseline holds `known`.
    init(_ input: DraftInput, by linter: Linter, known: KnownFindings) {
      path = input.path
      do throws(DraftError) {
        let source = try input.read()
        let all = try linter.lint(source)
        let gone = try linter.sparing(known).lint(source).known?.goneOfEntries ?? []
        found = Baseline.Finding(
          of: path, marks: linter.marks(of: all, in: source), unjudged: Set(all.failures.map(\.ruleID)), gone: gone)
        errors = all.failures.map { ReportedError(path: input.path.string, message: $0.message, rule: $0.ruleID) }
      } catch {
        found = nil
        errors = [ReportedError(path: path.string, message: error.message)]
      }
    }
  }

  private let old: Baseline
  private var findings: [Baseline.Finding] = []
  /// Whether something could not be checked. Of that the baseline keeps what it had.
  private(set) var hasFailed = false

  init(_ old: Baseline) { self.old = old }

  /// Takes in what was found in one draft.
  mutating func add(_ finding: Finding) {
    if !finding.errors.isEmpty { hasFailed = true }
    if let found = finding.found { findings.append(found) }
  }

  /// The baseline without what is gone, with what was found in addition unless `isPruning`; without the drafts that are no
  /// longer there.
  func baseline(isPruning: Bool) -> Baseline {
    var baseline = old
    if isPruning { baseline.prune(by: findings) } else { baseline.replace(by: findings) }
    baseline.removeVanished()
    return baseline
  }
}
