import Diagnostics

/// What a run came to, in numbers.
package struct Summary: Sendable {
  /// The files that were checked.
  package private(set) var files = 0
  /// The files that could not be checked, and the rules that could not be held against a file.
  package private(set) var failures = 0
  /// The documents of folders that were not read.
  package private(set) var passedOver = 0
  private var findings: [Severity: Int] = [:]
  /// The findings that a baseline holds and that are therefore not reported, and those of it that are gone; nil without a
  /// baseline.
  package private(set) var baseline: (known: Int, gone: Int)?

  /// Which fixes `--fix` applies in this run, or would.
  private let limit: Fix.Applicability
  /// How many findings were fixed, in how many files; nil where nothing was to be fixed.
  private var fixed: (findings: Int, files: Int)?
  /// What `--fix` would fix, and what it would fix besides if unsafe fixes were allowed.
  private var (fixable, unsafeFixable) = (0, 0)

  /// Nothing was checked yet.
  package init(fixesUpTo limit: Fix.Applicability = .safe) { self.limit = limit }

  /// The findings of `severity`.
  package subscript(severity: Severity) -> Int { findings[severity, default: 0] }

  /// The most severe finding; nil when there is none.
  package var worst: Severity? { findings.keys.max() }

  /// Counts a checked file, its findings and the rules that could not be held against it.
  package mutating func add(_ file: FileReport) {
    files += 1
    failures += file.failures.count
    for diagnostic in file.diagnostics {
      findings[diagnostic.severity, default: 0] += 1
      guard let fix = diagnostic.fix else { continue }
      if fix.applicability.isAllowed(upTo: limit) {
        // What is still there after fixing would do harm.
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
    if error.isPassedOver { passedOver += 1 } else { failures += 1 }
  }

  // MARK: Text

  /// The lines under a report.
  func text(in language: Language) -> String {
    [counts, outcome, offer].compactMap { $0?[language] }.joined(separator: "\n")
  }

  /// The line of a run that only shows what it would fix: `fixed` findings in `files` files.
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
        + (passedOver == 0 ? "" : "；另有 \(passedOver) 个文件没有核") + (known?.zh ?? ""),
      en: "checked \(counted(files, "file"))" + (files == 0 ? "" : ": \(verdict.en)")
        + (failures == 0 ? "" : "; \(counted(failures, "check")) could not be done")
        + (passedOver == 0 ? "" : "; \(counted(passedOver, "file")) passed over") + (known?.en ?? ""))
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
