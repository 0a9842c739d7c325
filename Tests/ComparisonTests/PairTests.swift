import Diagnostics
import DraftText
import Foundation
import Linting
import TestSupport
import Testing

@testable import Comparison

/// Every file of Pairs is a case: last year's draft, and below it this year's draft. In the latter, ⟦kind words⟧ marks
/// each leftover that must be reported; nothing else may be.
@Suite struct PairTests {
  @Test("What was not brought up to date is found, and nothing else", arguments: YearPair.all)
  func leftovers(_ pair: YearPair) throws {
    let comparison = try pair.comparison()
    let found = comparison.leftovers.flatMap { leftover in
      leftover.ranges.map { (kind: leftover.kind, range: comparison.newer.place(of: $0)) }
    }
    #expect(pair.marking(found) == pair.marked)
  }

  /// A leftover has the same text in both drafts.
  @Test(arguments: YearPair.all) func leftoversHaveTheSameTextInBothDrafts(_ pair: YearPair) throws {
    let comparison = try pair.comparison()
    for leftover in comparison.leftovers {
      let (old, new) = (comparison.older.text(leftover.olderRange), comparison.newer.text(leftover.ranges[0]))
      #expect(old == new || leftover.kind == .year && old.contains(new))
    }
  }

  @Test func pairsCoverEachKindOfLeftover() throws {
    #expect(YearPair.all.count >= 20)
    let kinds = try YearPair.all.flatMap { try $0.comparison().leftovers.map(\.kind) }
    for kind in Leftover.Kind.allCases { #expect(kinds.count { $0 == kind } >= 3, "\(kind)") }
    #expect(YearPair.all.count { !$0.marked.contains("⟦") } >= 6)
  }

  @Test func partsThatAreGone() throws {
    let gone = try YearPair.all.filter { try !$0.comparison().goneParts.isEmpty }
    #expect(gone.map(\.name) == ["13-part-gone"])
    #expect(try gone[0].comparison().goneParts.map(\.name.zh) == ["存在问题"])
  }

  @Test func comparesADraftWithItself() throws {
    let pair = try #require(YearPair.all.first { $0.name == "02-water" })
    let draft = try pair.draft(pair.older, "a")
    let comparison = try DraftComparison(older: draft, newer: draft)
    #expect(comparison.years == nil)
    #expect(comparison.outline.allSatisfy { $0.older == $0.newer })
    #expect(comparison.goneParts.isEmpty)
  }

  /// What is judged or planned a year later speaks of the year before on purpose; a resolution does not.
  @Test(arguments: [("考核", 0), ("述职", 0), ("评议", 0), ("预算", 0), ("决算", 0), ("决议", 1), ("考评", 1)])
  func sentencesAboutTheYearBefore(subject: String, count: Int) throws {
    func draft(_ year: Int, _ figure: Int) -> String {
      "沙洲镇\(year)年工作总结\n一、主要工作\n落实2022年\(subject)提出的意见和建议\(figure)条。\n二、存在问题\n力量不足。\n"
    }
    let comparison = try YearPair(name: subject, older: draft(2022, 34), marked: draft(2023, 57)).comparison()
    #expect(comparison.leftovers.count { $0.kind == .year } == count)
  }

  @Test func outlinesSideBySide() throws {
    let pair = YearPair(
      name: "outlines",
      older: "工作总结\n一、主要工作\n做了。\n二、存在问题\n有。\n三、2022年打算\n要做。\n",
      marked: "工作总结\n一、主要工作情况\n做了。\n二、特色亮点\n有。\n三、2023年打算\n要做。\n")
    let comparison = try pair.comparison()
    let rows = comparison.outline.map { row in
      [
        row.older.map { comparison.older.text($0.heading.range) } ?? "",
        row.newer.map { comparison.newer.text($0.heading.range) } ?? "",
      ]
    }
    #expect(
      rows.filter { $0[0].isEmpty != $0[1].isEmpty }.sorted { $0[0] < $1[0] } == [["", "二、特色亮点"], ["二、存在问题", ""]])
    #expect(rows.contains(["一、主要工作", "一、主要工作情况"]) && rows.contains(["三、2022年打算", "三、2023年打算"]))
  }

  /// One heading moved in a long list is one heading gone and one new; all others keep their partners.
  @Test func aMovedHeadingInALongList() throws {
    func letter(_ code: Int) -> Character { Unicode.Scalar(UInt32(code)).map(Character.init) ?? "甲" }
    let names = (0..<250).map { "抓好第\(letter(0x4E00 + $0))\(letter(0x5E00 + $0))事" }
    func draft(_ year: Int, _ names: [String]) -> String {
      "\(year)年工作总结\n" + names.enumerated().map { "\($0 + 1).\($1)\n组织走访。\n" }.joined()
    }
    // The same headings, two of them with the same words, have all their partners.
    let twins = names + [names[0]]
    let same = try YearPair(name: "long", older: draft(2022, twins), marked: draft(2023, twins)).comparison().outline
    #expect(same.count == 251 && same.allSatisfy { $0.older != nil && $0.newer != nil })
    let moved = [names[249]] + names.dropLast()
    let outline = try YearPair(name: "long", older: draft(2022, names), marked: draft(2023, moved)).comparison().outline
    #expect(outline.count == 251)
    #expect(outline.count { $0.older == nil } == 1 && outline.count { $0.newer == nil } == 1)
  }

  /// Many equal sentences. The clock decides nothing: whoever waits notices quadratic work.
  @Test func longDrafts() throws {
    let line = "开展走访活动128次，发放资料3460份。"
    let body = String(repeating: line, count: 20_000)
    let pair = YearPair(name: "long", older: "2022年工作总结\n一、工作\n\(body)\n", marked: "2023年工作总结\n一、工作\n\(body)\n")
    #expect(try !pair.comparison().leftovers.isEmpty)
  }
}

/// A file of Pairs.
struct YearPair: Sendable, CustomTestStringConvertible {
  let name: String
  let older: String
  /// This year's draft with its marks.
  let marked: String
  var format = DraftFormat.plainText

  var testDescription: String { name }

  static let all: [YearPair] = {
    let folder = Checkout.tests.appending(path: "ComparisonTests/Pairs")
    let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
    return files.sorted { $0.path < $1.path }.compactMap { file in
      guard let text = try? String(contentsOf: file, encoding: .utf8) else { return nil }
      let drafts = text.components(separatedBy: "\n======\n")
      guard drafts.count == 2 else { return nil }
      return YearPair(
        name: file.deletingPathExtension().lastPathComponent, older: drafts[0] + "\n", marked: drafts[1],
        format: file.pathExtension == "md" ? .markdown : .plainText)
    }
  }()

  /// This year's draft.
  var newer: String { marked.replacing(/⟦[a-z]+\s/, with: "").replacing("⟧", with: "") }

  func draft(_ text: String, _ path: String) throws -> ComparedDraft {
    try ComparedDraft(path: path, source: SourceText(text, format: format), by: .shipped())
  }

  func comparison() throws -> DraftComparison {
    try DraftComparison(older: draft(older, "last"), newer: draft(newer, "this"))
  }

  /// This year's draft with marks around `found`.
  func marking(_ found: [(kind: Leftover.Kind, range: TextRange)]) -> String {
    var utf8 = Array(newer.utf8)
    for (kind, range) in found.sorted(by: { $1.range < $0.range }) {
      utf8.insert(contentsOf: "⟧".utf8, at: range.end)
      utf8.insert(contentsOf: "⟦\(kind.rawValue) ".utf8, at: range.start)
    }
    return String(decoding: utf8, as: UTF8.self)
  }
}
