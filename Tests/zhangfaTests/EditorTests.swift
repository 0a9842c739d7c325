import Foundation
import TestSupport
import Testing

/// What an editor sees of `zhangfa lsp`: pytest-lsp, with the capabilities of VS Code, holds each answer against the protocol.
@Suite struct EditorTests {
  /// Why it cannot be asked; nil where it can, or where CI wants to know.
  private static let obstacle: String? = {
    guard ProcessInfo.processInfo.environment["ZHANGFA_REQUIRE_VALIDATORS"] != "1" else { return nil }
    let script = FileManager.default.temporaryDirectory.appending(path: "zhangfa-\(UUID().uuidString).py")
    defer { try? FileManager.default.removeItem(at: script) }
    try? Data("import pytest_lsp".utf8).write(to: script)
    guard let run = try? Python.run(script), run.status == 0 else {
      return "pytest-lsp is not installed: see .ci/validators"
    }
    return nil
  }()

  @Test(.enabled(if: obstacle == nil, Comment(rawValue: obstacle ?? "")))
  func anEditorGetsWhatTheProtocolPromises() throws {
    let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "editor.py")
    let run = try Python.run(script, [executable.path])
    #expect(run.status == 0, "\(run.output)")
  }

  @Test func theCommandEndsWithItsInput() throws {
    let place = try Workplace()
    let run = try place.zhangfa("lsp")
    #expect(run.status == 1)
    #expect(run.output == "" && run.error == "")
  }
}
