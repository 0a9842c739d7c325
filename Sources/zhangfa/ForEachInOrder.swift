import Linting
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
  let work = Monitor(OrderedWork<Input, Output>(inputs, window: window))
  let helpers = startHelpers(max(0, min(coreCount, inputs.count) - 1), on: work, transform)
  defer { stop(helpers, on: work) }
  try work.takeAll(transform, body: body)
}

/// The same for what `next` gives until it gives nil, each result as soon as it can be handed on.
///
/// `next` is called on a thread of its own, and may wait there for others.
func forEachInOrder<Input: Sendable, Output: Sendable>(
  from next: @escaping @Sendable () -> Input?, window: Int = someForEachCore,
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
  // It may wait for somebody who says nothing more.
  reader.leaveAlone()
  // The calling thread begins nothing: a result that is there should not wait for another.
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
  /// Hands on all results, and transforms inputs where there is a `transform` and no result is due.
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

/// What of some inputs has been begun, and what has been handed on.
private struct OrderedWork<Input, Output> {
  /// What a thread is to do next.
  enum Step {
    /// Transform this input, whose number is given.
    case begin(Int, Input)
    /// Hand on this result, which is the next in order.
    case take(Output)
    case end
  }

  let window: Int
  /// The inputs that were not begun yet.
  private var inputs: ArraySlice<Input>
  /// Whether no further input comes.
  private var hasEnded: Bool
  private var begun = 0
  /// How many results were handed on.
  var finished = 0
  /// The results that wait for their turn, by the numbers of their inputs.
  var results: [Int: Output] = [:]
  /// Whether nothing more is to be begun.
  var isStopped = false

  /// All inputs are known.
  init(_ inputs: [Input], window: Int) { (self.inputs, hasEnded, self.window) = (inputs[...], true, window) }

  /// Inputs are yet to be added.
  init(window: Int) { (inputs, hasEnded, self.window) = ([], false, window) }

  /// Whether another input may be read; nil where the reader must wait.
  var hasRoom: Bool? { isStopped ? false : begun + inputs.count < finished + window ? true : nil }

  /// Takes in what was read; nil at the end.
  mutating func add(_ input: Input?) {
    if let input { inputs.append(input) } else { hasEnded = true }
  }

  /// The next step of the thread that hands on results; nil where it must wait.
  mutating func next(mayBegin: Bool) -> Step? {
    if let output = results.removeValue(forKey: finished) { return .take(output) }
    if hasEnded && inputs.isEmpty && finished == begun { return .end }
    return mayBegin ? begin() : nil
  }

  /// The next step of any other thread; nil where it must wait.
  mutating func nextForHelper() -> Step? { isStopped || hasEnded && inputs.isEmpty ? .end : begin() }

  private mutating func begin() -> Step? {
    guard begun < finished + window, let input = inputs.popFirst() else { return nil }
    defer { begun += 1 }
    return .begin(begun, input)
  }
}

/// As many as let all cores work while the first result is late.
let someForEachCore = 4 * coreCount

private let coreCount = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
