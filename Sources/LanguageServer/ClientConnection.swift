import Platform
import Reporting
import SystemPackage

/// The connection to the client, through two streams.
struct ClientConnection {
  /// An event on the connection.
  enum Event {
    case message(ClientMessage)
    /// Nothing arrived before the deadline.
    case timeout
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

  /// Waits for the next event.
  ///
  /// Everything that was sent is read first, so that a cancellation is known before the cancelled message is handled.
  mutating func next(until deadline: ContinuousClock.Instant?) -> Event {
    while true {
      while !hasEnded, isReadable(within: 0) { read() }
      if let message = inbox.next() { return .message(message) }
      if hasEnded { return .end }
      guard isReadable(within: deadline.map { $0 - .now }.map(\.milliseconds) ?? -1) else { return .timeout }
    }
  }

  /// Sends `message`; returns false where the client no longer takes it.
  func send(_ message: JSON) -> Bool { (try? output.writeAll(framed(json(message)))) != nil }

  /// - Parameter timeout: In milliseconds; -1 to wait without end.
  private func isReadable(within timeout: Int32) -> Bool {
    var request = pollfd(fd: input.rawValue, events: Int16(POLLIN), revents: 0)
    let count = poll(&request, 1, timeout)
    // An interruption by a signal means neither that there is something to read nor that the time is over.
    return count < 0 && errno == EINTR ? isReadable(within: timeout) : count != 0
  }

  private mutating func read() {
    let bytes = try? [UInt8](unsafeUninitializedCapacity: Self.chunk) { buffer, count in
      count = try input.read(into: UnsafeMutableRawBufferPointer(buffer))
    }
    // A stream that cannot be read counts as ended.
    guard let bytes, !bytes.isEmpty else {
      hasEnded = true
      return
    }
    inbox.add(bytes)
  }
}

extension Duration {
  /// The duration in milliseconds, rounded up; 0 for a negative duration.
  fileprivate var milliseconds: Int32 {
    Int32(clamping: Int(max(0, (self / .milliseconds(1)).rounded(.up))))
  }
}
