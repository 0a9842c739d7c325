import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Reporting

/// The report on every sample run, in every format, is the same as its golden.
///
/// `ZHANGFA_UPDATE_GOLDENS=1 swift test --filter GoldenTests` writes the current reports. Read the difference before
/// you commit it.
@Suite struct GoldenTests {
  @Test(arguments: ReportFormat.allCases, SampleRun.all)
  func matchesTheGolden(format: ReportFormat, run: SampleRun) throws {
    let folder = Checkout.tests.appending(path: "ReportingTests/Goldens")
    // Style and script are reviewed in their source, so the goldens do not repeat them. A new version changes no
    // golden.
    let report = run.rendered(format).replacing(htmlStyle, with: "…").replacing(htmlScript, with: "…")
      .replacing(#/sha256-[\w+/=]+/#, with: "sha256-…").replacing(toolVersion, with: "…")
    #expect(try report == golden(folder.appending(path: "\(run.name).\(format.rawValue)"), updatingTo: report))
  }

  @Test(
    .enabled(if: SchemaValidator.obstacle == nil, Comment(rawValue: SchemaValidator.obstacle ?? "")),
    arguments: SchemaValidator.formats, SampleRun.all)
  func isValid(name: String, run: SampleRun) throws {
    let format = try #require(ReportFormat(rawValue: name))
    #expect(try SchemaValidator.faults(of: run.rendered(format), format: name) == "")
  }
}
