#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Transforms `inputs` on all cores and hands each result to `body` in the order of the inputs.
///
/// No more than `window` inputs are under way at once, those that wait for an earlier result or for `body` among them,
/// however many inputs there are. When `body` throws, no further input is begun.
func forEachInOrder<Input: Sendable, Output: Sendable>(
  _ inputs: [Input], window: Int = someForEachCore, _ transform: @escaping @Sendable (Input) -> Output,
  body: (Output) throws -> Void
) async throws {
  try await withThrowingTaskGroup(of: (Int, Output)?.self) { group in
    var started = 0
    var finished = 0
    var waiting: [Int: Output] = [:]
    func startMore() {
      while started < min(inputs.count, finished + window) {
        let (index, input) = (started, inputs[started])
        // What body has thrown cancels the group: those that have a task but no core yet end here.
        group.addTask { Task.isCancelled ? nil : (index, transform(input)) }
        started += 1
      }
    }
    startMore()
    while let result = try await group.next() {
      guard let (index, output) = result else { throw CancellationError() }
      waiting[index] = output
      while let next = waiting.removeValue(forKey: finished) {
        try body(next)
        finished += 1
        // Each result makes room at once, so that no core idles while body works off what has waited.
        startMore()
      }
    }
  }
}

/// As many as let all cores work while the first result is late.
let someForEachCore = 4 * max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
