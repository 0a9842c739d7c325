import Diagnostics
import NIOPosix

/// The error of work that exceeds its time limit.
struct TimeLimitError: ExplainedError {
  let limit: Duration

  var message: LocalizedText {
    let seconds = limit.components.seconds
    return LocalizedText(zh: "核对超过 \(seconds) 秒，已放弃", en: "given up after \(seconds) seconds")
  }
}

/// Runs `body` on a thread of its own and returns its result.
///
/// - Throws: The error of `body`, or a ``TimeLimitError`` after `limit`. The thread then works on, and its result is
///   dropped. Other calls have their own threads and do not wait for it.
func run<Result: Sendable>(
  within limit: Duration, _ body: @escaping @Sendable () throws -> Result
) async throws -> Result {
  let (results, continuation) = AsyncThrowingStream.makeStream(of: Result.self)
  Task {
    let thread = NIOThreadPool(numberOfThreads: 1)
    thread.start()
    do {
      continuation.yield(try await thread.runIfActive(body))
    } catch {
      continuation.finish(throwing: error)
    }
    try? await thread.shutdownGracefully()
  }
  let timer = Task {
    try await Task.sleep(for: limit)
    continuation.finish(throwing: TimeLimitError(limit: limit))
  }
  defer { timer.cancel() }
  for try await result in results { return result }
  throw CancellationError()
}
