import Diagnostics

/// Takes the time of the steps of the work on one draft, all done by one thread, one after another.
package struct Stopwatch: Sendable {
  /// What is done with a draft.
  package enum Step: Hashable, Sendable {
    /// Reading and decoding the file.
    case reading
    /// Finding the outline and the genre.
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
