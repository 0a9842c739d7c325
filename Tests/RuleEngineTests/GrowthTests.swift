import Diagnostics
import DraftOutline
import DraftText
import Testing

@testable import RuleEngine
@testable import RuleFiles

/// Drafts in which one thing occurs twenty thousand times.
///
/// There is no time limit: with quadratic work the tests would not end.
@Suite struct GrowthTests {
  private static let many = 20_000

  private static func repeated(_ text: String, _ count: Int = many) -> String { String(repeating: text, count: count) }

  private func sequence(_ fault: SequenceRule.Fault) throws -> SequenceRule {
    let options = SequenceRule.Options(
      fault: fault, reference: PatternSource("见(?<number>[一二三])部分"), promise: PatternSource("(?<number>[一二三])个"))
    return try SequenceRule(metadata("{ordinal}"), options, patterns: PatternCompiler())
  }

  /// Every second 一、 is a wrong number in a list of two. Its fix is safe if the text has no reference to it.
  @Test(arguments: [("", Fix.Applicability.safe), ("见一部分。\n", .unsafe)])
  func listsWithOneFaultEach(head: String, applicability: Fix.Applicability) throws {
    let found = try sequence(.duplicate).check(document(head + Self.repeated("一、甲\n")))
    #expect(found.count == Self.many / 2)
    #expect(found.allSatisfy { $0.fix?.applicability == applicability })
  }

  @Test func oneListWithAFaultAtEachItem() throws {
    let found = try sequence(.duplicate).check(document("一、甲\n二、乙\n" + Self.repeated("二、乙\n")))
    #expect(found.count == Self.many)
    #expect(found.count { $0.fix != nil } == 1)
  }

  @Test func listsInSectionsOfTheirOwn() throws {
    let found = try sequence(.start).check(document("一、甲\n" + Self.repeated("（五）甲\n二、甲\n", Self.many / 2)))
    #expect(found.count == Self.many / 2)
  }

  @Test func secondDocuments() throws {
    let text = "甲工作总结\n" + Self.repeated("一、甲\n二、乙\n乙工作总结\n", Self.many / 2)
    #expect(try document(text).annexes.count == Self.many / 2 - 1)
  }

  @Test func closingMarksAfterAQuotationThatMayGoOn() throws {
    let rule = try makeRule(PairRule.self, "{fault: unbalanced, pairs: [（）]}")
    let found = try rule.check(document("（甲\n" + Self.repeated("）") + "甲\n"))
    #expect(found.map(\.range.count).max() == 3 * Self.many)
  }

  @Test func yearsOfHeadings() throws {
    let rule = try makeRule(
      AgreeRule.self,
      #"{compare: year, title: '(?<year>20\d\d)年.*总结', headings: '(?<year>20\d\d)年'}"#)
    let headings = (0..<Self.many).map { "一、20\(10 + $0 % 40)年甲\n" }.joined()
    #expect(try rule.check(document("2010年工作总结\n" + headings)).count == 39)
  }

  /// Each name is compared with all others, so not all are taken.
  @Test func namesOfOffices() throws {
    let rule = try makeRule(
      AgreeRule.self,
      #"{compare: office, headings: '(?<name>\p{Han}{2}县水务局)', "#
        + #"office: {place: '^(?<stem>\p{Han}{2})(?<level>[县市])', tiers: [[县, 市]], fixed: [], may-lack: 人民}}"#)
    let names = (0..<Self.many).compactMap { Unicode.Scalar(UInt32(0x4E00 + $0)) }
    #expect(try rule.check(document(names.map { "一、\($0)山县水务局\n" }.joined())).count == 1)
  }

  // MARK: Comments

  private func suppression(_ text: String) throws -> (document: Document, suppression: Suppression) {
    let document = try document(SourceText(text, format: .markdown))
    return (document, Suppression(document, rules: [RuleID("test/rule"), RuleID("test/other")]))
  }

  /// Returns a finding at each X.
  private func findings(in document: Document) -> [Diagnostic] {
    let text = document.reflowed.original
    return text.utf8.indices.filter { text.utf8[$0] == UInt8(ascii: "X") }
      .map { metadata("X").diagnostic(at: TextRange($0, $0 + 1)) }
  }

  @Test func commentsInOneBlock() throws {
    let (document, suppression) = try suppression(
      Self.repeated("甲X<!-- zhangfa-ignore test/rule -->\n") + "乙X\n\nX\n")
    #expect(Set(document.suppressionComments.map(\.nextBlock.end)).count == 1)
    let (kept, faults) = suppression.unsuppressed(findings(in: document), checked: [RuleID("test/rule")])
    // The first stands before all comments, the last behind the block.
    #expect(kept.count == 2)
    #expect(faults.isEmpty)
  }

  @Test func commentsInOneLine() throws {
    let (document, suppression) = try suppression(
      Self.repeated("<!-- zhangfa-ignore test/rule -->", 2_000) + "\nX\n\nX\n")
    #expect(Set(document.suppressionComments.map(\.nextBlock.start)).count == 1)
    #expect(suppression.unsuppressed(findings(in: document), checked: [RuleID("test/rule")]).findings.count == 1)
  }

  @Test func commentsForBlocksOfTheirOwn() throws {
    let block = "<!-- zhangfa-ignore test/rule -->\n甲X\n\n<!-- zhangfa-ignore test/other -->\n乙X\n\n"
    let (document, suppression) = try suppression(Self.repeated(block, Self.many / 2))
    let (kept, faults) = suppression.unsuppressed(
      findings(in: document), checked: [RuleID("test/rule"), RuleID("test/other")])
    #expect(kept.count == Self.many / 2)
    #expect(faults.count == Self.many / 2)
    #expect(faults.allSatisfy { $0.kind == .unused })
  }

  @Test func commentsThatBeginAndEnd() throws {
    let comment = { (word: String, rule: String) in Self.repeated("甲<!-- zhangfa-ignore-\(word) test/\(rule) -->\n") }
    let (document, suppression) = try suppression(
      comment("start", "rule") + comment("start", "other") + "X\n" + comment("end", "rule") + "X\n")
    let (kept, faults) = suppression.unsuppressed(findings(in: document), checked: [RuleID("test/rule")])
    #expect(kept.count == 1)
    #expect(faults.count == Self.many)
    #expect(faults.allSatisfy { $0.kind == .unpaired })
  }
}
