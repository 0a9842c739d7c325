import Synchronization

/// An object that is made when a thread first needs it, and that all threads then share.
///
/// `AtomicLazyReference` of the standard library does the same, but inside the library: the thread sanitizer does not see that
/// one thread hands the object to the others, and reports a race at its first use.
package struct LazyReference<Instance: AnyObject & Sendable>: ~Copyable, Sendable {
  private let storage = Atomic<Unmanaged<Instance>?>(nil)

  package init() {}

  deinit { storage.load(ordering: .acquiring)?.release() }

  /// The object; threads that come at once may each make one, and the first to finish gives it to all.
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
