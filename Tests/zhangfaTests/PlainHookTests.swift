import Foundation
import Testing

/// The hook of Hooks.md that only needs git, run by a real `git commit`.
@Suite struct PlainHookTests {
  private let place: Workplace

  init() throws {
    place = try Workplace()
    try git("init", "-q")
    let path = "Sources/ZhangfaCore/ZhangfaCore.docc/Hooks.md"
    let page = try String(contentsOf: Checkout.root.appending(path: path), encoding: .utf8)
    let hook = try #require(page.firstMatch(of: /```sh\n(#!\/bin\/sh\n(?:.*\n)+?)```/)?.output.1)
    try place.writeProgram(String(hook), to: ".git/hooks/pre-commit")
  }

  @discardableResult private func git(_ arguments: String...) throws -> CommandLineRun {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return try place.git(
      arguments, environment: ["PATH": "\(executable.deletingLastPathComponent().path):\(path)"])
  }

  @Test func stagedTextIsCheckedNotTheFile() throws {
    try place.write("捐款X元。\n", to: "稿件/年度 总结.txt")
    try git("add", "-A")
    try place.write("捐款300元。\n", to: "稿件/年度 总结.txt")
    let blocked = try git("commit", "-q", "-m", "a")
    #expect(blocked.status != 0 && blocked.error.contains("稿件/年度 总结.txt:1:3: error: "), "\(blocked)")
    try git("add", "-A")
    try place.write("捐款X元。\n", to: "稿件/年度 总结.txt")
    let passed = try git("commit", "-q", "-m", "a")
    #expect(passed.status == 0, "\(passed)")
  }

  @Test func hookChecksAllDraftsAndNothingElse() throws {
    try place.write("exclude: [归档/]\n", to: ".zhangfa.yaml")
    for name in ["a.txt", "b.md", "c.csv", "归档/d.txt"] { try place.write("捐款X元。\n", to: name) }
    try place.write("", to: "e.txt")
    try place.write(Checkout.fixture("half-year-word-numbering/draft.docx"), to: "f.docx")
    try git("add", "-A")
    let blocked = try git("commit", "-q", "-m", "a").error
    for name in ["a.txt", "b.md", "f.docx"] { #expect(blocked.contains("\(name):"), "\(blocked)") }
    #expect(!blocked.contains("c.csv") && !blocked.contains("d.txt"))
    #expect(blocked.contains("e.txt: not checked"))
    try git("rm", "-q", "--cached", "a.txt", "b.md", "f.docx")
    let passed = try git("commit", "-q", "-m", "a")
    #expect(passed.status == 0, "\(passed)")
  }
}
