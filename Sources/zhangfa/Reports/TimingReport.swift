import Diagnostics
import Linting

/// The report of `--timing`: the processor time of each step and of each rule, with its share in the run or in all
/// rules.
struct TimingReport: Bilingual {
  let language: Language
  private var timing = RunTiming()
  /// The processor time before the first draft: to start, to read rules and configuration, and to look for drafts.
  private let start = ProcessorTime.ofProcess
  /// The processor time of writing the report.
  private var reporting = Duration.zero
  /// The processor time that this thread had used when it began to report.
  private var beginning = Duration.zero
  /// The processor time of the process from its start to its end.
  private var total = Duration.zero

  init(language: Language) { self.language = language }

  /// Begins to measure the time of reporting on this thread.
  mutating func beginReport() { beginning = ProcessorTime.ofThread }

  /// Ends the measurement of reporting, and adds the timing of the reported draft, if there is one.
  ///
  /// Reporting waits for nothing but the output, so this thread is the one on which it began.
  mutating func endReport(of draft: DraftOutcome? = nil) {
    reporting += ProcessorTime.ofThread - beginning
    guard let laps = draft?.laps, let file = draft?.file else { return }
    timing.add(laps, bytes: file.source.range.count, findingsOf: file.diagnostics.lazy.map(\.ruleID))
  }

  /// Returns the report on the run up to now, with its final line end.
  mutating func text() -> String {
    total = ProcessorTime.ofProcess
    let steps = table(of: stepRows, under: say("步骤", "step"), last: "")
    let allRules = timing.allRules.total
    let rules = timing.rules.map { rule in
      row(rule.id.name, rule.cost, of: allRules, last: "\(rule.findings)")
    }
    return head + "\n\n" + steps + "\n" + table(of: rules, under: say("规则", "rule"), last: say("结果", "findings"))
  }

  private var head: String {
    let bytes = timing.bytes
    let volume =
      bytes < 1_000_000
      ? decimal(bytes, per: 1000, places: 1) + " KB" : decimal(bytes, per: 1_000_000, places: 2) + " MB"
    let drafts = timing.drafts
    let size = say(
      "处理器用时（毫秒，各核合计），稿件 \(drafts) 份，\(volume)",
      "processor time in ms, of all cores, for \(counted(drafts, "draft")) of \(volume)")
    let note =
      drafts > 1
      ? say(
        "“每 MB”不计第一份：模式用到时才编译，多在第一份",
        "“per MB” leaves out the first draft, which pays for most of what is prepared when it is needed")
      : say(
        "“每 MB”含编译模式的用时：模式用到时才编译",
        "“per MB” holds what is prepared when it is needed, too, as there are no further drafts")
    return size + "\n" + note
  }

  private var stepRows: [[String]] {
    let steps = [
      (say("读稿件", "reading"), timing[.reading]), (say("理结构", "outline"), timing[.outline]),
      (say("各规则", "rules"), timing.allRules), (say("整理结果", "settling findings"), timing[.settling]),
    ]
    let known = steps.reduce(start + reporting) { $0 + $1.1.total }
    return [row(say("启动、读规则、找稿件", "start, rules, search for drafts"), start)]
      + steps.map { row($0.0, $0.1, of: total) }
      + [
        row(say("写报告", "report"), reporting), row(say("其他", "everything else"), total - known),
        row(say("合计", "total"), total),
      ]
  }

  /// Returns a table with a row of heads and numbers that are aligned to the right.
  private func table(of rows: [[String]], under name: String, last: String) -> String {
    let heads = [
      name, say("用时", "ms"), say("占比", "share"), say("每 MB", "per MB"), say("第一份", "first"), last,
    ]
    let rows = [heads] + rows
    let widths = heads.indices.map { index in rows.map { $0[index].columns }.max() ?? 0 }
    return rows.map { row in
      let cells = zip(row, widths).dropFirst().map { String(repeating: " ", count: $1 - $0.columns) + $0 }
      return ([row[0].padded(to: widths[0])] + cells).joined(separator: "  ").trimmedAtEnd + "\n"
    }.joined()
  }

  /// Returns the row of a step that is done once, not for each draft.
  private func row(_ name: String, _ time: Duration) -> [String] {
    [name, milliseconds(time), share(time, of: total), "", "", ""]
  }

  private func row(_ name: String, _ cost: RunTiming.Cost, of whole: Duration, last: String = "") -> [String] {
    [
      name, milliseconds(cost.total), share(cost.total, of: whole), milliseconds(timing.timePerMegabyte(cost)),
      milliseconds(cost.first), last,
    ]
  }

  private func share(_ time: Duration, of whole: Duration) -> String {
    guard whole > .zero else { return "" }
    return decimal(Int(max(0, time / whole) * 1000 + 0.5), per: 10, places: 1) + " %"
  }

  private func milliseconds(_ time: Duration) -> String {
    decimal(max(0, Int(time / .nanoseconds(1))), per: 1_000_000, places: 3)
  }
}

/// Returns `number` divided by `unit`, a power of ten, cut after `places` decimals.
private func decimal(_ number: Int, per unit: Int, places: Int) -> String {
  let digits = "\(unit + number % unit)".dropFirst().prefix(places)
  return "\(number / unit).\(digits)"
}
