import Diagnostics
import NIOPosix

/// A draft that takes too long.
struct TimeLimitError: ExplainedError {
  let limit: Duration

  var message: LocalizedText {
    let seconds = limit.components.seconds
    return LocalizedText(zh: "核对超过 \(seconds) 秒，已放弃", en: "given up after \(seconds) seconds")
  }
}

extension NIOThreadPool {
  /// What `body` returns or throws, from a thread of the pool.
  ///
  /// - Throws: A ``TimeLimitError`` after `limit`. Nothing stops `body` then: its thread works on, and its result is dropped.
  func run<Result: Sendable>(
    within limit: Duration, _ body: @escaping @Sendable () throws -> Result
  ) async throws -> Result {
    let (results, continuation) = AsyncThrowingStream.makeStream(of: Result.self)
    Task {
      do { continuation.yield(try await runIfActive(body)) } catch { continuation.finish(throwing: error) }
    }
    let timer = Task {
      try await Task.sleep(for: limit)
      continuation.finish(throwing: TimeLimitError(limit: limit))
    }
    defer { timer.cancel() }
    for try await result in results { return result }
    throw CancellationError()
  }
}
