#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Transforms `inputs` on all cores and hands each result to `body` in the order of the inputs.
///
/// No more than a few results for each core wait for an earlier one, however many inputs there are.
func forEachInOrder<Input: Sendable, Output: Sendable>(
  _ inputs: [Input], _ transform: @escaping @Sendable (Input) -> Output, body: (Output) throws -> Void
) async throws {
  let window = 4 * max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
  try await withThrowingTaskGroup(of: (Int, Output).self) { group in
    var started = 0
    var finished = 0
    var waiting: [Int: Output] = [:]
    func startMore() {
      while started < min(inputs.count, finished + window) {
        let (index, input) = (started, inputs[started])
        group.addTask { (index, transform(input)) }
        started += 1
      }
    }
    startMore()
    while let (index, output) = try await group.next() {
      waiting[index] = output
      while let next = waiting.removeValue(forKey: finished) {
        try body(next)
        finished += 1
      }
      startMore()
    }
  }
}
