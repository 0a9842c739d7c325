/// The queue of messages that have arrived and were not handled.
struct Inbox {
  private var reader = MessageReader()
  private var waiting: [ClientMessage] = []

  /// Adds received bytes. A request that the client cancels is marked while it waits.
  mutating func add(_ bytes: some Sequence<UInt8>) {
    reader.add(bytes)
    while let body = reader.next() {
      let message = ClientMessage(body)
      switch message.kind {
      case .faulty: reader.lookAgain(in: body)
      case .notification("$/cancelRequest"): cancel(message)
      default: break
      }
      waiting.append(message)
    }
  }

  /// Removes and returns the message that has waited longest.
  mutating func next() -> ClientMessage? { waiting.isEmpty ? nil : waiting.removeFirst() }

  private mutating func cancel(_ message: ClientMessage) {
    guard let id = try? message.params(CancelParams.self).id else { return }
    for index in waiting.indices {
      if case .request(id, _) = waiting[index].kind { waiting[index].isCancelled = true }
    }
  }
}
