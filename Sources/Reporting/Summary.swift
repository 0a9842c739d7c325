import Diagnostics

/// What a run came to, in numbers.
package struct Summary: Sendable {
  /// The files that were checked.
  package private(set) var files = 0
  /// The files that could not be checked, and the rules that could not be held against a file.
  package private(set) var failures = 0
  private var findings: [Severity: Int] = [:]
  private var fixes: FixSummary
  /// The findings that a baseline holds and that are therefore not reported, and those of it that are gone; nil without a
  /// baseline.
  package private(set) var baseline: (known: Int, gone: Int)?

  /// Nothing was checked yet.
  ///
  /// - Parameter limit: Which fixes `--fix` applies in this run, or would.
  package init(fixesUpTo limit: Fix.Applicability = .safe) { fixes = FixSummary(upTo: limit) }

  /// The findings of `severity`.
  package subscript(severity: Severity) -> Int { findings[severity, default: 0] }

  /// The most severe finding; nil when there is none.
  package var worst: Severity? { findings.keys.max() }

  /// Counts a checked file, its findings and the rules that could not be held against it.
  package mutating func add(_ file: FileReport) {
    files += 1
    failures += file.failures.count
    for diagnostic in file.diagnostics { findings[diagnostic.severity, default: 0] += 1 }
    fixes.add(file)
    guard let known = file.known else { return }
    baseline = ((baseline?.known ?? 0) + known.known, (baseline?.gone ?? 0) + known.gone)
  }

  /// Counts an error.
  package mutating func add(_ error: ReportedError) { failures += 1 }

  /// The lines under a report.
  func text(in language: Language) -> String {
    let counts =
      switch language {
      case .zh: chinese
      case .en: english
      }
    return ([counts] + fixes.lines.map { $0[language] }).joined(separator: "\n")
  }

  /// The line of a run that only shows what it would fix: `fixed` findings in `files` files.
  package static func preview(fixed: Int, files: Int) -> LocalizedText {
    FixSummary.preview(fixed: fixed, files: files)
  }

  private var chinese: String {
    let counts =
      findings.isEmpty
      ? (baseline == nil ? "没有发现问题" : "没有新问题") : "错误 \(self[.error])，警告 \(self[.warning])，提示 \(self[.info])"
    return "核稿 \(files) 个文件" + (files == 0 ? "" : "，\(counts)") + (failures == 0 ? "" : "；另有 \(failures) 处没有核成")
      + (baseline.map { "；存量 \($0.known) 处不报" + ($0.gone == 0 ? "" : "，清单中 \($0.gone) 处已消除") } ?? "")
  }

  private var english: String {
    let counts = [english(self[.error], "error"), english(self[.warning], "warning"), "\(self[.info]) info"]
    let findings =
      findings.isEmpty ? (baseline == nil ? "nothing found" : "nothing new") : counts.joined(separator: ", ")
    return "checked \(english(files, "file"))" + (files == 0 ? "" : ": \(findings)")
      + (failures == 0 ? "" : "; \(english(failures, "check")) could not be done")
      + (baseline.map { "; \($0.known) known from the baseline" + ($0.gone == 0 ? "" : ", \($0.gone) of it gone") }
        ?? "")
  }

  private func english(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}
