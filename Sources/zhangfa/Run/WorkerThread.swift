import Platform

/// A thread that runs one function.
///
/// It is not a Swift task, because tasks wait for a thread for ever if the system allows no more threads.
struct WorkerThread {
  /// The stack size in bytes: that of most main threads, independent of `ulimit -s`.
  private static let stackSize = 8 << 20

  private final class Body {
    let run: @Sendable () -> Void

    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  private let id: pthread_t

  /// Starts a thread with `body`; nil if the system allows no further thread.
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
    // The body was retained for this thread alone.
    body.map { Unmanaged<Body>.fromOpaque($0).takeRetainedValue() }?.run()
    return nil
  }

  /// Waits until the thread has ended. Must be called only once, and not after ``detach()``.
  func join() { pthread_join(id, nil) }

  /// Detaches the thread: nobody can wait for it, and the system frees its resources when it ends.
  func detach() { pthread_detach(id) }
}

/// A value that threads share. They can wait for its changes.
final class Monitor<State>: @unchecked Sendable {
  // Used only while the lock is held.
  private var state: State
  // Allocated, because the system requires that they never move.
  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  /// Makes a monitor of `state`.
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

  /// Changes the value, and wakes the threads that wait for a change.
  func change(_ body: (inout State) -> Void) {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    body(&state)
    pthread_cond_broadcast(changed)
  }

  /// Waits until `body` returns an answer. `body` is called at once and after each change.
  func wait<Answer>(for body: (inout State) -> Answer?) -> Answer {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    while true {
      if let answer = body(&state) { return answer }
      pthread_cond_wait(changed, lock)
    }
  }
}
