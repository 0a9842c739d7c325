import Platform

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
