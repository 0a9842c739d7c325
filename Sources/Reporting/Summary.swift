import Diagnostics

/// The counts of a run.
package struct Summary: Sendable {
  /// The number of checked files.
  package private(set) var files = 0
  /// The number of files that could not be checked, and of rules that could not be applied to a file.
  package private(set) var failures = 0
  /// The number of skipped files.
  package private(set) var skipped = 0
  private var findings: [Severity: Int] = [:]
  /// The numbers of findings in the baseline that are known, and therefore not reported, and that are gone; nil without
  /// a baseline.
  package private(set) var baseline: (known: Int, gone: Int)?

  /// The least safe fixes that `--fix` applies in this run, or would apply.
  private let limit: Fix.Applicability
  /// The numbers of fixed findings, and of the files they were in; nil if the run applies no fixes.
  private var fixed: (findings: Int, files: Int)?
  /// The numbers of findings that `--fix` would fix, and that it would fix in addition with `--unsafe-fixes`.
  private var (fixable, unsafeFixable) = (0, 0)

  /// Makes the summary of a run that has checked nothing yet.
  package init(fixesUpTo limit: Fix.Applicability = .safe) { self.limit = limit }

  /// The number of findings of `severity`.
  package subscript(severity: Severity) -> Int { findings[severity, default: 0] }

  /// The worst severity of all findings; nil if there are none.
  package var worst: Severity? { findings.keys.max() }

  /// Counts a checked file, its findings and the rules that could not be applied to it.
  package mutating func add(_ file: FileReport) {
    files += 1
    failures += file.failures.count
    for diagnostic in file.diagnostics {
      findings[diagnostic.severity, default: 0] += 1
      guard let fix = diagnostic.fix else { continue }
      if fix.applicability.isAllowed(upTo: limit) {
        // A fix that is left after fixing is not counted: it was not applied because it would do harm.
        fixable += file.fixed == nil ? 1 : 0
      } else if fix.applicability.isAllowed(upTo: .unsafe) {
        unsafeFixable += 1
      }
    }
    if let count = file.fixed { fixed = ((fixed?.findings ?? 0) + count, (fixed?.files ?? 0) + (count > 0 ? 1 : 0)) }
    if let known = file.known {
      baseline = ((baseline?.known ?? 0) + known.known, (baseline?.gone ?? 0) + known.gone)
    }
  }

  /// Counts an error.
  package mutating func add(_ error: ReportedError) {
    if error.isSkipped { skipped += 1 } else { failures += 1 }
  }

  // MARK: Text

  /// Returns the lines at the end of a report.
  func text(in language: Language) -> String {
    [counts, outcome, offer].compactMap { $0?[language] }.joined(separator: "\n")
  }

  /// Returns the line of a run that would fix `fixed` findings in `files` files but only shows the differences.
  package static func preview(fixed: Int, files: Int) -> LocalizedText {
    guard fixed > 0 else { return LocalizedText(zh: "没有可以自动改的", en: "nothing would be fixed") }
    return LocalizedText(
      zh: "可改 \(fixed) 处（\(files) 个文件）", en: "would fix \(counted(fixed, "finding")) in \(counted(files, "file"))")
  }

  private var counts: LocalizedText? {
    let nothing =
      baseline == nil
      ? LocalizedText(zh: "没有发现问题", en: "nothing found") : LocalizedText(zh: "没有新问题", en: "nothing new")
    let found = LocalizedText(
      zh: "错误 \(self[.error])，警告 \(self[.warning])，提示 \(self[.info])",
      en: "\(counted(self[.error], "error")), \(counted(self[.warning], "warning")), \(self[.info]) info")
    let verdict = findings.isEmpty ? nothing : found
    let known = baseline.map { known, gone in
      LocalizedText(
        zh: "；存量 \(known) 处不报" + (gone == 0 ? "" : "，清单中 \(gone) 处已消除"),
        en: "; \(known) known from the baseline" + (gone == 0 ? "" : ", \(gone) of it gone"))
    }
    return LocalizedText(
      zh: "核稿 \(files) 个文件" + (files == 0 ? "" : "，\(verdict.zh)") + (failures == 0 ? "" : "；另有 \(failures) 处没有核成")
        + (skipped == 0 ? "" : "；另有 \(skipped) 个文件没有核") + (known?.zh ?? ""),
      en: "checked \(counted(files, "file"))" + (files == 0 ? "" : ": \(verdict.en)")
        + (failures == 0 ? "" : "; \(counted(failures, "check")) could not be done")
        + (skipped == 0 ? "" : "; \(counted(skipped, "file")) skipped") + (known?.en ?? ""))
  }

  private var outcome: LocalizedText? {
    fixed.map { findings, files in
      guard findings > 0 else { return LocalizedText(zh: "没有可以自动改的", en: "nothing was fixed") }
      return LocalizedText(
        zh: "已改 \(findings) 处（\(files) 个文件）",
        en: "fixed \(counted(findings, "finding")) in \(counted(files, "file"))")
    }
  }

  private var offer: LocalizedText? {
    switch (fixable, unsafeFixable) {
    case (0, 0): nil
    case (_, 0): LocalizedText(zh: "--fix 可改 \(fixable) 处", en: "\(fixable) can be fixed with --fix")
    case (0, _):
      LocalizedText(
        zh: "--fix --unsafe-fixes 可改 \(unsafeFixable) 处，改后请核对",
        en: "\(unsafeFixable) can be fixed with --fix --unsafe-fixes, to be checked afterwards")
    default:
      LocalizedText(
        zh: "--fix 可改 \(fixable) 处；加上 --unsafe-fixes 再改 \(unsafeFixable) 处，改后请核对",
        en: "\(fixable) can be fixed with --fix; \(unsafeFixable) more with --unsafe-fixes, to be checked afterwards")
    }
  }
}
