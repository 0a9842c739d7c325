import Platform
import Synchronization
import SystemPackage

/// A child process that is run to its end.
enum ChildProcess {
  /// The first and the longest pause before testing again whether a process has ended, in microseconds. The first pause
  /// is short because git ends as soon as all its output was read.
  private static let (firstPause, longestPause): (UInt32, UInt32) = (200, 20_000)

  /// The process groups that are running.
  private static let running = Mutex<Set<pid_t>>([])

  /// Kills all running process groups and then calls `end`. No process is started in between.
  static func killAll(andThen end: () -> Never) -> Never {
    running.withLock { groups in
      for group in groups { kill(-group, SIGKILL) }
      end()
    }
  }

  /// Runs `program` without standard input, and discards its output.
  ///
  /// The program runs in a process group of its own, which is killed afterwards.
  ///
  /// - Parameters:
  ///   - environment: All environment variables of the process.
  ///   - limit: The time in seconds after which the process is killed.
  /// - Returns: The exit status; nil where the process was killed, or was ended by a signal.
  static func run(
    _ program: FilePath, _ arguments: [String], environment: [String: String], seconds limit: Int
  ) throws(Errno) -> Int? {
    let child = try begin(program, arguments.map { Array($0.utf8) }, environment)
    return end(child, at: now() + limit)
  }

  /// Runs `program` in the same way, and returns its standard output.
  ///
  /// - Parameter arguments: The arguments in bytes, which need not be UTF-8.
  /// - Returns: The output; nil where the exit status is not 0.
  /// - Throws: `Errno.timedOut` where it was killed, `Errno.fileTooLarge` beyond ``FileContents/byteLimit`` bytes.
  static func output(
    of program: FilePath, _ arguments: [[UInt8]], environment: [String: String], seconds limit: Int
  ) throws(Errno) -> [UInt8]? {
    var ends: [CInt] = [0, 0]
    guard zhangfa_pipe(&ends) == 0 else { throw Errno(rawValue: errno) }
    let (reading, writing) = (FileDescriptor(rawValue: ends[0]), FileDescriptor(rawValue: ends[1]))
    defer { try? reading.close() }
    let begun = Result { () throws(Errno) in try begin(program, arguments, environment, output: writing) }
    try? writing.close()
    let child = try begun.get()
    let deadline = now() + limit
    do throws(Errno) {
      let bytes = try FileContents.read(reading, until: deadline)
      return end(child, at: deadline) == 0 ? bytes : nil
    } catch {
      _ = end(child, at: 0)
      throw error
    }
  }

  /// Waits until `child` has ended, but not longer than `deadline`, and kills what is left of its process group.
  ///
  /// - Returns: The exit status; nil where the process was killed, or was ended by a signal.
  private static func end(_ child: pid_t, at deadline: Int) -> Int? {
    var pause = firstPause
    while !hasEnded(child), now() < deadline {
      usleep(pause)
      pause = min(2 * pause, longestPause)
    }
    running.withLock { groups in
      kill(-child, SIGKILL)
      groups.remove(child)
    }
    // Only now can the system give the id to another process.
    var status: CInt = 0
    while waitpid(child, &status, 0) == -1 {
      // A program that ignores SIGCHLD does not learn how its children end.
      if errno != EINTR { return nil }
    }
    return status & 0x7F == 0 ? Int(status >> 8 & 0xFF) : nil
  }

  /// Whether `child` has ended. Its id stays taken.
  private static func hasEnded(_ child: pid_t) -> Bool {
    var info = siginfo_t()
    while waitid(P_PID, id_t(child), &info, WEXITED | WNOHANG | WNOWAIT) == -1 {
      if errno != EINTR { return true }
    }
    return info.si_signo != 0
  }

  /// Returns the program called `name` in one of the folders of PATH; nil where there is none.
  static func installed(_ name: String) -> FilePath? {
    let folders = getenv("PATH").map { String(cString: $0).split(separator: ":") } ?? []
    // Relative folders are skipped, so that no program in the working folder is started.
    let places = folders.map { FilePath(String($0)) }.filter(\.isAbsolute).map { $0.appending(name) }
    return places.first { place in
      // Access to a folder means that it can be searched.
      place.withPlatformString { access($0, X_OK) } == 0 && (try? place.stat().type) == .regular
    }
  }

  private static func begin(
    _ program: FilePath, _ arguments: [[UInt8]], _ environment: [String: String], output: FileDescriptor? = nil
  ) throws(Errno) -> pid_t {
    try running.withLock { (groups) throws(Errno) in
      let child = try start(program, arguments, environment, output)
      groups.insert(child)
      return child
    }
  }

  /// Returns the time of the monotonic clock, in seconds.
  static func now() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec
  }

  private static func start(
    _ program: FilePath, _ arguments: [[UInt8]], _ environment: [String: String], _ output: FileDescriptor?
  ) throws(Errno) -> pid_t {
    var files = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&files)
    defer { posix_spawn_file_actions_destroy(&files) }
    for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] {
      posix_spawn_file_actions_addopen(&files, stream, "/dev/null", stream == STDIN_FILENO ? O_RDONLY : O_WRONLY, 0)
    }
    if let output { posix_spawn_file_actions_adddup2(&files, output.rawValue, STDOUT_FILENO) }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    posix_spawnattr_setpgroup(&attributes, 0)
    var child: pid_t = 0
    let failure = withCStrings([program.nativeBytes] + arguments) { arguments in
      withCStrings(environment.map { Array("\($0)=\($1)".utf8) }) { environment in
        posix_spawn(&child, program.string, &files, &attributes, arguments, environment)
      }
    }
    guard failure == 0 else { throw Errno(rawValue: failure) }
    return child
  }

  /// Calls `body` with `texts` as a null-terminated list of C strings, which is valid until `body` returns.
  private static func withCStrings<T>(
    _ texts: [[UInt8]], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> T
  ) -> T {
    var list = texts.map { strdup($0.map { CChar(bitPattern: $0) } + [0]) } + [nil]
    defer { for copy in list { free(copy) } }
    return list.withUnsafeMutableBufferPointer { buffer in
      // The list holds at least the null.
      guard let start = buffer.baseAddress else { preconditionFailure("a list of strings ends with a null") }
      return body(start)
    }
  }
}
