import Foundation
import Testing
import ZhangfaCore

/// The library as another program uses it, which can only see its public declarations.
@Suite struct ExampleTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("zhangfa-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try write("severity: {pair: warning}\n", to: ".zhangfa.yaml")
    try write("工作总结\n一、主要工作\n加强管理,注重实效。\n二、存在问题\n人手不足。\n", to: "总结.txt")
  }

  private func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: folder.appendingPathComponent(name))
  }

  @Test func theWorkedExample() throws {
    // The configuration of the folder applies, as on the command line.
    let checker = Checker(folder: folder.path)
    let draft = try checker.check("一、主要工作\n走访XX户。\n", path: "草稿.md")
    for diagnostic in draft.diagnostics {
      let place = draft.source.lines.position(at: diagnostic.range.start)
      print("\(draft.path):\(place.line):\(place.column): \(diagnostic.message.text(in: .zh)) [\(diagnostic.ruleID)]")
    }
    let file = try checker.check(file: "总结.txt")
    print(try checker.report([draft, file], as: .concise))
    let fixed = try checker.fix(file)
    if let bytes = fixed.bytes { try Data(bytes).write(to: folder.appendingPathComponent(fixed.draft.path)) }

    #expect(draft.diagnostics.map(\.ruleID.name).contains("placeholder/quantity"))
    #expect(fixed.fixedCount == 1)
    #expect(try String(contentsOf: folder.appendingPathComponent("总结.txt"), encoding: .utf8).contains("管理，注重"))
  }

  @Test func pathDecidesConfigurationAndFormat() throws {
    let checker = Checker(folder: folder.path, selecting: ["pair"])
    let draft = try checker.check("（甲")
    #expect(draft.diagnostics.map(\.severity) == [.warning])
    #expect(try checker.check("`（`甲\n", path: "a.md").diagnostics.isEmpty)
    #expect(try checker.report([draft], as: .json).contains("\"path\":\"draft.txt\""))
  }

  @Test func folderNeedNotExist() throws {
    let checker = Checker(folder: "none/below", selecting: ["pair"])
    let report = try checker.report([checker.check("（甲")], as: .sarif)
    let working = URL(fileURLWithPath: FileManager.default.currentDirectoryPath).resolvingSymlinksInPath()
    #expect(report.contains("\"\(working.appendingPathComponent("none/below").absoluteString)/\""))
  }

  @Test func errorsHaveMessages() throws {
    func message(_ body: () throws -> CheckedDraft) throws -> String? {
      do {
        _ = try body()
        return nil
      } catch let error as any ExplainedError {
        return error.message.en
      }
    }
    #expect(try message { try Checker(selecting: ["numberin"]).check("甲") }?.contains("“numbering”") == true)
    #expect(try message { try Checker(folder: folder.path).check(file: "没有.txt") } == "no such file")
    try write("profil: auto\n", to: ".zhangfa.yaml")
    #expect(try message { try Checker(folder: folder.path).check("甲") }?.hasPrefix(".zhangfa.yaml:1:1: ") == true)
  }

  @Test func threadsMayShareAChecker() async throws {
    let checker = Checker(folder: folder.path)
    try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 0..<8 { group.addTask { try checker.check("走访XX户。", path: "\(number).txt").diagnostics.count } }
      for try await count in group { #expect(count == 1) }
    }
  }
}
