import Linting
import Platform

/// The signals that end a run from outside (Ctrl-C, TERM, HUP). Half-written files are removed first, and other
/// programs ended.
struct EndingSignals {
  private var set = sigset_t()

  /// Blocks the signals in all later threads, so it must come before the first. An ignored signal (`nohup`) stays
  /// ignored.
  init() {
    sigemptyset(&set)
    for number in [SIGINT, SIGTERM, SIGHUP] where zhangfa_is_ignored(number) == 0 { sigaddset(&set, number) }
    pthread_sigmask(SIG_BLOCK, &set, nil)
  }

  /// Unblocks the signals, so that they end the program at once.
  func release() {
    var set = set
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
  }

  /// Waits for one of the signals, cleans up, and ends the program by that signal.
  func wait() -> Never {
    var set = set
    var number: Int32 = 0
    // If all signals are ignored, the set is empty, and the result of `sigwait` depends on the system.
    while sigwait(&set, &number) != 0 { pause() }
    OfficeProgram.abandon {
      PendingFile.abandonAll {
        release()
        raise(number)
        // Not reached: the default action of the signal, which is unblocked now, ends the program.
        _exit(128 + number)
      }
    }
  }
}
