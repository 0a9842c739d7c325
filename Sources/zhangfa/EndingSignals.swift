import Linting
import Platform

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
