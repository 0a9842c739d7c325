import Foundation
import TestSupport
import Testing

/// What an editor sees of `zhangfa lsp`: pytest-lsp, with the capabilities of VS Code, holds each answer against the protocol.
@Suite struct EditorTests {
  /// Why it cannot be asked; nil where it can, or where CI wants to know.
  private static let obstacle = Python.obstacle(importing: "pytest_lsp")

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
