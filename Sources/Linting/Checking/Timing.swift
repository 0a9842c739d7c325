import Diagnostics
import Platform

/// Measures the steps of the work on one draft. One thread does all steps, one after another.
package struct Stopwatch: Sendable {
  /// A step of the work on a draft.
  package enum Step: Hashable, Sendable {
    /// Reading and decoding the file.
    case reading
    /// Finding the outline and the profile.
    case outline
    /// Checking the draft with one rule.
    case rule(RuleID)
    /// Selecting and sorting the findings to report.
    case settling
  }

  /// The steps so far, each with its processor time.
  package private(set) var laps: [(step: Step, time: Duration)] = []
  private var last: Duration

  /// Starts the measurement.
  package init() { last = ProcessorTime.ofThread }

  /// Records that `step` took the time since the last lap, or since the start.
  package mutating func lap(_ step: Step) {
    let now = ProcessorTime.ofThread
    laps.append((step, now - last))
    last = now
  }
}

/// The cost of checking all drafts of a run.
package struct RunTiming: Sendable {
  /// The processor time of one step or rule.
  package struct Cost: Equatable, Sendable {
    /// On all drafts.
    package private(set) var total = Duration.zero
    /// The time on the first draft, including the time to compile patterns, which later drafts use again.
    package private(set) var first = Duration.zero

    fileprivate mutating func add(_ time: Duration, isFirst: Bool) {
      total += time
      if isFirst { first += time }
    }
  }

  /// The number of drafts that were checked.
  package private(set) var drafts = 0
  /// The length of their texts, in UTF-8 bytes.
  package private(set) var bytes = 0
  private var bytesOfFirst = 0
  private var costs: [Stopwatch.Step: Cost] = [:]
  private var findings: [RuleID: Int] = [:]

  /// Begins with no draft.
  package init() {}

  /// Adds the cost of checking the next draft.
  ///
  /// - Parameters:
  ///   - laps: The steps, each with its processor time.
  ///   - length: The length of the text, in UTF-8 bytes.
  ///   - rules: The rule of each reported finding.
  package mutating func add(
    _ laps: [(step: Stopwatch.Step, time: Duration)], bytes length: Int, findingsOf rules: some Sequence<RuleID>
  ) {
    for (step, time) in laps { costs[step, default: Cost()].add(time, isFirst: drafts == 0) }
    for rule in rules { findings[rule, default: 0] += 1 }
    if drafts == 0 { bytesOfFirst = length }
    bytes += length
    drafts += 1
  }

  /// The cost of `step`; zero where it was not done.
  package subscript(step: Stopwatch.Step) -> Cost { costs[step, default: Cost()] }

  /// The rules that ran, the most expensive first.
  package var rules: [(id: RuleID, cost: Cost, findings: Int)] {
    let rows = costs.compactMap { step, cost in
      if case .rule(let id) = step { (id: id, cost: cost, findings: findings[id, default: 0]) } else { nil }
    }
    return rows.sorted { ($1.cost.total, $0.id) < ($0.cost.total, $1.id) }
  }

  /// The cost of all rules together.
  package var allRules: Cost {
    rules.reduce(into: Cost()) { sum, rule in
      sum.add(rule.cost.first, isFirst: true)
      sum.add(rule.cost.total - rule.cost.first, isFirst: false)
    }
  }

  /// Returns `cost` for a million bytes of text. The first draft, for which patterns are compiled, is left out where
  /// there are others.
  package func timePerMegabyte(_ cost: Cost) -> Duration {
    let later = bytes - bytesOfFirst
    let (time, count) = later > 0 ? (cost.total - cost.first, later) : (cost.total, bytes)
    return count > 0 ? time * (1_000_000 / Double(count)) : .zero
  }
}

/// Processor time. Unlike the time on a clock, it does not grow with other work on the machine.
package enum ProcessorTime {
  /// The processor time of the calling thread.
  package static var ofThread: Duration { read(CLOCK_THREAD_CPUTIME_ID) }

  /// The processor time of all threads of the process since its start, including time in the kernel.
  package static var ofProcess: Duration { read(CLOCK_PROCESS_CPUTIME_ID) }

  private static func read(_ clock: clockid_t) -> Duration {
    var time = timespec()
    clock_gettime(clock, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }
}
