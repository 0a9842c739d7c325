import Platform

/// Transforms `inputs` on all cores and hands each result to `body` in the order of the inputs.
///
/// No more than `window` inputs are under way at once, those that wait for an earlier result or for `body` among them,
/// however many inputs there are. When `body` throws, no further input is begun. The calling thread works too: alone where
/// the system allows no other.
func forEachInOrder<Input: Sendable, Output: Sendable>(
  _ inputs: [Input], window: Int = someForEachCore, _ transform: @escaping @Sendable (Input) -> Output,
  body: (Output) throws -> Void
) rethrows {
  let work = Monitor(OrderedWork<Output>(count: inputs.count, window: window))
  let helpers = (1..<max(1, min(coreCount, inputs.count))).compactMap { _ in
    WorkerThread {
      while case .begin(let index) = work.wait(for: { $0.nextForHelper() }) {
        let output = transform(inputs[index])
        work.change { $0.waiting[index] = output }
      }
    }
  }
  defer {
    work.change { $0.isStopped = true }
    for helper in helpers { helper.join() }
  }
  while true {
    switch work.wait(for: { $0.next() }) {
    case .begin(let index):
      let output = transform(inputs[index])
      work.change { $0.waiting[index] = output }
    case .take(let output):
      try body(output)
      work.change { $0.finished += 1 }
    case .end: return
    }
  }
}

/// What of some inputs has been begun, and what has been handed on.
private struct OrderedWork<Output> {
  /// What a thread is to do next.
  enum Step {
    /// Transform the input at this index.
    case begin(Int)
    /// Hand on this result, which is the next in order.
    case take(Output)
    case end
  }

  let count: Int
  let window: Int
  private var started = 0
  /// How many results were handed on.
  var finished = 0
  /// The results that wait for their turn, by index.
  var waiting: [Int: Output] = [:]
  /// Whether nothing more is to be begun.
  var isStopped = false

  init(count: Int, window: Int) {
    self.count = count
    self.window = window
  }

  /// The next step of the thread that hands on results; nil where it must wait.
  mutating func next() -> Step? {
    if let output = waiting.removeValue(forKey: finished) { return .take(output) }
    return finished == count ? .end : begun()
  }

  /// The next step of any other thread; nil where it must wait.
  mutating func nextForHelper() -> Step? { isStopped || started == count ? .end : begun() }

  private mutating func begun() -> Step? {
    guard started < min(count, finished + window) else { return nil }
    defer { started += 1 }
    return .begin(started)
  }
}

/// As many as let all cores work while the first result is late.
let someForEachCore = 4 * coreCount

private let coreCount = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
