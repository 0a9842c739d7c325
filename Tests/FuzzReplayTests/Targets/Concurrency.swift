import Dispatch
import Synchronization

/// Calls `body` on several threads at once, and requires that each call returns `expected`.
///
/// Threads are expensive, so only every eighth input is tested. The bytes of an input decide, so each run tests the
/// same inputs.
func requireSame<Value: Equatable & Sendable>(
  _ expected: Value, onThreadsFor input: [UInt8], _ body: @escaping @Sendable () throws -> Value
) throws {
  guard input.reduce(0, &+) % 8 == 0 else { return }
  let threads = 2 + Int(input.first ?? 0) % 3
  let differing = Atomic<Int>(0)
  DispatchQueue.concurrentPerform(iterations: threads) { _ in
    if (try? body()) != expected { differing.add(1, ordering: .relaxed) }
  }
  try require(differing.load(ordering: .relaxed) == 0, "threads find different things")
}
