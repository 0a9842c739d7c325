import Diagnostics
import DraftText
import Testing

@testable import RuleEngine
@testable import RuleFiles

private let allPairs = ["“”", "‘’", "《》", "〈〉", "（）", "()", "〔〕", "［］", "【】", "「」", "『』"]

private func pair(_ fault: PairFault.Kind, _ pairs: [String] = allPairs) throws -> PairRule {
  try PairRule(
    metadata("{match}→{expected}"), PairRule.Options(fault: fault, pairs: pairs), patterns: PatternCompiler())
}

@Suite struct PairTests {
  @Test(arguments: [
    // A closing mark without its opening mark.
    "建立健全制度⟦”⟧，落实到位。",
    "制度落实不到位⟦）⟧。\n坚持“三会一课”（每月一次）。",
    "坚持“两学一做”⟦”⟧常态化。",
    "印发《办法》⟦》⟧。",
    "参加人数达到2020⟦）⟧，其中党员50人⟦）⟧。",
    // An opening mark without its closing mark.
    "坚持⟦“⟧三个带头，发挥作用。\n落实“三会一课”制度（每月一次）。",
    "印发⟦《⟧实施办法，抓好落实。",
    "组织⟦“⟧甲、“乙”活动。",
    "开展谈话⟦（⟧含函询，共12次。\n（二）抓好整改。\n发现问题（12个）。",
    "一、坚持⟦“⟧三个带头\n“灯下黑”问题得到整改。",
    "⟦“⟧三会一课制度落实不严。\n“灯下黑”问题整改不到位。",
    "推行“一线工作法”⟦”⟧，化解矛盾32件。",
    "制定《青禾县河长制实施细则⟦（⟧试行》，落实“河长制”。",
    "对⟦“⟧两个维护的深刻内涵领会不深。\n（二）落实《办法》方面\n“十四五”规划滞后。\n群众需要考虑得少⟦）⟧。",
    // Crossing pairs.
    "开展（“回头看⟦）⟧”活动。",
    "编制《全市“十四五⟦》⟧规划”纲要。",
    "（“甲‘乙⟦）⟧’”丙。",
    // Half-width and full-width.
    "工作条例（试行⟦)⟧已印发。",
    "工作条例⟦(⟧试行）已印发。",
    // Quotation marks in the wrong direction.
    "落实“三会一课⟦“⟧，加强学习。",
    "落实“三会一课⟦“⟧等制度。",
    "坚持⟦”⟧，不动摇。",
    "包括：⟦”⟧三会一课”等制度。",
    "打造⟦”⟧清廉水务”品牌，深化⟦”⟧放管服”改革。",
    "落实“县领导包乡、乡领导包村⟦“⟧责任制。",
    "全县⟦）⟧含街道、社区）和镇（街道⟦（⟧共同负责，印发⟦》⟧河长制方案》和《工作要点⟦《⟧。",
    // A mark for inches is not a quotation mark, but a number of three digits is not a size in inches.
    "新购55”电视2台，打造513⟦”⟧工程。",
    // Several equal marks in a row are one fault.
    "落实⟦）））⟧。",
    "⟦（（（（⟧落实。",
    // Quotations over several paragraphs that do not end.
    "会议指出：“第一段。\n⟦“⟧第二段。\n后来另起一段。",
    // A line that is too short or too long, or a heading, is not wrapped by printing. A pair over its end is one fault.
    "全局上下认真学习贯彻坚持⟦“⟧以人民为中心发展思\n想”。",
    "全局推广⟦“⟧OA, ERP, CRM, HRM, SCM, WMS, MES, PLM, BPM, GIS, BIM, SCADA, PLC\n系统”应用。",
    "一、坚持⟦“⟧以人民为中心的发展思想狠抓作风建设和能力提升并取得成效\n各项工作”扎实推进。",
    "印发⟦《⟧关于修订〈甲办法〉〈乙\n实施细则〉的决定》和配套文件。",
    "落实⟦“⟧三会一课制度。\n推行一线工作法⟦”⟧，成效明显。",
    // Opened as one kind and closed as the other.
    "推行“河湖长制⟦’⟧以来，巡河320次。",
    "推行‘河湖长制⟦”⟧以来，巡河320次。",
    // Closed by a mark of the other width, and then by one of its own width.
    "平台（网址：http://a.cn/b⟦)⟧;路径：办事大厅）上线。",
    // A quotation is only followed over ten paragraphs.
    "会议指出：⟦“⟧第一段。\n" + String(repeating: "又一段。\n", count: 10) + "末一段。⟦”⟧",
    "开展⟦’⟧回头看’活动。",
    // An apostrophe does not close a quotation. Single quotation marks have the same faults as double ones.
    "“打造⟦‘⟧一站式服务”平台，It’s OK，companies’ reports。",
  ])
  func unbalanced(_ draft: String) throws { try expectFindings(of: pair(.unbalanced), in: draft) }

