import Diagnostics
import DraftOutline
import DraftText
import Foundation
import Linting
import RuleEngine
import TestSupport
import Testing

/// The expected findings in real drafts. The drafts are beside the checkout and not part of the project, so only line
/// numbers, rule ids and counts are given here.
@Suite(.enabled(if: Seed.folder != nil, "the seeds are not beside this checkout"))
struct SeedTests {
  @Test("Each placeholder is found once, on its line", arguments: Seed.all)
  func placeholders(_ seed: Seed) throws {
    let lines = try seed.lint().diagnostics
      .filter { $0.ruleID.category == "placeholder" }.map { seed.source.lines.line(at: $0.range.start) }
    #expect(Dictionary(grouping: lines) { $0 }.mapValues(\.count) == seed.placeholders)
  }

  @Test("The findings on structure are these and no others", arguments: Seed.all)
  func structure(_ seed: Seed) throws {
    let findings = try seed.lint().diagnostics.filter { diagnostic in
      diagnostic.severity > .info
        && ["numbering", "enumeration", "count", "parts"].contains(diagnostic.ruleID.category)
    }
    #expect(Set(findings.map { seed.describe($0) }) == Set(seed.structure))
    #expect(findings.count == seed.structure.count)
  }

  @Test("Each other fault that the draft has is found", arguments: Seed.all)
  func others(_ seed: Seed) throws {
    let findings = Set(try seed.lint().diagnostics.filter { $0.severity > .info }.map { seed.describe($0) })
    #expect(seed.others.filter { !findings.contains($0) } == [])
  }

  @Test("Each block of watermark lines is one finding", arguments: Seed.all)
  func watermarks(_ seed: Seed) throws {
    let blocks = try seed.lint().diagnostics.filter { $0.ruleID.name == "residue/watermark" }.map {
      seed.source.lines.line(at: $0.range.start)...seed.source.lines.line(at: $0.range.end)
    }
    #expect(blocks == seed.watermarks)
  }

  @Test("The profile is recognised and the outline is read", arguments: Seed.all)
  func outline(_ seed: Seed) throws {
    let document = try seed.document()
    #expect(document.profile.id == seed.profile)
    #expect(document.title.map { seed.source.lines.line(at: $0.range.start) } == [seed.title])
    #expect(document.sections.map { seed.outline(of: $0) }.joined(separator: " ") == seed.outline)
  }
}

/// A draft beside the checkout, with its expected findings.
struct Seed: Sendable, CustomTestStringConvertible {
  static let folder: URL? = {
    let folder = Checkout.root.appending(path: "../shared/seeds").standardizedFileURL
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }()

  let file: String
  let profile: String
  let title: Int
  /// The number of placeholders on each line that has some.
  let placeholders: [Int: Int]
  /// `line:rule` of each error and warning on numbering, enumerations, counts and parts.
  let structure: [String]
  /// `line:rule` of other faults.
  let others: [String]
  let watermarks: [ClosedRange<Int>]
  /// The ordinal and line of each section, with its subsections in brackets.
  let outline: String

  var testDescription: String { file }

  var source: SourceText {
    let bytes = Self.folder.flatMap { try? Data(contentsOf: $0.appending(path: file)) } ?? Data()
    return (try? SourceText(decoding: Array(bytes))) ?? SourceText("")
  }

  func lint() throws -> Linter.Result { try Linter.shipped().lint(source) }

  func document() throws -> Document { try Linter.shipped().document(source) }

  func describe(_ diagnostic: Diagnostic) -> String {
    "\(source.lines.line(at: diagnostic.range.start)):\(diagnostic.ruleID)"
  }

  func outline(of section: Section) -> String {
    let ordinal = section.heading.ordinal.map { source[$0.range] } ?? "-"
    let inner = section.subsections.map { outline(of: $0) }.joined(separator: " ")
    let line = source.lines.line(at: section.heading.range.start)
    return "\(ordinal)\(line)" + (inner.isEmpty ? "" : "[\(inner)]")
  }

  static let all = [
    Seed(
      file: "000_17a6a86398cf71ce.txt", profile: "annual-summary", title: 4,
      placeholders: [4: 1, 10: 8, 12: 4, 14: 5, 16: 2, 18: 2, 21: 1, 23: 6],
      structure: [],
      others: (9...17).filter { $0 % 2 == 1 }.map { "\($0):heading/punctuation" }
        + ["20:heading/punctuation", "22:heading/punctuation", "25:heading/punctuation", "28:heading/punctuation"]
        + ["23:punctuation/halfwidth"],
      watermarks: [1...3, 6...6, 37...44],
      outline: "一、8[（一）9 （二）11 （三）13 （四）15 （五）17] 二、19[（一）20 （二）22] 三、24[（一）25 （二）28] "
        + "四、31[（一）32 （二）33 （三）34 （四）35]"),
    Seed(
      file: "001_44f7ef05d790e47f.txt", profile: "speech", title: 16,
      placeholders: [24: 1, 27: 3, 31: 8, 32: 8],
      structure: ["27:enumeration/style"],
      others: [],
      watermarks: [1...5, 7...9],
      outline: "一、20 二、26 三、29[（一）31 （二）32]"),
    Seed(
      file: "002_f6938c8033d3e31d.txt", profile: "half-year-summary", title: 16,
      placeholders: [
        16: 2, 17: 1, 19: 4, 21: 4, 23: 3, 24: 4, 25: 1, 27: 5, 29: 3, 32: 2, 33: 5, 34: 8, 36: 1, 37: 1,
      ],
      structure: [],
      others: ["19:residue/html", "34:wording/doubled", "27:punctuation/halfwidth"],
      watermarks: [1...5, 7...9],
      outline: "一、18 二、22 三、26 四、30 五、35"),
    Seed(
      file: "003_9b8d0438ced14182.txt", profile: "annual-summary", title: 16,
      placeholders: [
        22: 17, 24: 15, 26: 11, 28: 18, 29: 13, 30: 6, 31: 11, 32: 18, 34: 8, 36: 13, 38: 2, 40: 2, 41: 7,
      ],
      structure: ["37:parts/missing"],
      others: ["26:punctuation/halfwidth"],
      watermarks: [1...8, 15...15, 18...18, 43...43],
      outline: "一、20[（一）21 （二）23 （三）25 （四）27[1.28 2.29 3.30 4.31 5.32] （五）33 （六）35] "
        + "二、37[（一）39 （二）40 （三）41]"),
    Seed(
      file: "004_d3f473f440dd027c.txt", profile: "half-year-summary", title: 16,
      placeholders: [17: 1, 29: 4, 30: 6],
      structure: ["27:numbering/duplicate", "17:count/mismatch", "16:parts/promised"],
      others: ["26:pair/unbalanced", "29:punctuation/halfwidth"],
      watermarks: [1...5, 7...9],
      outline: "一、18[（一）19 （二）20] 二、21[（一）22 （二）23] 三、24[（一）25 （二）26] 三、27[（一）28 （二）29 （三）30]"),
  ]
}
