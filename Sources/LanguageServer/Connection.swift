import Platform
import Reporting
import SystemPackage

/// A client at the other end of two streams.
struct Connection {
  /// What happened.
  enum Event {
    case message(Message)
    /// Nothing, up to the time that was set.
    case silence
    /// The client has closed its side.
    case end
  }

  private static let chunk = 64 << 10

  private let input: FileDescriptor
  private let output: FileDescriptor
  private var inbox = Inbox()
  private var hasEnded = false

  init(input: FileDescriptor, output: FileDescriptor) {
    self.input = input
    self.output = output
  }

  /// Waits for something to happen.
  ///
  /// All that has been sent is read first, so that a message is known to be taken back before it is its turn.
  mutating func next(until deadline: ContinuousClock.Instant?) -> Event {
    while true {
      while !hasEnded, isReadable(within: 0) { read() }
      if let message = inbox.next() { return .message(message) }
      if hasEnded { return .end }
      guard isReadable(within: deadline.map { $0 - .now }.map(\.milliseconds) ?? -1) else { return .silence }
    }
  }

  /// - Returns: Whether the client has taken it.
  func send(_ message: JSON) -> Bool { (try? output.writeAll(framed(json(message)))) != nil }

  /// - Parameter timeout: In milliseconds; -1 to wait without end.
  private func isReadable(within timeout: Int32) -> Bool {
    var request = pollfd(fd: input.rawValue, events: Int16(POLLIN), revents: 0)
    let count = poll(&request, 1, timeout)
    // A signal is no reason to read, and none to think that time is up.
    return count < 0 && errno == EINTR ? isReadable(within: timeout) : count != 0
  }

  private mutating func read() {
    let bytes = try? [UInt8](unsafeUninitializedCapacity: Self.chunk) { buffer, count in
      count = try input.read(into: UnsafeMutableRawBufferPointer(buffer))
    }
    // A stream that cannot be read has come to its end.
    guard let bytes, !bytes.isEmpty else {
      hasEnded = true
      return
    }
    inbox.add(bytes)
  }
}

extension Duration {
  /// Milliseconds, rounded up; 0 for a time that has passed.
  fileprivate var milliseconds: Int32 {
    Int32(
      clamping: max(
        0, components.seconds * 1_000 + (components.attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000))
  }
}
