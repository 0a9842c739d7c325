import Foundation
import TestSupport
import Testing

/// The page in Chromium, used by a person and attacked by pages of other sites.
@Suite struct BrowserTests {
  /// The reason why Chromium cannot be used; nil if it can, or if CI requires it.
  private static let obstacle = Python.obstacle(
    importing: "docx, selenium", condition: "shutil.which('chromedriver')")

  @Test(.enabled(if: obstacle == nil, Comment(rawValue: obstacle ?? "")))
  func pageWorksInABrowser() throws {
    let script = Checkout.tests.appending(path: "PageServerTests/page.py")
    let run = try Python.run(script, [builtProgram("zhangfa-page").path])
    #expect(run.status == 0, "\(run.output)")
  }
}
