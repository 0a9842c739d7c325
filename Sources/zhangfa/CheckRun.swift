import Diagnostics
import DraftText
import Linting
import Reporting

/// A run of a check: the drafts, their checkers, and the target of the report.
struct CheckRun {
  /// A draft and its checker.
  struct Job: Sendable {
    let input: DraftInput
    let checker: DraftChecker
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

  /// Checks all inputs, several at a time, and reports them in their order.
  func run() throws -> ExitStatus {
    let progress = ProgressLine.ofRun(
      total: jobs.count, toFile: target.destination.isFile, language: target.style.language)
    var report = try RunningReport(target, fixesUpTo: limit, progress: progress)
    var timing = isTimed ? TimingReport(language: target.style.language) : nil
    try forEachOutcome { outcome in
      timing?.beginReport()
      defer { timing?.endReport(of: outcome.timing) }
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

  private func forEachOutcome(_ body: (DraftChecker.Outcome) throws -> Void) throws {
    try forEachInOrder(jobs, { $0.checker.check($0.input) }, body: body)
  }
}

/// Does the work of a run on one draft.
struct DraftChecker: Sendable {
  /// The work on a draft.
  enum Task: Sendable {
    /// Reports findings with their fixes.
    case report
    /// Reports the findings on lines that were changed since a commit.
    case reportChanged(since: Revision)
    /// Reports findings with their fixes, and measures the processor time of the check.
    case measure
    /// Applies fixes and writes the drafts; lists the changes if `listing`.
    case fix(Fixer, listing: Bool)
    /// Shows how fixes would change the drafts: as UTF-8 text for people, or as bytes, so that the file can be patched.
    case compare(Fixer, asText: Bool)
    /// Writes an annotated or fixed copy of a Word document.
    case copy(CopyWriter)
  }

  /// The result of one input.
  struct Outcome: Sendable {
    var file: FileReport?
    var errors: [ReportedError] = []
    /// How many findings were fixed, or would be fixed.
    var fixed = 0
    /// The worst severity of the findings that would be fixed; nil if there are none, or if the task is not to compare.
    var worstFixed: Severity?
    /// The bytes that go to standard output before the report.
    var output: [UInt8] = []
    /// The processor time; nil if it was not measured.
    var timing: DraftTiming?
    /// The message about the written copy.
    var copy: LocalizedText?
  }

  private let linter: Linter
  private let task: Task

  init(_ linter: Linter, _ task: Task) {
    self.linter = linter
    self.task = task
  }

  /// Makes a checker that writes a copy.
  init(_ copying: CopyWriter) { self.init(copying.linter, .copy(copying)) }

  /// Does the work on one draft.
  func check(_ input: DraftInput) -> Outcome {
    do throws(DraftError) {
      switch task {
      case .report: return try report(input.read(), of: input)
      case .reportChanged(let revision): return try reportChanged(input, since: revision)
      case .measure: return try measure(input)
      case .fix(let fixer, let isListing): return try fix(input, by: fixer, isListing: isListing)
      case .compare(let fixer, let asText): return try compare(input, by: fixer, asText: asText)
      case .copy(let writer): return try copy(input, by: writer)
      }
    } catch {
      return Outcome(errors: [input.report(error)], output: unchanged(input))
    }
  }

  private func report(_ source: SourceText, of input: DraftInput) throws(DraftError) -> Outcome {
    Outcome(try linter.lint(source), in: source, of: input)
  }

  private func reportChanged(_ input: DraftInput, since revision: Revision) throws(DraftError) -> Outcome {
    let source = try input.read()
    let lines: ChangedLines
    do throws(Revision.Failure) {
      lines = ChangedLines(from: try revision.draft(at: input.path), to: source)
    } catch {
      return Outcome(errors: [ReportedError(path: input.path.string, message: error.message)])
    }
    var outcome = Outcome(try linter.lint(source), in: source, of: input)
    outcome.file = outcome.file?.on(lines)
    return outcome
  }

  private func measure(_ input: DraftInput) throws(DraftError) -> Outcome {
    var stopwatch = Stopwatch()
    let source = try input.read()
    stopwatch.lap(.reading)
    let result = try linter.lint(source) { stopwatch.lap($0) }
    var outcome = Outcome(result, in: source, of: input)
    outcome.timing = DraftTiming(stopwatch, result, in: source)
    return outcome
  }

  private func fix(_ input: DraftInput, by fixer: Fixer, isListing: Bool) throws(DraftError) -> Outcome {
    let file = try input.readFile()
    let result = try fixer.fix(file.source)
    do throws(FixError) {
      let bytes = try result.bytes(of: file.source) ?? file.bytes
      let changes = isListing ? result.changes(to: file.source) : nil
      var outcome = Outcome(result.remaining, in: result.source, of: input, fixed: result.count, changes: changes)
      outcome.errors += result.reportedRest(of: input)
      if case .standardInput = input {
        outcome.output = bytes
      } else if bytes != file.bytes {
        try DraftWriter.write(bytes, over: file.bytes, at: input.path)
      }
      return outcome
    } catch {
      var outcome = try report(file.source, of: input)
      outcome.errors.append(ReportedError(path: input.path.string, message: error.message))
      outcome.output = unchanged(input)
      return outcome
    }
  }

  private func compare(_ input: DraftInput, by fixer: Fixer, asText: Bool) throws(DraftError) -> Outcome {
    let file = try input.readFile()
    let result = try fixer.fix(file.source)
    do throws(FixError) {
      let bytes = try result.bytes(of: file.source) ?? file.bytes
      let path = input.path.nativeBytes
      let diff =
        asText
        ? UnifiedDiff(path: path, old: file.source.utf8, new: result.source.utf8)
        : UnifiedDiff(path: path, old: file.bytes, new: bytes)
      let patch = diff.bytes
      guard asText || RunnerCommands.keys(in: patch).isEmpty else { throw .patchIsCommand }
      return Outcome(
        errors: result.remaining.failures.map { ReportedError(path: input.path.string, $0) }
          + result.reportedRest(of: input),
        fixed: result.count, worstFixed: result.passes.joined().map(\.severity).max(),
        output: asText ? Array(printableLines(String(decoding: patch, as: UTF8.self)).utf8) : patch)
    } catch {
      return Outcome(errors: [ReportedError(path: input.path.string, message: error.message)])
    }
  }

  private func copy(_ input: DraftInput, by writer: CopyWriter) throws(DraftError) -> Outcome {
    let copy = try writer.review.copy(of: input.readFile().bytes)
    let changes = writer.isListing ? copy.fixes?.changes(to: copy.original) : nil
    var outcome = Outcome(copy.result, in: copy.source, of: input, fixed: copy.fixes?.count, changes: changes)
    outcome.errors += copy.fixes?.reportedRest(of: input) ?? []
    do throws(CopyError) {
      try writer.place.write(copy.bytes)
      outcome.copy = writer.message(of: copy)
    } catch {
      outcome.errors.append(ReportedError(path: writer.place.path.string, message: error.message))
    }
    return outcome
  }

  /// Returns standard input if it was to be fixed but could not be: a filter must not lose its input. Else returns nothing.
  private func unchanged(_ input: DraftInput) -> [UInt8] {
    guard case .fix = task, case .standardInput(let bytes, _) = input else { return [] }
    return bytes
  }
}

extension DraftChecker.Outcome {
  /// Makes the outcome of a result of the linter.
  fileprivate init(
    _ result: Linter.Result, in source: SourceText, of input: DraftInput, fixed: Int? = nil,
    changes: [AppliedChange]? = nil
  ) {
    let path = input.path.string
    self.init(
      file: FileReport(path: path, source: source, result: result, fixed: fixed, changes: changes), fixed: fixed ?? 0)
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
