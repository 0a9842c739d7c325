import Archive
import DraftText
import Linting
import RuleEngine
import ShippedRules
import SystemPackage
import Testing

/// The advice in comments on where a missing part belongs.
@Suite struct AdviceTests {
  /// Returns the comments in a copy of a draft with one paragraph a line; `⏎` is a line break inside a paragraph.
  private func comments(_ draft: String) throws -> String {
    let paragraphs = draft.split(separator: "\n").map { line in
      let lines = line.split(separator: "⏎").map { "<w:t>\($0)</w:t>" }
      return "<w:p><w:r>\(lines.joined(separator: "<w:br/>"))</w:r></w:p>"
    }
    let rules = try ShippedRules.ruleSet(with: [])
    let selection = try RuleSelection(
      selected: ["parts/missing"], ignored: [], known: rules.rules.map(\.metadata.id))
    let review = WordReview(
      try Linter(rules, selection: selection), fixesUpTo: nil, isTracked: false, comments: true, in: .zh,
      date: "2021-06-30T08:00:00")
    let copy = try review.copy(of: MarkedFile(body: paragraphs.joined()).file.bytes)
    return try MarkedBytes(copy.bytes).part("word/comments.xml")
  }

  private static let opening = """
    述职报告
    一、履职情况
    今年走访企业120家，⏎办结诉求86件。
    """

  /// A line break counts three bytes in the draft and one where rules see it.
  @Test(arguments: [
    ("\n二、今后打算\n继续走访。", "请补写：二、存在问题（以下序号顺延）"),
    ("\n二、存在问题\n学习不够。", "请补写：三、下步打算"),
  ])
  func missingPartsAreNumbered(rest: String, advice: String) throws {
    let comments = try comments(Self.opening + rest)
    #expect(comments.contains(advice), "\(comments)")
  }
}
