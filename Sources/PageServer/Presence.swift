/// Knows whether anybody still uses the page.
actor Presence {
  /// How long nobody may ask for anything.
  private let idleLimit: Duration
  /// How long no page may be open once one was: as long as it takes to load one anew.
  private let absenceLimit: Duration
  private var openPages = 0
  private var lastUse = ContinuousClock.now
  /// When the last page was closed; nil while one is open, and before the first.
  private var absentSince: ContinuousClock.Instant?

  init(idleLimit: Duration, absenceLimit: Duration) {
    self.idleLimit = idleLimit
    self.absenceLimit = absenceLimit
  }

  /// Somebody asked for something.
  func use() { lastUse = .now }

  func open() {
    openPages += 1
    absentSince = nil
  }

  func close() {
    openPages -= 1
    if openPages == 0 { absentSince = .now }
  }

  /// When it ends, if nothing happens until then.
  var deadline: ContinuousClock.Instant {
    let idleEnd = lastUse + idleLimit
    return absentSince.map { min(idleEnd, $0 + absenceLimit) } ?? idleEnd
  }

  /// Waits until nobody uses the page any more.
  func waitForEnd() async throws {
    while deadline > .now {
      // The last page may be closed in the meantime.
      try await Task.sleep(until: min(deadline, .now + absenceLimit), clock: .continuous)
    }
  }
}