  @Test(arguments: [
    "落实《关于印发⟦《⟧工作办法》的通知》。",
    "他说：“要落实⟦“⟧三会一课”制度。”",
    "养老机构（含民办⟦（⟧公建民营）类）等。",
    "开展⟦‘⟧回头看’活动。",
    "甲“乙‘丙⟦‘⟧丁’戊’己”庚。",
    // A mark that was reported for its direction is not reported for its nesting.
    "开展’回头看’活动。",
  ])
  func nesting(_ draft: String) throws { try expectFindings(of: pair(.nesting), in: draft) }

  @Test(arguments: [
    "坚持“三会一课”“两学一做”，印发《办法（试行）》。",
    // Quotations over several paragraphs.
    "会议指出：“第一段话。\n“第二段话。\n“第三段话。”会后另行部署。",
    "“第一段话。\n“第二段话。”\n第三段话。",
    "会议指出：“第一段‘引’话。\n第二段‘引’话。”\n会后“另行”部署。",
    "会议指出：“第一段。\n" + String(repeating: "又一段。\n", count: 9) + "末一段。”",
    "会议指出：“第一段话。\n第二段话[注。\n第三段话。”",
    "会议要求：“各村摸清底数。\n各组登记造册。”会后抓落实。",
    // Marks for minutes and seconds.
    "录音见12’处，比赛用时30’。",
    "（此件公开发布，\n不另行文）",
    // Ordinals.
    "（一）抓学习。\n1）抓制度；\n2）抓落实。\n一）抓督查。\n（1）抓整改。\na）甲。",
    "包括1）学习不够；2）落实不严；3）督查不力。",
    "主要有：1）学习；2)落实；（3）督查。",
    "措施（包括1）学习；2）落实；3）督查）已经到位。",
    "见《办法》（第三条第（二）项）和（附件（1））。",
    // Correct nesting.
    "他说：“要落实‘三会一课’制度。”",
    "落实《关于印发〈工作办法〉的通知》。",
    "他说“甲‘乙“丙”丁’戊”。",
    "组织（“回头看”）活动。",
    // Straight quotation marks, English, and pairs of different widths that are each correct.
    "使用\"三会一课\"，It’s the company’s plan and students’ reports.",
    "印发《条例(试行)》（以下简称《条例》）。",
    // A title over two lines.
    "关于《全市党建工作\n实施办法》的工作总结\n一、主要工作\n开展学习。",
    // Residue inside a line.
    "落实《<x< span=“a>行动方案》。",
    // A paragraph wrapped at the length of a printed line.
    "一、主要工作\n今年以来全局上下认真学习贯彻习近平新时代中国特色社会主义思想，坚持“以人\n民为中心”的发展思想，扎实推进各项工作。",
  ])
  func acceptsCorrectMarks(_ draft: String) throws {
    try expectFindings(of: pair(.unbalanced), in: draft)
    try expectFindings(of: pair(.nesting), in: draft)
  }

  @Test(arguments: [
    ("制度”，落实。", "”→“"), ("坚持“三个带头，落实。", "“→”"), ("条例（试行)已印发。", ")→）"), ("条例(试行）已印发。", "(→（"),
    ("（“甲）”乙", "）→”"), ("“甲“，", "“→”"),
  ])
  func namesTheMissingMark(draft: String, message: String) throws {
    #expect(try messages(of: pair(.unbalanced), in: draft) == [message])
  }

  @Test(arguments: [
    ("《印发《办法》的通知》", "《→〈〉", "《印发〈办法〉的通知》"), ("“落实“制度”的话”", "“→‘’", "“落实‘制度’的话”"),
    ("开展‘回头看’活动", "‘→“”", "开展“回头看”活动"), ("（甲（乙）丙）", "（→〔〕", "（甲（乙）丙）"),
  ])
  func namesThePairThatBelongsThere(draft: String, message: String, result: String) throws {
    #expect(try messages(of: pair(.nesting), in: draft) == [message])
    #expect(try fixed(draft, by: pair(.nesting)) == result)
  }

  @Test func looksAtItsPairsAndTheirHalfWidthTwins() throws {
    try expectFindings(of: pair(.unbalanced, ["（）"]), in: "坚持“三个带头，（落实⟦)⟧，(甲，乙)，丙⟦)⟧。")
  }

  @Test(arguments: [["“”", "“"], ["(("], ["（）)"], []])
  func refusesInvalidPairs(pairs: [String]) {
    #expect(throws: OptionError.self) { try pair(.unbalanced, pairs) }
  }

  @Test(arguments: ["（", "“", "“甲", "）", "”", "1）", "甲1）", "《“", "（“）”", "“\n"])
  func takesLinearWork(on piece: String) throws {
    // A quadratic scan of this text would not end.
    let source = SourceText(String(repeating: piece, count: 50_000))
    var scanner = PairScanner(try MarkPairs(allPairs), source)
    #expect(scanner.faults(in: [source.range], without: []).count <= 100_000)
  }

  @Test func takesDeepNesting() throws {
    let depth = 10_000
    let text = String(repeating: "（", count: depth) + "甲" + String(repeating: "）", count: depth)
    #expect(try pair(.unbalanced).check(document(text)).isEmpty)
    #expect(try pair(.nesting).check(document(text)).count == depth - 1)
  }
}
