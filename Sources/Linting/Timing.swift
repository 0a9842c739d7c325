import Diagnostics
import DraftText
import Platform

/// Takes the time of the steps of the work on one draft, all done by one thread, one after another.
package struct Stopwatch: Sendable {
  /// What is done with a draft.
  package enum Step: Hashable, Sendable {
    /// Reading and decoding the file.
    case reading
    /// Finding the outline and the profile.
    case outline
    /// Holding one rule against the draft.
    case rule(RuleID)
    /// Seeing which findings stay, and in which order.
    case settling
  }

  /// The steps so far, each with the processor time that it took.
  package private(set) var laps: [(step: Step, time: Duration)] = []
  private var last: Duration

  /// Starts.
  package init() { last = ProcessorTime.ofThread }

  /// What has been done since the last lap, or since the start, was `step`.
  package mutating func lap(_ step: Step) {
    let now = ProcessorTime.ofThread
    laps.append((step, now - last))
    last = now
  }
}

/// What it cost to check one draft.
package struct DraftTiming: Sendable {
  /// The length of the text, in UTF-8 bytes.
  package let bytes: Int
  /// The steps, each with the processor time that it took.
  package let laps: [(step: Stopwatch.Step, time: Duration)]
  /// How many findings of each rule are reported.
  package let findings: [RuleID: Int]

  /// Puts together what is known of a draft.
  package init(bytes: Int, laps: [(step: Stopwatch.Step, time: Duration)], findings: [RuleID: Int]) {
    self.bytes = bytes
    self.laps = laps
    self.findings = findings
  }

  /// What `stopwatch` showed when `result` was found in `source`.
  package init(_ stopwatch: Stopwatch, _ result: Linter.Result, in source: SourceText) {
    let findings = result.diagnostics.reduce(into: [:]) { $0[$1.ruleID, default: 0] += 1 }
    self.init(bytes: source.range.count, laps: stopwatch.laps, findings: findings)
  }
}

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

/// Time in which a processor worked: unlike the time on a clock, what else runs on the machine does not add to it.
package enum ProcessorTime {
  /// What the calling thread has used.
  package static var ofThread: Duration { read(CLOCK_THREAD_CPUTIME_ID) }

  /// What all threads of the process have used since it was started, in the kernel too.
  package static var ofProcess: Duration { read(CLOCK_PROCESS_CPUTIME_ID) }

  private static func read(_ clock: clockid_t) -> Duration {
    var time = timespec()
    clock_gettime(clock, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }
}
