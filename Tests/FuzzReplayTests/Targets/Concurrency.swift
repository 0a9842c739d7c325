import Dispatch
import Synchronization

/// Calls `body` on several threads at once, and requires that all give what `expected` is.
///
/// Threads cost more than most inputs are worth, so only every eighth input is put to the test, by its bytes: the same ones
/// each time.
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
