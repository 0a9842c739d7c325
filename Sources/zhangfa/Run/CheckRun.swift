import Diagnostics
import DraftText
import Linting
import Reporting
import SystemPackage

/// The work on one draft.
typealias DraftWork = @Sendable (DraftInput) throws(DraftError) -> DraftOutcome

/// The outcome of the work on one draft.
struct DraftOutcome: Sendable {
  var file: FileReport?
  var errors: [ReportedError] = []
  /// How many findings `--diff` shows as fixed.
  var fixed = 0
  /// The worst severity of the findings that would be fixed; nil if there are none, or if the work is not to compare.
  var worstFixed: Severity?
  /// The bytes that go to standard output before the report.
  var output: [UInt8] = []
  /// The steps of the check with their processor time; nil if it was not measured.
  var laps: [(step: Stopwatch.Step, time: Duration)]?
  /// The message about the written copy.
  var copy: LocalizedText?
}

/// A run of a check: the drafts, the work on them, and the target of the report.
struct CheckRun {
  /// A draft and the work on it.
  struct Job: Sendable {
    let input: DraftInput
    let work: DraftWork
  }

  let jobs: [Job]
  /// The least safe fixes that the run applies, or would apply.
  let limit: Fix.Applicability
  let target: ReportTarget
  let failOn: FailThreshold
  /// Whether the run fails if findings of the baseline are gone.
  let failsOnGone: Bool
  /// Whether the run reports its processor time.
  let isTimed: Bool
  /// Whether standard input is fixed and written to standard output. Such a filter must not lose its input.
  let isFilter: Bool

  /// Checks all inputs, several at a time, and reports them in their order.
  func run() throws -> ExitStatus {
    let progress = ProgressLine.ofRun(
      total: jobs.count, toFile: target.destination.isFile, language: target.style.language)
    var report = try RunningReport(target, fixesUpTo: limit, progress: progress)
    var timing = isTimed ? TimingReport(language: target.style.language) : nil
    try forEachOutcome { outcome in
      timing?.beginReport()
      defer { timing?.endReport(of: outcome) }
      if !outcome.output.isEmpty { progress?.erase() }
      try StandardStream.writeOutput(outcome.output)
      if let file = outcome.file { try report.add(file) }
      if let copy = outcome.copy { try report.notify(copy) }
      for error in outcome.errors { try report.add(error) }
      progress?.advance()
    }
    timing?.beginReport()
    try report.finish()
    timing?.endReport()
    if let text = timing?.text() { StandardStream.writeError("\n" + text) }
    if report.summary.failures > 0 { return .failed }
    let hasGone = failsOnGone && (report.summary.baseline?.gone ?? 0) > 0
    return hasGone || failOn.isReached(by: report.summary.worst) ? .findings : .clean
  }

  /// Writes what fixing would change to standard output, and errors to standard error.
  func showDifferences() throws -> ExitStatus {
    let language = target.style.language
    var fixed = 0
    var files = 0
    var hasFailed = false
    var worst: Severity?
    try forEachOutcome { outcome in
      worst = [worst, outcome.worstFixed].compactMap(\.self).max()
      try StandardStream.writeOutput(outcome.output)
      for error in outcome.errors { StandardStream.writeError(error.line(in: language)) }
      fixed += outcome.fixed
      files += outcome.fixed > 0 ? 1 : 0
      hasFailed = hasFailed || outcome.errors.contains { !$0.isSkipped }
    }
    StandardStream.writeError(Summary.preview(fixed: fixed, files: files)[language] + "\n")
    if hasFailed { return .failed }
    return failOn.isReached(by: worst) ? .findings : .clean
  }

  private func forEachOutcome(_ body: (DraftOutcome) throws -> Void) throws {
    try forEachInOrder(
      jobs,
      { [isFilter] job in
        do throws(DraftError) {
          return try job.work(job.input)
        } catch {
          return DraftOutcome(
            errors: [job.input.report(error)], output: isFilter ? job.input.standardInput ?? [] : [])
        }
      }, body: body)
  }
}

// MARK: - Work

extension Linter {
  /// Reports the findings in a draft with their fixes.
  ///
  /// - Parameters:
  ///   - revision: The commit since which a line must have changed for its findings to be reported; nil to report all.
  ///   - isTimed: Whether to measure the processor time of the check.
  func report(_ input: DraftInput, since revision: Revision?, isTimed: Bool) throws(DraftError) -> DraftOutcome {
    var stopwatch = isTimed ? Stopwatch() : nil
    let source = try input.read()
    stopwatch?.lap(.reading)
    var lines: ChangedLines?
    do throws(Failure) {
      if let revision { lines = ChangedLines(from: try revision.draft(at: input.path), to: source) }
    } catch {
      return DraftOutcome(errors: [ReportedError(path: input.path.string, message: error.message)])
    }
    var outcome = DraftOutcome(try lint(source) { stopwatch?.lap($0) }, of: input)
    if let lines { outcome.file = outcome.file?.on(lines) }
    outcome.laps = stopwatch?.laps
    return outcome
  }

