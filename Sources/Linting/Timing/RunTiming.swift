import Diagnostics

/// What it cost to check the drafts of a run, summed up.
package struct RunTiming: Sendable {
  /// The processor time of one step or rule.
  package struct Cost: Equatable, Sendable {
    /// On all drafts.
    package private(set) var total = Duration.zero
    /// On the first draft, for which patterns are compiled that later ones find ready.
    package private(set) var first = Duration.zero

    fileprivate mutating func add(_ time: Duration, isFirst: Bool) {
      total += time
      if isFirst { first += time }
    }
  }

  /// How many drafts were checked.
  package private(set) var drafts = 0
  /// The length of their texts, in UTF-8 bytes.
  package private(set) var bytes = 0
  private var bytesOfFirst = 0
  private var costs: [Stopwatch.Step: Cost] = [:]
  private var findings: [RuleID: Int] = [:]

  /// Nothing was checked yet.
  package init() {}

  /// Adds what the next draft cost.
  package mutating func add(_ draft: DraftTiming) {
    for (step, time) in draft.laps { costs[step, default: Cost()].add(time, isFirst: drafts == 0) }
    findings.merge(draft.findings, uniquingKeysWith: +)
    if drafts == 0 { bytesOfFirst = draft.bytes }
    bytes += draft.bytes
    drafts += 1
  }

  /// What `step` cost; nothing where it was not taken.
  package subscript(step: Stopwatch.Step) -> Cost { costs[step, default: Cost()] }

  /// The rules that ran, the most expensive first.
  package var rules: [(id: RuleID, cost: Cost, findings: Int)] {
    let rows = costs.compactMap { step, cost in
      if case .rule(let id) = step { (id: id, cost: cost, findings: findings[id, default: 0]) } else { nil }
    }
    return rows.sorted { ($1.cost.total, $0.id) < ($0.cost.total, $1.id) }
  }

  /// What all rules together cost.
  package var allRules: Cost {
    rules.reduce(into: Cost()) { sum, rule in
      sum.add(rule.cost.first, isFirst: true)
      sum.add(rule.cost.total - rule.cost.first, isFirst: false)
    }
  }

  /// What `cost` comes to for a million bytes of text: the first draft, for which patterns are compiled, is left out where
  /// there are others.
  package func timePerMegabyte(_ cost: Cost) -> Duration {
    let later = bytes - bytesOfFirst
    let (time, count) = later > 0 ? (cost.total - cost.first, later) : (cost.total, bytes)
    return count > 0 ? time * (1_000_000 / Double(count)) : .zero
  }
}
