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

/// Transforms what `next` gives, until it gives nil, on all cores, and hands each result to `body` in that order as soon as it can.
///
/// `next` may wait for others, on a thread of its own. No more than `window` inputs are under way at once. Where the system allows no
/// other thread, the calling one does everything, one input after the other.
func forEachInOrder<Input: Sendable, Output: Sendable>(
  from next: @escaping @Sendable () -> Input?, window: Int = someForEachCore,
  _ transform: @escaping @Sendable (Input) -> Output, body: (Output) throws -> Void
) rethrows {
  let work = Monitor(StreamedWork<Input, Output>(window: window))
  let helpers = (0..<coreCount).compactMap { _ in
    WorkerThread {
      while let (index, input) = work.wait(for: { $0.begun() }) {
        let output = transform(input)
        work.change { $0.results[index] = output }
      }
    }
  }
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
  defer {
    work.change { $0.isStopped = true }
    for helper in helpers { helper.join() }
    // It may wait for somebody who says nothing more.
    reader?.leaveAlone()
  }
  guard reader != nil else {
    while let input = next() { try body(transform(input)) }
    return
  }
  while let output = work.wait(for: { $0.nextResult() }) {
    try body(output)
    work.change { $0.finished += 1 }
  }
}

/// What of a stream of inputs has been read, begun, and handed on.
private struct StreamedWork<Input, Output> {
  let window: Int
  private var inputs: [(index: Int, input: Input)] = []
  private var read = 0
  /// How many results were handed on.
  var finished = 0
  private var hasEnded = false
  /// The results that wait for their turn, by index.
  var results: [Int: Output] = [:]
  /// Whether nothing more is to be begun.
  var isStopped = false

  init(window: Int) { self.window = window }

  /// Whether another input may be read; nil where the reader must wait.
  var hasRoom: Bool? { isStopped ? false : read < finished + window ? true : nil }

  /// Takes in what was read; nil at the end.
  mutating func add(_ input: Input?) {
    guard let input else {
      hasEnded = true
      return
    }
    inputs.append((read, input))
    read += 1
  }

  /// The next input to transform; `.some(nil)` where there will be none, nil where the thread must wait.
  mutating func begun() -> (index: Int, input: Input)?? {
    if isStopped { return .some(nil) }
    if !inputs.isEmpty { return inputs.removeFirst() }
    return hasEnded ? .some(nil) : nil
  }

  /// The next result in order; `.some(nil)` at the end, nil where one must wait.
  mutating func nextResult() -> Output?? {
    if let output = results.removeValue(forKey: finished) { return output }
    return hasEnded && finished == read ? .some(nil) : nil
  }
}

/// As many as let all cores work while the first result is late.
let someForEachCore = 4 * coreCount

private let coreCount = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))

/// A thread that does one thing.
///
/// Not a task of Swift's: where the system allows no more threads, those wait for one for ever.
struct WorkerThread {
  /// As much as the main thread mostly has, in bytes, whatever `ulimit -s` says.
  private static let stackSize = 8 << 20

  private final class Body {
    let run: @Sendable () -> Void

    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  private let id: pthread_t

  /// Begins with `body`; nil where the system allows no further thread.
  init?(_ body: @escaping @Sendable () -> Void) {
    #if canImport(Darwin)
      var id: pthread_t?
    #else
      var id = pthread_t()
    #endif
    var attributes = pthread_attr_t()
    guard pthread_attr_init(&attributes) == 0 else { return nil }
    defer { pthread_attr_destroy(&attributes) }
    _ = pthread_attr_setstacksize(&attributes, Self.stackSize)
    let retained = Unmanaged.passRetained(Body(body))
    guard pthread_create(&id, &attributes, { WorkerThread.run($0) }, retained.toOpaque()) == 0 else {
      retained.release()
      return nil
    }
    #if canImport(Darwin)
      guard let id else { return nil }
    #endif
    self.id = id
  }

  private static func run(_ body: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    // Retained for this thread alone.
    body.map { Unmanaged<Body>.fromOpaque($0).takeRetainedValue() }?.run()
    return nil
  }

  /// Waits until the thread has done its thing. Once only, and not of a thread that was left alone.
  func join() { pthread_join(id, nil) }

  /// Leaves the thread alone: nobody waits for it, and the system keeps nothing of it when it has ended.
  func leaveAlone() { pthread_detach(id) }
}

/// A value that threads share, and for whose changes they can wait.
final class Monitor<State>: @unchecked Sendable {
  // Touched only by who holds the lock.
  private var state: State
  // Never moved, as the system wants it.
  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  /// Begins with `state`.
  init(_ state: State) {
    self.state = state
    pthread_mutex_init(lock, nil)
    pthread_cond_init(changed, nil)
  }

  deinit {
    pthread_cond_destroy(changed)
    pthread_mutex_destroy(lock)
    changed.deallocate()
    lock.deallocate()
  }

  /// Changes the value, and wakes who waits for that.
  func change(_ body: (inout State) -> Void) {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    body(&state)
    pthread_cond_broadcast(changed)
  }

  /// Waits until `body`, which is asked after each change, has an answer.
  func wait<Answer>(for body: (inout State) -> Answer?) -> Answer {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    while true {
      if let answer = body(&state) { return answer }
      pthread_cond_wait(changed, lock)
    }
  }
}

/// The signals that end a run from outside (Ctrl-C, TERM, HUP), which leave no half-written file and no other program behind.
struct EndingSignals {
  private var set = sigset_t()

  /// Keeps the signals from all threads of the program, so it must come before the first. One that is ignored (`nohup`) stays so.
  init() {
    sigemptyset(&set)
    for number in [SIGINT, SIGTERM, SIGHUP] where zhangfa_is_ignored(number) == 0 { sigaddset(&set, number) }
    pthread_sigmask(SIG_BLOCK, &set, nil)
  }

  /// Lets the signals end the program at once.
  func release() {
    var set = set
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
  }

  /// Waits for one of the signals and ends the program by it.
  func wait() -> Never {
    var set = set
    var number: Int32 = 0
    // Where all are ignored there is nothing to wait for, and systems differ in what they say to that.
    while sigwait(&set, &number) != 0 { pause() }
    OfficeProgram.abandon {
      PendingFile.abandonAll {
        release()
        raise(number)
        // It was the default that was unblocked, which ends the program.
        _exit(128 + number)
      }
    }
  }
}
