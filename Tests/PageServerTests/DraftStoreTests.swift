import Foundation
import Testing

@testable import PageServer

/// The drafts of a page, without a network.
@Suite struct DraftStoreTests {
  private func store(_ change: (inout PageLimits) -> Void = { _ in }) -> DraftStore {
    var limits = PageLimits()
    change(&limits)
    return DraftStore(folder: FileManager.default.temporaryDirectory.path, in: .zh, limits)
  }

  private func text(_ response: Response) -> String { String(decoding: response.body, as: UTF8.self) }

  @Test func draftsAreKeptUntilTheyAreRemoved() async throws {
    let store = store()
    let added = await store.add(Array("走访XX户。".utf8), name: "a.txt", profile: nil)
    #expect(added.status == .ok && text(added).contains("\"id\":1") && text(added).contains("有 1 处错误"))
    #expect(text(await store.list()).contains("\"name\":\"a.txt\""))
    #expect(text(await store.report(on: 1, sheetsOnly: false)).contains("走访"))
    #expect(await store.report(on: 2, sheetsOnly: false).status == .notFound)
    #expect(await store.copy(of: 1, trackingChanges: false).status == .notFound)
    _ = await store.remove(1)
    #expect(text(await store.list()) == "[]")
    #expect(await store.report(on: nil, sheetsOnly: true).status == .notFound)
  }

  @Test(arguments: [
    ("a.png", "甲", "不能核"), ("a.docx", "甲", "Word"), ("a.txt", "", "空文件"), ("a.wps", "甲", "请先另存为 .docx"),
  ])
  func unreadableDraftsGetAReason(name: String, content: String, reason: String) async {
    let store = store()
    let answer = await store.add(Array(content.utf8), name: name, profile: nil)
    #expect(answer.status == .unprocessableEntity && text(answer).contains("\"error\""), "\(text(answer))")
    #expect(text(answer).contains(reason), "\(text(answer))")
    #expect(text(await store.list()) == "[]")
  }

  @Test func totalSizeIsLimitedForConcurrentUploads() async {
    let store = store { $0.allBytes = 1000 }
    let draft = Array(String(repeating: "甲", count: 130).utf8)
    let answers = await withTaskGroup(of: Response.self) { group in
      for number in 0..<8 { group.addTask { await store.add(draft, name: "\(number).txt", profile: nil) } }
      return await group.reduce(into: []) { $0.append($1.status) }
    }
    #expect(answers.count { $0 == .ok } <= 2 && answers.contains(.insufficientStorage))
  }

  @Test func slowChecksTimeOutWithoutBlockingOthers() async throws {
    let blocked = DispatchSemaphore(value: 0)
    for _ in 0..<4 {
      await #expect(throws: TimeLimitError.self) {
        try await run(within: .milliseconds(10)) { blocked.wait() }
      }
    }
    #expect(try await run(within: .seconds(60)) { 1 } == 1)
    for _ in 0..<4 { blocked.signal() }
  }
}
