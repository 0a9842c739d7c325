import Diagnostics
import DraftOutline
import DraftText
import Foundation
import Linting
import SystemPackage
import TestSupport
import Testing

/// Every folder of Fixtures is a case: a draft, and the expected findings.
///
/// `ZHANGFA_UPDATE_GOLDENS=1 swift test --filter FixtureTests` writes the current findings. Read the difference before
/// you commit it.
@Suite struct FixtureTests {
  @Test("The findings are those of the golden", arguments: Fixture.all)
  func findings(_ fixture: Fixture) throws {
    try fixture.compare(fixture.findings(), with: "findings.golden")
  }

  @Test("The outline is that of the golden", arguments: Fixture.all)
  func outline(_ fixture: Fixture) throws {
    try fixture.compare(Linter.shipped().document(fixture.source()).treeDump(), with: "outline.golden")
  }

  @Test("A clean draft has no finding of error or warning", arguments: Fixture.all.filter(\.isClean))
  func clean(_ fixture: Fixture) throws {
    let findings = try Linter.shipped().lint(fixture.source()).diagnostics.filter { $0.severity > .info }
    #expect(findings.map(\.ruleID.name) == [])
  }

  @Test func thereAreEnoughCases() {
    #expect(Fixture.all.count >= 12)
    #expect(Fixture.all.filter(\.isClean).count >= 10)
  }
}

/// One folder of Fixtures.
struct Fixture: Sendable, CustomTestStringConvertible {
  let folder: URL

  static let all: [Fixture] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: Checkout.fixtures.path)) ?? []
    return names.filter { !$0.hasPrefix(".") }.sorted().map { Fixture(folder: Checkout.fixtures.appending(path: $0)) }
  }()

  var testDescription: String { folder.lastPathComponent }

  var isClean: Bool { folder.lastPathComponent.hasSuffix("-clean") }

  func source() throws -> SourceText {
    let drafts = ["draft.txt", "draft.md", "draft.docx"].map { folder.appending(path: $0).path }
    let draft = drafts.first { FileManager.default.fileExists(atPath: $0) }
    return try DraftReader.read(FilePath(#require(draft)))
  }

  /// The profile, and each finding on a line: position, severity, rule, message, and the text in its range.
  func findings() throws -> String {
    let source = try source()
    let result = try Linter.shipped().lint(source)
    let findings = result.diagnostics.map { diagnostic in
      let place = source.lines.position(at: diagnostic.range.start)
      let message = diagnostic.message.text(in: .zh)
      return "\(place.line):\(place.column) \(diagnostic.severity) \(diagnostic.ruleID) \(message)"
    }
    return (["profile \(result.profile.id)"] + findings).joined(separator: "\n") + "\n"
  }

  func compare(_ actual: String, with name: String) throws {
    #expect(try actual == golden(folder.appending(path: name), updatingTo: actual))
  }
}
