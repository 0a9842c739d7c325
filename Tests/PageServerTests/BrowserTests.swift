import Foundation
import TestSupport
import Testing

/// The page as a person uses it in Chromium, and as pages of other sites would like to.
@Suite struct BrowserTests {
  /// Why it cannot be used; nil where it can, or where CI wants to know.
  private static let obstacle = Python.obstacle(
    importing: "docx, selenium", condition: "shutil.which('chromedriver')")

  @Test(.enabled(if: obstacle == nil, Comment(rawValue: obstacle ?? "")))
  func thePageDoesWhatItSaysAndOnlyForItsUser() throws {
    let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "page.py")
    let run = try Python.run(script, [builtProgram("zhangfa-page").path])
    #expect(run.status == 0, "\(run.output)")
  }
}
