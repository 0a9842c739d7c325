import Foundation
import TestSupport
import Testing

/// How many faults zhangfa finds that are planted into clean drafts.
///
/// `ZHANGFA_UPDATE_GOLDENS=1 swift test --filter FaultInjectionTests` rewrites RESULTS.md. `ZHANGFA_FAULT_LOG=path`
/// writes the missed faults and the side findings to that file.
@Suite struct FaultInjectionTests {
  /// The smallest share of faults that must be caught: of all faults, and of those for each id.
  private static let leastCaught = 0.99
  private static let leastCaughtOfAnID = 0.92
  /// The smallest share for ids that are known to be below ``leastCaughtOfAnID``.
  private static let weak: [String: Double] = ["agree/office": 0.6]
  /// The most side findings (errors and warnings) per fault.
  private static let mostSideFindings = 0.05

  @Test func almostAllFaultsAreCaught() async throws {
    let run = try await Instrument.run.value
    if let path = ProcessInfo.processInfo.environment["ZHANGFA_FAULT_LOG"] {
      try FaultLog(outcomes: run.outcomes).text.write(toFile: path, atomically: true, encoding: .utf8)
    }
    let table = ResultTable(run)
    #expect(table.total.caughtShare >= Self.leastCaught)
    for row in table.rows {
      let least = Self.weak[row.name] ?? Self.leastCaughtOfAnID
      #expect(row.caughtShare >= least, "\(row.name): \(row.caught) of \(row.planted)")
    }
  }

  @Test func oneFaultIsOneFinding() async throws {
    let table = ResultTable(try await Instrument.run.value)
    #expect(table.total.sideShare <= Self.mostSideFindings)
  }

  @Test func cleanDraftsHaveNoErrorsOrWarnings() async throws {
    let run = try await Instrument.run.value
    for (draft, findings) in zip(run.drafts, run.untouched) {
      #expect(findings.filter { $0.severity > .info }.map(\.id) == [], "\(draft.name)")
    }
  }

  @Test func resultTableIsUpToDate() async throws {
    let actual = ResultTable(try await Instrument.run.value).markdown
    let file = Checkout.root.appending(path: "Tests/FaultInjectionTests/RESULTS.md")
    #expect(try actual == golden(file, updatingTo: actual))
  }

  @Test func draftsCoverManyProfiles() throws {
    let drafts = try Draft.all()
    #expect(drafts.count { (600...3000).contains($0.length) } >= 10)
    #expect(Set(drafts.map(\.document.profile.id)).count >= 6)
  }

  @Test("Every id that others rely on has its faults", arguments: RuleIDs.reliedOn)
  func coverage(_ name: String) async throws {
    let run = try await Instrument.run.value
    #expect(run.outcomes.count { $0.fault.id == name } >= 8)
  }

  @Test("Every rule about what was never filled in, or disagrees, has its faults", arguments: try RuleIDs.byFolder())
  func coverageOfFolders(_ name: String) async throws {
    let run = try await Instrument.run.value
    #expect(run.outcomes.contains { $0.fault.id == name })
  }
}

/// The ids for which faults must be planted.
enum RuleIDs {
  /// The ids that users meet most; whoever renames one breaks their configurations.
  static let reliedOn = [
    "parts/missing", "parts/implied", "parts/order", "parts/empty", "parts/promised", "numbering/duplicate",
    "numbering/gap", "numbering/order", "numbering/start", "numbering/lone", "numbering/empty", "numbering/level",
    "numbering/style",
    "numbering/delimiter", "numbering/bracket", "enumeration/gap", "enumeration/duplicate", "enumeration/order",
    "enumeration/lone", "enumeration/style", "count/mismatch", "residue/watermark", "residue/html", "residue/markdown",
    "residue/assistant", "residue/page", "residue/invisible", "pair/unbalanced", "pair/nesting", "heading/punctuation",
    "heading/duplicate", "punctuation/halfwidth", "wording/doubled",
  ]

  /// All rules of the folders placeholder and agree.
  static func byFolder() throws -> [String] {
    try ["agree", "placeholder"].flatMap { folder in
      let url = Checkout.root.appending(path: "Rules/\(folder)")
      return try FileManager.default.contentsOfDirectory(atPath: url.path).sorted().filter { $0.hasSuffix(".yaml") }.map
      {
        "\(folder)/\($0.dropLast(5))"
      }
    }
  }
}
