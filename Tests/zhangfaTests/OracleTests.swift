import Foundation
import TestSupport
import Testing

/// Other programs read the copies that zhangfa marks up: python-docx, ooxml-integrity and LibreOffice.
@Suite struct OracleTests {
  private static let scripts = Checkout.tests.appending(path: "zhangfaTests")

  /// The reason why the programs cannot be run; nil if they can, or if CI requires them.
  private static let obstacle = Python.obstacle(
    importing: "docx, ooxml_integrity, lxml", condition: "shutil.which('soffice')")

  /// Drafts made by python-docx and LibreOffice, and those of Fixtures.
  private func drafts(in folder: URL) throws -> [String] {
    let run = try Python.run(
      Self.scripts.appending(path: "twins.py"), [Checkout.fixtures.path, folder.path, "--soffice"])
    #expect(run.status == 0, "\(run.output)")
    let twins = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".docx") }
    #expect(twins.count >= 20)
    let own = ["half-year-word-numbering", "plan-word-headings"].map {
      Checkout.fixtures.appending(path: "\($0)/draft.docx").path
    }
    return own + twins.sorted().map { folder.appending(path: $0).path }
  }

  private func ask(_ script: String, _ options: [String] = []) throws {
    let place = try Workplace()
    let run = try Python.run(
      Self.scripts.appending(path: script), [executable.path] + drafts(in: place.folder) + options)
    #expect(run.status == 0, "\(run.output)")
  }

  @Test(.enabled(if: obstacle == nil, Comment(rawValue: obstacle ?? "")))
  func commentsStandOnTheVeryCharacters() throws { try ask("oracles.py", ["--soffice"]) }

  @Test(.enabled(if: obstacle == nil, Comment(rawValue: obstacle ?? "")))
  func changesCanBeAcceptedAndRejected() throws { try ask("settle.py") }
}
