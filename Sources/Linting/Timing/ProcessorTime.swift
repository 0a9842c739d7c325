import Platform

/// Time in which a processor worked: unlike the time on a clock, what else runs on the machine does not add to it.
package enum ProcessorTime {
  /// What the calling thread has used.
  package static var ofThread: Duration { read(CLOCK_THREAD_CPUTIME_ID) }

  /// What all threads of the process have used since it was started, in the kernel too.
  package static var ofProcess: Duration { read(CLOCK_PROCESS_CPUTIME_ID) }

  private static func read(_ clock: clockid_t) -> Duration {
    var time = timespec()
    clock_gettime(clock, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }
}
