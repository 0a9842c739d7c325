import Diagnostics
import DraftText
import Testing

@testable import DraftOutline
@testable import RuleEngine
@testable import RuleFiles

@Suite struct ResidueRuleTests {
  private func residue(
    _ residueClass: Residue.Class, delete: Bool = true, message: String = "“{match}”等{lines}行"
  ) throws -> ResidueRule {
    try ResidueRule(
      metadata(message, severity: .error),
      ResidueRule.Options(residueClass: residueClass, fix: delete ? .delete : nil), patterns: PatternCompiler())
  }

  @Test func reportsABlockOnce() throws {
    try expectFindings(of: residue(.watermark), in: "⟦水印\n仅供水印学习⟧\n工作总结\n⟦  水印⟧".replacing("⟦  ", with: "  ⟦"))
    try expectFindings(of: residue(.html), in: "落实⟦<b>⟧责任⟦</b>⟧\n水印<b>")
  }

  @Test func saysHowItBeginsAndHowLongItIs() throws {
    #expect(try messages(of: residue(.watermark), in: "水印\n水印") == ["“水印”等2行"])
    let long = "水印" + String(repeating: "甲", count: 30)
    #expect(try messages(of: residue(.watermark), in: long) == ["“水印\(String(repeating: "甲", count: 18))…”等1行"])
    #expect(try messages(of: residue(.invisible), in: "甲\u{A0}\u{A0}\u{200B}乙") == ["“U+00A0 U+200B”等1行"])
  }

  @Test func quotesTheFirstLineAlone() throws {
    #expect(try messages(of: residue(.watermark), in: "水印\r\n水印\r\n") == ["“水印”等2行"])
  }

  @Test func aLineEndBelongsToItsLine() throws {
    #expect(try messages(of: residue(.html), in: "<b>\n甲") == ["“<b>”等1行"])
  }

  @Test func saysWhatItPutsInThePlace() throws {
    let rule = try makeRule(ResidueRule.self, "{class: invisible, fix: plain}")
    let titles = try rule.check(document("甲\u{A0}乙\u{200B}丙")).map { $0.fix?.title.text(in: .zh) }
    #expect(titles == ["改为普通空格", "删除"])
  }

  @Test(arguments: [
    ("水印\n  水印  \n工作总结\n水印", "工作总结\n"), ("水印\r\n工作总结\r\n水印\r\n", "工作总结\r\n"), ("水印", ""),
  ])
  func deletesWholeLines(draft: String, result: String) throws {
    #expect(try fixed(draft, by: residue(.watermark)) == result)
  }

  /// A draft, the severities of its findings, and whether their fixes are safe.
  @Test(arguments: [
    ("水印\n工作总结", [Severity.error], [true]), ("疑似\n工作总结", [.warning], [false]), ("来源\n工作总结", [], []),
    ("水印\n疑似\n工作总结", [.error], [false]), ("水印\n来源\n工作总结", [.error], [true]),
    ("水印\n\n疑似\n来源\n水印\n工作总结", [.error, .error], [true, true]),
    ("水印\n工作总结\n来源\n水印", [.error, .error], [true, true]), ("落实<b>责任", [], []),
  ])
  func deletesWhatIsSure(draft: String, severities: [Severity], areSafe: [Bool]) throws {
    let findings = try residue(.watermark).check(document(draft))
    #expect(findings.map(\.severity) == severities)
    #expect(findings.map { $0.fix?.applicability == .safe } == areSafe)
  }

  @Test func deletesPiecesOfLines() throws {
    #expect(try fixed("落实<b>责任</b>。\n", by: residue(.html)) == "落实责任。\n")
    #expect(try residue(.html).check(document("<b>")).first?.fix?.applicability == .unsafe)
    #expect(try residue(.watermark).check(document("水印")).first?.fix?.applicability == .safe)
    #expect(try residue(.html, delete: false).check(document("<b>")).first?.fix == nil)
  }
}
