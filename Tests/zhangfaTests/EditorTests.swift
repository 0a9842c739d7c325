import Foundation
import TestSupport
import Testing

/// `zhangfa lsp` as an editor uses it: pytest-lsp, with the capabilities of VS Code, validates each answer.
@Suite struct EditorTests {
  /// The reason why pytest-lsp cannot be run; nil if it can, or if CI requires it.
  private static let obstacle = Python.obstacle(importing: "pytest_lsp")

  @Test(.enabled(if: obstacle == nil, Comment(rawValue: obstacle ?? "")))
  func anEditorGetsWhatTheProtocolPromises() throws {
    let script = Checkout.tests.appending(path: "zhangfaTests/editor.py")
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
