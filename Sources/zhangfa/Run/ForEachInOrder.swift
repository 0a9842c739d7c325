import Linting
import Platform

/// Transforms `inputs` on all cores and hands each result to `body` in the order of the inputs.
///
/// At most `window` inputs are in progress at once, including those whose results wait for an earlier result or for
/// `body`. When `body` throws, no further input is begun. The calling thread works too; it works alone if the system
/// allows no other thread.
func forEachInOrder<Input: Sendable, Output: Sendable>(
  _ inputs: [Input], window: Int = defaultWindow, _ transform: @escaping @Sendable (Input) -> Output,
  body: (Output) throws -> Void
) rethrows {
  let work = Monitor(OrderedWork<Input, Output>(inputs, window: window))
  let helpers = startHelpers(max(0, min(coreCount, inputs.count) - 1), on: work, transform)
  defer { stop(helpers, on: work) }
  try work.takeAll(transform, body: body)
}

/// Transforms the inputs that `next` returns until it returns nil, and hands each result to `body` as soon as its turn
/// comes.
///
/// `next` is called on a thread of its own, which it can block.
func forEachInOrder<Input: Sendable, Output: Sendable>(
  from next: @escaping @Sendable () -> Input?, window: Int = defaultWindow,
  _ transform: @escaping @Sendable (Input) -> Output, body: (Output) throws -> Void
) rethrows {
  let work = Monitor(OrderedWork<Input, Output>(window: window))
  let helpers = startHelpers(coreCount, on: work, transform)
  defer { stop(helpers, on: work) }
  let reader =
    helpers.isEmpty
    ? nil
    : WorkerThread {
      while work.wait(for: { $0.hasRoom }) {
        let input = next()
        work.change { $0.add(input) }
        if input == nil { return }
      }
    }
  guard let reader else {
    // The system allows no other thread.
    while let input = next() { try body(transform(input)) }
    return
  }
  // `next` can block for ever.
  reader.detach()
  // The calling thread transforms no input, because a finished result must not wait for that.
  try work.takeAll(nil, body: body)
}

private func startHelpers<Input: Sendable, Output: Sendable>(
  _ count: Int, on work: Monitor<OrderedWork<Input, Output>>, _ transform: @escaping @Sendable (Input) -> Output
) -> [WorkerThread] {
  (0..<count).compactMap { _ in
    WorkerThread {
      while case .begin(let index, let input) = work.wait(for: { $0.nextForHelper() }) {
        let output = transform(input)
        work.change { $0.results[index] = output }
      }
    }
  }
}

private func stop<Input, Output>(_ helpers: [WorkerThread], on work: Monitor<OrderedWork<Input, Output>>) {
  work.change { $0.isStopped = true }
  for helper in helpers { helper.join() }
}

extension Monitor {
  /// Hands all results to `body`. If there is a `transform`, transforms inputs while the next result is not ready.
  fileprivate func takeAll<Input, Output>(
    _ transform: ((Input) -> Output)?, body: (Output) throws -> Void
  ) rethrows where State == OrderedWork<Input, Output> {
    while true {
      switch wait(for: { $0.next(mayBegin: transform != nil) }) {
      case .begin(let index, let input):
        guard let output = transform?(input) else { preconditionFailure("a thread that may begin can transform") }
        change { $0.results[index] = output }
      case .take(let output):
        try body(output)
        change { $0.finished += 1 }
      case .end: return
      }
    }
  }
}

/// The inputs that are not begun yet, and the results that are not handed on yet.
private struct OrderedWork<Input, Output> {
  /// The next step of a thread.
  enum Step {
    /// Transform the input with this number.
    case begin(Int, Input)
    /// Hand on this result, which is the next in order.
    case take(Output)
    case end
  }

  let window: Int
  /// The inputs that were not begun yet.
  private var inputs: ArraySlice<Input>
  /// Whether no further input will be added.
  private var hasEnded: Bool
  private var begun = 0
  /// The number of results that were handed on.
  var finished = 0
  /// The results that wait for their turn, by the numbers of their inputs.
  var results: [Int: Output] = [:]
  /// Whether no further input is to be begun.
  var isStopped = false

  /// Makes the work on known inputs.
  init(_ inputs: [Input], window: Int) { (self.inputs, hasEnded, self.window) = (inputs[...], true, window) }

  /// Makes work to which inputs are added later.
  init(window: Int) { (inputs, hasEnded, self.window) = ([], false, window) }

  /// Whether the reader is to read another input; nil if it must wait.
  var hasRoom: Bool? { isStopped ? false : begun + inputs.count < finished + window ? true : nil }

  /// Adds an input that was read; nil marks the end.
  mutating func add(_ input: Input?) {
    if let input { inputs.append(input) } else { hasEnded = true }
  }

  /// Returns the next step of the thread that hands on results; nil if it must wait.
  mutating func next(mayBegin: Bool) -> Step? {
    if let output = results.removeValue(forKey: finished) { return .take(output) }
    if hasEnded && inputs.isEmpty && finished == begun { return .end }
    return mayBegin ? begin() : nil
  }

  /// Returns the next step of any other thread; nil if it must wait.
  mutating func nextForHelper() -> Step? { isStopped || hasEnded && inputs.isEmpty ? .end : begin() }

  private mutating func begin() -> Step? {
    guard begun < finished + window, let input = inputs.popFirst() else { return nil }
    defer { begun += 1 }
    return .begin(begun, input)
  }
}

/// The default window: four inputs for each core keep all cores busy while the first result is late.
let defaultWindow = 4 * coreCount

private let coreCount = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
