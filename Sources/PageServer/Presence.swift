/// Tracks whether the page is still in use.
actor Presence {
  /// The time without any request after which the server ends.
  private let idleLimit: Duration
  /// The time after the last page was closed at which the server ends. It allows for a reload of the page.
  private let absenceLimit: Duration
  private var openPages = 0
  private var lastUse = ContinuousClock.now
  /// When the last page was closed; nil while one is open, and before the first.
  private var absentSince: ContinuousClock.Instant?

  init(idleLimit: Duration, absenceLimit: Duration) {
    self.idleLimit = idleLimit
    self.absenceLimit = absenceLimit
  }

  /// Records a request.
  func use() { lastUse = .now }

  func open() {
    openPages += 1
    absentSince = nil
  }

  func close() {
    openPages -= 1
    if openPages == 0 { absentSince = .now }
  }

  /// When the server ends, if nothing happens until then.
  var deadline: ContinuousClock.Instant {
    let idleEnd = lastUse + idleLimit
    return absentSince.map { min(idleEnd, $0 + absenceLimit) } ?? idleEnd
  }

  /// Waits until nobody uses the page any more.
  func waitForEnd() async throws {
    while deadline > .now {
      // The last page can be closed in the meantime, which makes the deadline earlier.
      try await Task.sleep(until: min(deadline, .now + absenceLimit), clock: .continuous)
    }
  }
}
