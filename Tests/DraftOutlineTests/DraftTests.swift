import Diagnostics
import DraftOutline
import Foundation
import Linting
import SystemPackage
import TestSupport
import Testing

/// Drafts in the forms of real documents, with the expected outline and the roles that a reader gave to their lines.
///
/// `ZHANGFA_UPDATE_GOLDENS=1 swift test --filter DraftTests` rewrites the outlines. Read the difference before you
/// commit it.
@Suite struct DraftTests {
  @Test("The outline is that of the golden", arguments: LabelledDraft.all)
  func outline(_ draft: LabelledDraft) throws {
    let outline = try draft.document(Linter.shipped()).treeDump()
    #expect(try outline == golden(draft.golden, updatingTo: outline))
  }

  @Test("What is certain is what a reader took it for", arguments: LabelledDraft.all)
  func certainLines(_ draft: LabelledDraft) throws {
    let document = try draft.document(Linter.shipped())
    let labels = LabelledDraft.labels[draft.name] ?? [:]
    let wrong = document.allSections.compactMap { section -> String? in
      let reading = section.heading.reading
      let line = document.source.lines.position(at: section.heading.range.start).line
      guard reading.certainty == .certain, let label = labels[line], label != reading.role.rawValue else { return nil }
      return "\(line): \(reading.role.rawValue), not \(label)"
    }
    #expect(wrong == [])
  }

  @Test func thereAreManyDrafts() { #expect(LabelledDraft.all.count >= 60) }
}

/// A draft of the folder Drafts.
struct LabelledDraft: Sendable, CustomTestStringConvertible {
  let name: String

  private static let folder = Checkout.tests.appending(path: "DraftOutlineTests/Drafts")

  static let all: [LabelledDraft] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".txt") || $0.hasSuffix(".md") }.sorted().map(LabelledDraft.init)
  }()

  /// By draft and line, the role of each line that a reader was sure of: `name⇥line⇥role` in labels.tsv.
  static let labels: [String: [Int: String]] = {
    let table = (try? String(contentsOf: folder.appending(path: "labels.tsv"), encoding: .utf8)) ?? ""
    return table.split(separator: "\n").reduce(into: [:]) { labels, row in
      let fields = row.split(separator: "\t").map(String.init)
      if let line = Int(fields[1]) { labels[fields[0], default: [:]][line] = fields[2] }
    }
  }()

  var testDescription: String { name }

  var golden: URL { Self.folder.appending(path: name + ".outline") }

  func document(_ linter: Linter) throws -> Document {
    try linter.document(DraftReader.read(FilePath(Self.folder.appending(path: name).path)))
  }
}
