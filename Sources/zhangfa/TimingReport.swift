import Diagnostics
import Linting

/// The report of `--timing`: the processor time of each step and of each rule, with its share in the run or in all rules.
struct TimingReport {
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
  mutating func endReport(of draft: DraftTiming? = nil) {
    reporting += ProcessorTime.ofThread - beginning
    if let draft { timing.add(draft) }
  }

  /// Returns the report on the run up to now, with its final line end.
  mutating func text() -> String {
    total = ProcessorTime.ofProcess
    let steps = table(of: stepRows, under: .step, last: "")
    let allRules = timing.allRules.total
    let rules = timing.rules.map { rule in
      row(rule.id.name, rule.cost, of: allRules, last: "\(rule.findings)")
    }
    return head + "\n\n" + steps + "\n" + table(of: rules, under: .rule, last: LocalizedText.findings[language])
  }

  private var head: String {
    let bytes = timing.bytes
    let volume =
      bytes < 1_000_000
      ? decimal(bytes, per: 1000, places: 1) + " KB" : decimal(bytes, per: 1_000_000, places: 2) + " MB"
    let drafts = timing.drafts
    let size = LocalizedText(
      zh: "处理器用时（毫秒，各核合计），稿件 \(drafts) 份，\(volume)",
      en: "processor time in ms, of all cores, for \(counted(drafts, "draft")) of \(volume)")
    return [size, drafts > 1 ? .withoutFirst : .withFirst].map { $0[language] }.joined(separator: "\n")
  }

  private var stepRows: [[String]] {
    let steps: [(LocalizedText, RunTiming.Cost)] = [
      (.reading, timing[.reading]), (.outline, timing[.outline]), (.rules, timing.allRules),
      (.settling, timing[.settling]),
    ]
    let known = steps.reduce(start + reporting) { $0 + $1.1.total }
    return [row(.start, start)] + steps.map { row($0.0[language], $0.1, of: total) }
      + [row(.report, reporting), row(.rest, total - known), row(.total, total)]
  }

  /// Returns a table with a row of heads and numbers that are aligned to the right.
  private func table(of rows: [[String]], under name: LocalizedText, last: String) -> String {
    let heads = [name, .milliseconds, .share, .perMegabyte, .onFirst].map { $0[language] } + [last]
    let rows = [heads] + rows
    let widths = heads.indices.map { index in rows.map { $0[index].columns }.max() ?? 0 }
    return rows.map { row in
      let cells = zip(row, widths).dropFirst().map { String(repeating: " ", count: $1 - $0.columns) + $0 }
      return ([row[0].padded(to: widths[0])] + cells).joined(separator: "  ").trimmedAtEnd + "\n"
    }.joined()
  }

  /// Returns the row of a step that is done once, not for each draft.
  private func row(_ name: LocalizedText, _ time: Duration) -> [String] {
    [name[language], milliseconds(time), share(time, of: total), "", "", ""]
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

extension LocalizedText {
  fileprivate static let withoutFirst = LocalizedText(
    zh: "“每 MB”不计第一份：模式用到时才编译，多在第一份",
    en: "“per MB” leaves out the first draft, which pays for most of what is prepared when it is needed")
  fileprivate static let withFirst = LocalizedText(
    zh: "“每 MB”含编译模式的用时：模式用到时才编译",
    en: "“per MB” holds what is prepared when it is needed, too, as there are no further drafts")

  fileprivate static let step = LocalizedText(zh: "步骤", en: "step")
  fileprivate static let rule = LocalizedText(zh: "规则", en: "rule")
  fileprivate static let milliseconds = LocalizedText(zh: "用时", en: "ms")
  fileprivate static let share = LocalizedText(zh: "占比", en: "share")
  fileprivate static let perMegabyte = LocalizedText(zh: "每 MB", en: "per MB")
  fileprivate static let onFirst = LocalizedText(zh: "第一份", en: "first")
  fileprivate static let findings = LocalizedText(zh: "结果", en: "findings")

  fileprivate static let start = LocalizedText(zh: "启动、读规则、找稿件", en: "start, rules, search for drafts")
  fileprivate static let reading = LocalizedText(zh: "读稿件", en: "reading")
  fileprivate static let outline = LocalizedText(zh: "理结构", en: "outline")
  fileprivate static let rules = LocalizedText(zh: "各规则", en: "rules")
  fileprivate static let settling = LocalizedText(zh: "整理结果", en: "settling findings")
  fileprivate static let report = LocalizedText(zh: "写报告", en: "report")
  fileprivate static let rest = LocalizedText(zh: "其他", en: "everything else")
  fileprivate static let total = LocalizedText(zh: "合计", en: "total")
}