  /// Applies fixes to a draft and writes it; lists the changes if `isListing`.
  func fix(_ input: DraftInput, upTo limit: Fix.Applicability, isListing: Bool) throws(DraftError) -> DraftOutcome {
    let file = try input.readFile()
    let result = try Fixer(self, upTo: limit).fix(file.source)
    do throws(Failure) {
      let bytes = try result.bytes(of: file.source) ?? file.bytes
      let changes = isListing ? result.changes(to: file.source) : nil
      var outcome = DraftOutcome(result.remaining, of: input, fixed: result.count, changes: changes)
      outcome.errors += result.reportedRest(of: input)
      if input.standardInput != nil {
        outcome.output = bytes
      } else if bytes != file.bytes {
        try DraftWriter.write(bytes, over: file.bytes, at: input.path)
      }
      return outcome
    } catch {
      var outcome = DraftOutcome(try lint(file.source), of: input)
      outcome.errors.append(ReportedError(path: input.path.string, message: error.message))
      outcome.output = input.standardInput ?? []
      return outcome
    }
  }

  /// Shows how fixes would change a draft: as UTF-8 text for people, or as bytes, so that the file can be patched.
  func compare(_ input: DraftInput, upTo limit: Fix.Applicability, asText: Bool) throws(DraftError) -> DraftOutcome {
    let file = try input.readFile()
    let result = try Fixer(self, upTo: limit).fix(file.source)
    do throws(Failure) {
      let bytes = try result.bytes(of: file.source) ?? file.bytes
      let path = input.path.nativeBytes
      let diff =
        asText
        ? UnifiedDiff(path: path, old: file.source.utf8, new: result.source.utf8)
        : UnifiedDiff(path: path, old: file.bytes, new: bytes)
      let patch = diff.bytes
      guard asText || RunnerCommands.keys(in: patch).isEmpty else {
        throw .notFixed(
          zh: "补丁里有一行会被 CI 当成命令，请用 --fix", en: "a runner of CI would take a line of the patch for a command; use --fix")
      }
      return DraftOutcome(
        errors: result.remaining.failures.map { ReportedError(path: input.path.string, $0) }
          + result.reportedRest(of: input),
        fixed: result.count, worstFixed: result.passes.joined().map(\.severity).max(),
        output: asText ? Array(printableLines(String(decoding: patch, as: UTF8.self)).utf8) : patch)
    } catch {
      return DraftOutcome(errors: [ReportedError(path: input.path.string, message: error.message)])
    }
  }
}

extension WordReview {
  /// Writes an annotated or fixed copy of a Word document; lists the changes if `isListing`.
  func writeCopy(of input: DraftInput, to place: CopyPlace, isListing: Bool) throws(DraftError) -> DraftOutcome {
    let copy = try copy(of: input.readFile().bytes)
    let changes = isListing ? copy.fixes?.changes(to: copy.original) : nil
    var outcome = DraftOutcome(copy.result, of: input, fixed: copy.fixes?.count, changes: changes)
    outcome.errors += copy.fixes?.reportedRest(of: input) ?? []
    do throws(Failure) {
      try place.write(copy.bytes)
      outcome.copy = copy.message(writtenTo: place.path)
    } catch {
      outcome.errors.append(ReportedError(path: place.path.string, message: error.message))
    }
    return outcome
  }
}

extension WordReview.Copy {
  fileprivate func message(writtenTo path: FilePath) -> LocalizedText {
    let signature =
      losesSignature
      ? LocalizedText(zh: "；文稿有数字签名，副本里不再有效", en: "; the draft is signed, the copy no longer")
      : LocalizedText(verbatim: "")
    return LocalizedText(
      zh: "已写 \(path)，批注 \(comments) 条，改动 \(changes) 处" + signature.zh,
      en: "wrote \(path): \(counted(comments, "comment")), \(counted(changes, "change"))" + signature.en)
  }
}

extension DraftOutcome {
  /// Makes the outcome of a result of the linter.
  fileprivate init(
    _ result: Linter.Result, of input: DraftInput, fixed: Int? = nil, changes: [AppliedChange]? = nil
  ) {
    file = FileReport(path: input.path.string, result: result, fixed: fixed, changes: changes)
  }
}

extension Fixer.Result {
  /// Returns an error if there can be more to fix in `input`; else nothing.
  fileprivate func reportedRest(of input: DraftInput) -> [ReportedError] {
    guard ending == .unfinished else { return [] }
    let message = LocalizedText(zh: "没有改完，请再运行一次", en: "not all was fixed; run again")
    return [ReportedError(path: input.path.string, message: message)]
  }
}
