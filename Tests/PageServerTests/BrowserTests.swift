import Foundation
import TestSupport
import Testing

/// The page as a person uses it in Chromium, and as pages of other sites would like to.
@Suite struct BrowserTests {
  /// Why it cannot be used; nil where it can, or where CI wants to know.
  private static let obstacle: String? = {
    guard ProcessInfo.processInfo.environment["ZHANGFA_REQUIRE_VALIDATORS"] != "1" else { return nil }
    let script = FileManager.default.temporaryDirectory.appending(path: "zhangfa-\(UUID().uuidString).py")
    defer { try? FileManager.default.removeItem(at: script) }
    try? Data("import docx, selenium, shutil, sys; sys.exit(shutil.which('chromedriver') is None)".utf8).write(
      to: script)
    guard let run = try? Python.run(script), run.status == 0 else {
      return "Chromium and selenium are not installed: see .ci/validators"
    }
    return nil
  }()

  @Test(.enabled(if: obstacle == nil, Comment(rawValue: obstacle ?? "")))
  func thePageDoesWhatItSaysAndOnlyForItsUser() throws {
    let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "page.py")
    let run = try Python.run(script, [builtProgram("zhangfa-page").path])
    #expect(run.status == 0, "\(run.output)")
  }
}
