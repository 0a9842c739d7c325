import Testing

@testable import PageServer

/// When the server ends.
@Suite struct PresenceTests {
  @Test func serverEndsWithoutRequests() async throws {
    let presence = Presence(idleLimit: .milliseconds(50), absenceLimit: .seconds(3600))
    await presence.open()
    try await presence.waitForEnd()
  }

  @Test func serverEndsAfterTheLastPageIsClosed() async throws {
    let presence = Presence(idleLimit: .seconds(3600), absenceLimit: .milliseconds(20))
    let hour = ContinuousClock.now + .seconds(3000)
    #expect(await presence.deadline > hour)
    await presence.open()
    await presence.open()
    await presence.close()
    #expect(await presence.deadline > hour)
    await presence.close()
    #expect(await presence.deadline < hour)
    await presence.open()
    #expect(await presence.deadline > hour)
    await presence.close()
    try await presence.waitForEnd()
  }
}
