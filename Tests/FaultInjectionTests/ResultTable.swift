import DraftText

/// The results as Markdown.
struct ResultTable {
  /// The results for the faults of one id.
  struct Row {
    let name: String
    let planted: Int
    let caught: Int
    let sideFindings: Int
    let sideRemarks: Int

    init(_ name: String, _ outcomes: [Outcome]) {
      self.name = name
      planted = outcomes.count
      caught = outcomes.count(where: \.isCaught)
      sideFindings = outcomes.reduce(0) { $0 + $1.sideFindings }
      sideRemarks = outcomes.reduce(0) { $0 + $1.sideRemarks }
    }

    /// The share of faults that was caught, from 0 to 1.
    var caughtShare: Double { planted == 0 ? 0 : Double(caught) / Double(planted) }
    /// The number of side findings (errors and warnings) per fault.
    var sideShare: Double { planted == 0 ? 0 : Double(sideFindings) / Double(planted) }
  }

  let rows: [Row]
  let total: Row
  private let run: Instrument.Run

  init(_ run: Instrument.Run) {
    self.run = run
    let byID = Dictionary(grouping: run.outcomes, by: \.fault.id)
    rows = byID.keys.sorted().map { Row($0, byID[$0] ?? []) }
    total = Row("all", run.outcomes)
  }

  var markdown: String {
    """
    # What the instrument measured

    Faults planted one at a time into the clean drafts of Fixtures, all shipped rules run on each, by `swift test --filter
    FaultInjectionTests`. Caught means: found on the right line under the right id. Side findings are errors and warnings that
    the untouched draft does not have and that nobody asked for; remarks are the same of info. This file is written by
    `ZHANGFA_UPDATE_GOLDENS=1`, and the test fails where it says anything else than the run.

    ## By id

    | id | planted | caught | % | side findings | a fault | remarks |
    | --- | ---: | ---: | ---: | ---: | ---: | ---: |
    \((rows.map(line) + [line(total)]).joined(separator: "\n"))

    ## The drafts without faults

    | draft | profile | characters | faults planted | errors | warnings | info |
    | --- | --- | ---: | ---: | ---: | ---: | ---: |
    \(run.drafts.indices.map(draftLine).joined(separator: "\n"))

    """
  }

  private func line(_ row: Row) -> String {
    let cells = [
      row.name, String(row.planted), String(row.caught), decimal(row.caughtShare * 100, places: 1),
      String(row.sideFindings), decimal(row.sideShare, places: 3), String(row.sideRemarks),
    ]
    return "| " + cells.joined(separator: " | ") + " |"
  }

  private func draftLine(_ index: Int) -> String {
    let draft = run.drafts[index]
    let findings = run.untouched[index]
    let cells =
      [draft.name, draft.document.profile.id, String(draft.length)]
      + [String(run.outcomes.count { $0.draft == draft.name })]
      + [.error, .warning, .info].map { severity in String(findings.count { $0.severity == severity }) }
    return "| " + cells.joined(separator: " | ") + " |"
  }

  /// `value` with `places` decimal places, cut off and not rounded: a share below its aim must not look like the aim.
  private func decimal(_ value: Double, places: Int) -> String {
    let scale = (0..<places).reduce(1) { scale, _ in scale * 10 }
    let units = Int((value * Double(scale) + 1e-9).rounded(.down))
    let digits = String(units % scale)
    return "\(units / scale)." + String(repeating: "0", count: places - digits.count) + digits
  }
}
