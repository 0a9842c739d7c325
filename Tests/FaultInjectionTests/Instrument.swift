import DraftText
import Foundation

/// Plants every fault into every clean draft, one at a time, and collects the findings.
struct Instrument: Sendable {
  /// The results of one whole run.
  struct Run: Sendable {
    let drafts: [Draft]
    /// The findings of each draft without faults.
    let untouched: [[Finding]]
    /// The results in the order of drafts and families.
    let outcomes: [Outcome]
  }

  private let families: [any FaultFamily]

  init() throws {
    families = [
      NumberingFaults(), OrdinalFormFaults(), EnumerationFaults(), try CountFaults(), try PartFaults(), HeadingFaults(),
      try PairFaults(), try AgreeFaults(), try TextFaults(), try ResidueFaults(),
    ]
  }

  /// The run that all tests share.
  static let run = Task { try await Instrument().run() }

  private func run() async throws -> Run {
    let drafts = try Draft.all()
    let untouched = try drafts.map { try Finding.all(in: $0.source) }
    var jobs: [(draft: Int, fault: Fault)] = []
    for (index, draft) in drafts.enumerated() {
      for family in families { jobs += try family.faults(in: draft, index: index).map { (index, $0) } }
    }
    let outcomes = try await concurrently(jobs) { job in
      try Outcome(planting: job.fault, in: drafts[job.draft], untouched: untouched[job.draft])
    }
    return Run(drafts: drafts, untouched: untouched, outcomes: outcomes)
  }

  /// The results of `body` for `jobs`, in their order.
  private func concurrently<Job: Sendable, Result: Sendable>(
    _ jobs: [Job], _ body: @escaping @Sendable (Job) throws -> Result
  ) async throws -> [Result] {
    let size = 32
    return try await withThrowingTaskGroup(of: (Int, [Result]).self) { group in
      for start in stride(from: 0, to: jobs.count, by: size) {
        let slice = jobs[start..<min(start + size, jobs.count)]
        group.addTask { (start, try slice.map(body)) }
      }
      var parts: [(Int, [Result])] = []
      for try await part in group { parts.append(part) }
      return parts.sorted { $0.0 < $1.0 }.flatMap(\.1)
    }
  }
}
