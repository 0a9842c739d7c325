import Synchronization

/// An object that is made on first use and then shared by all threads.
///
/// `AtomicLazyReference` of the standard library does the same, but the thread sanitizer does not see inside that
/// library: it does not know that one thread passes the object to the others, and reports a race at the first use.
package struct LazyReference<Instance: AnyObject & Sendable>: ~Copyable, Sendable {
  private let storage = Atomic<Unmanaged<Instance>?>(nil)

  package init() {}

  deinit { storage.load(ordering: .acquiring)?.release() }

  /// Returns the object. Threads that call at the same time can each make one; all get the one that is finished first.
  package func value<Failure>(orMake make: () throws(Failure) -> Instance) throws(Failure) -> Instance {
    if let made = storage.load(ordering: .acquiring) { return made.takeUnretainedValue() }
    let mine = Unmanaged.passRetained(try make())
    let (isFirst, others) = storage.compareExchange(
      expected: nil, desired: mine, ordering: .acquiringAndReleasing)
    guard !isFirst, let others else { return mine.takeUnretainedValue() }
    mine.release()
    return others.takeUnretainedValue()
  }
}
