import Diagnostics
import DraftText
import Foundation
import Linting
import TestSupport
import Testing

/// Properties of every draft after its safe fixes: of the drafts of Fixtures, and of drafts with planted faults.
@Suite struct FixPropertyTests {
  /// The rules that offer safe fixes. More of their faults are tried.
  private static let fixing: Set = [
    "numbering/duplicate", "numbering/gap", "numbering/delimiter", "numbering/bracket", "punctuation/halfwidth",
    "residue/watermark", "residue/page", "residue/invisible", "wording/doubled",
  ]

  @Test(arguments: try names())
  func fixtures(_ name: String) throws {
    let folder = Checkout.fixtures.appending(path: name)
    let markdown = folder.appending(path: "draft.md")
    let isMarkdown = FileManager.default.fileExists(atPath: markdown.path)
    let path = isMarkdown ? markdown : folder.appending(path: "draft.txt")
    let file = try DraftFile(Array(Data(contentsOf: path)), named: isMarkdown ? "draft.md" : "draft.txt")
    try expectSoundFix(of: file.source, name)
    let fixed = try Fixer(.shipped()).fix(file.source).source
    let again = try DraftFile(file.source.fileBytes(of: fixed), named: isMarkdown ? "draft.md" : "draft.txt")
    #expect(again.source.utf8 == fixed.utf8 && again.source.hasByteOrderMark == file.source.hasByteOrderMark)
    #expect(again.source.encoding == file.source.encoding)
  }

  /// The fixtures except the Word documents, which are never written.
  private static func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: Checkout.fixtures.path).sorted().filter { name in
      ["draft.txt", "draft.md"].contains { draft in
        FileManager.default.fileExists(atPath: Checkout.fixtures.appending(path: "\(name)/\(draft)").path)
      }
    }
  }

  @Test func plantedFaults() async throws {
    let run = try await Instrument.run.value
    let drafts = Dictionary(uniqueKeysWithValues: run.drafts.map { ($0.name, $0) })
    let byID = Dictionary(grouping: run.outcomes) { $0.fault.id }
    var fixed = 0
    for id in byID.keys.sorted() {
      for outcome in Sample.spread(byID[id] ?? [], most: Self.fixing.contains(id) ? 20 : 5) {
        let draft = try #require(drafts[outcome.draft])
        let planted = PlantedText(draft, outcome.fault.edits)
        fixed += try expectSoundFix(of: planted.source, "\(id) \(outcome.fault.what) in \(draft.name)")
      }
    }
    #expect(fixed >= 75)
  }

  /// Fixes `source`, checks the result, and returns the number of findings that were fixed.
  @discardableResult
  private func expectSoundFix(of source: SourceText, _ name: String) throws -> Int {
    let fixer = try Fixer(.shipped())
    let before = try Linter.shipped().lint(source).diagnostics
    let result = try fixer.fix(source)
    #expect(result.ending == .stable, "\(name)")
    #expect(safe(result.remaining.diagnostics) == [], "\(name): safe fixes remain")
    expectNoNewFaults(before, result, name)
    #expect(rebuilt(source, result.passes) == result.source.utf8, "\(name): more was changed than the edits say")
    guard !result.passes.isEmpty else { return 0 }
    let again = try fixer.fix(result.source)
    #expect(again.passes.isEmpty && again.source.utf8 == result.source.utf8, "\(name): a second run changes something")
    return result.passes.joined().count
  }

  private func safe(_ findings: [Diagnostic]) -> [String] {
    findings.filter { $0.fix?.applicability == .safe }.map(\.ruleID.name)
  }

  /// Expects that fixing has not increased the number of errors and warnings of any rule.
  private func expectNoNewFaults(_ before: [Diagnostic], _ result: Fixer.Result, _ name: String) {
    let count = { (findings: [Diagnostic]) in
      findings.filter { $0.severity > .info }.reduce(into: [:]) { $0[$1.ruleID.name, default: 0] += 1 }
    }
    let old = count(before)
    for (rule, now) in count(result.remaining.diagnostics) {
      #expect(now <= old[rule, default: 0], "\(name): \(rule) was not there before")
    }
  }

  /// Returns the bytes after only the edits of each pass.
  private func rebuilt(_ source: SourceText, _ passes: [[Diagnostic]]) -> [UInt8] {
    passes.reduce(source.utf8) { text, pass in
      let edits = pass.flatMap { $0.fix?.edits ?? [] }.sorted { $0.range.start > $1.range.start }
      return edits.reduce(into: text) { $0.replaceSubrange($1.range.start..<$1.range.end, with: $1.replacement.utf8) }
    }
  }
}
