import DraftOutline
import DraftText
import Linting
import Testing

/// Outlines of small drafts by the shipped grammar: ordinals, with brackets for nesting; `*` marks an item of a list.
@Suite struct OutlineTests {
  @Test(arguments: [
    ("一、甲\n文。\n二、乙\n文。", "一、 二、"),
    ("　　一、甲\n　　（一）乙\n文。\n　　（二）丙\n文。\n　　二、丁\n文。", "一、[（一） （二）] 二、"),
    ("一、甲\n1.乙。文。\n2.丙。文。\n（1）丁。文。\n（2）戊。文。", "一、[1. 2.[（1） （2）]]"),
    // Ordinals in the form of another level, which are still read at their own level.
    ("一、甲\n（一）乙。文。\n（二）丙。文。\n3.丁。文。\n（四）戊。文。\n二、己\n文。", "一、[（一） （二） 3. （四）] 二、"),
    ("一、甲\n（一）乙。文。\n二、丙。文。\n（三）丁。文。\n二、戊\n文。", "一、[（一） 二、 （三）] 二、"),
    ("一、甲\n（一）乙。文。\n（二）丙。文。\n2.丁\n文。\n三、戊\n文。", "一、[（一） （二）] 2. 三、"),
    // A list of attachments is not part of the outline.
    ("一、甲\n文。\n二、乙\n文。\n附件：1.表\n　　　2.单", "一、 二、"),
    // Figures and years are not ordinals.
    ("一、甲\n1.5万户受益。\n2020年建成。\n13:00开会。", "一、"),
    ("一、甲\n一、二季度各开会一次。\n二、一年来的工作\n文。\n三、四季度工作\n文。", "一、 二、 三、"),
    // Lines that end in ； are items, and so is the last of them.
    ("一、甲\n（一）乙；\n（二）丙；\n（三）丁。\n文。", "一、[（一）* （二）* （三）*]"),
    // An item ends where the next one begins, even inside a line.
    ("1）甲。\n2）乙。3）丙。\n4）丁。", "1）* 2）* 3）* 4）*"),
    ("第一部分 甲\n一、乙\n文。\n二、丙\n文。\n第二部分 丁\n文。", "第一部分[一、 二、] 第二部分"),
    ("【工作回顾】\n文。\n【工作打算】\n文。", "- -"),
    ("## 一、甲\n文。\n### （一）乙\n文。\n## 二、丙\n文。", "一、[（一）] 二、"),
  ])
  func sections(_ draft: String, _ expected: String) throws {
    let titled = "某镇工作总结\n" + draft
    for text in [titled, titled.replacing("\n", with: "\r\n"), "\u{FEFF}" + titled, "𠮷" + titled] {
      let document = try Linter.shipped().document(SourceText(decoding: Array(text.utf8)))
      #expect(describe(document.sections, document.source) == expected)
    }
  }

  private func describe(_ sections: [Section], _ source: SourceText) -> String {
    sections.map { section in
      let ordinal = section.heading.ordinal.map { source[$0.range] } ?? "-"
      let inner = describe(section.subsections, source)
      return ordinal + (!section.heading.isHeading ? "*" : "") + (inner.isEmpty ? "" : "[\(inner)]")
    }.joined(separator: " ")
  }

  @Test(arguments: [
    ("一是甲。二是乙。三是丙。", ["1 2 3"]),
    ("一是甲。\n二是乙。\n三是丙。", ["1 2 3"]),
    // An enumeration in an item.
    ("一是甲，主要是：一是子，二是丑。\n二是乙。", ["1 2", "1 2"]),
    ("一是甲。开展活动，一是读书，二是研讨，二是交流。\n二是乙。", ["1 2", "1 2 2"]),
    ("一是甲，二是乙；作风上一是丙，二是丁。", ["1 2", "1 2"]),
    ("首先，甲。其次，乙。最后，丙。", ["1 2 -1"]),
    ("统一是前提，之一是常态，一是一、二是二。首先，我代表全局欢迎。", []),
    ("一要甲，二是乙。", ["1 2"]),
    // One enumeration after another, each with its own numbers, even if these are wrong.
    ("一是甲。二是乙。三是丙。后来，一是丁。二是戊。四是己。", ["1 2 3", "1 2 4"]),
    ("一是甲；二是乙；三是丙。做到：一是丁；二是戊；四是己。", ["1 2 3", "1 2 4"]),
    ("一是甲。做到读书，一是子，二是丑。二是乙。", ["1 2", "1 2"]),
    // A quotation has its own enumeration.
    ("一是甲，要求“一要子，二要丑，三要寅”。二是乙。", ["1 2", "1 2 3"]),
    ("文中“一是”“二是”太多。", []),
    // Figures inside a line, and under an item.
    ("流程：1.甲；2.乙；3.丙。", ["1 2 3"]),
    ("内容：一、甲；二、乙。", ["1 2"]),
    ("内容：（一）甲；（二）乙。①丙；②丁。", ["1 2", "1 2"]),
    ("一是甲。（1）子；（2）丑。二是乙。", ["1 2", "1 2"]),
    ("一是甲：\n（1）子；\n（2）丑。\n二是乙。", ["1 2"]),
    // A wrong form or order of enumerators.
    ("一是甲。第二，乙。三是丙。", ["1 2 3"]),
    ("首先，甲。最后，乙。其次，丙。", ["1 -1 2"]),
    // A new enumeration under each heading.
    ("一、甲\n一是子。\n二是丑。\n二、乙\n一是寅。\n二是卯。", ["1 2", "1 2"]),
    // No enumerators.
    ("十九届三中、四中全会；星期一是例会；13:00开会；1.5万人；评出一、二、三等奖。", []),
    ("最后，祝各位顺利。其次，要讲方法。首先要认识到位。", []),
    ("一来方便，二来省钱。一来二去熟了。", ["1 2"]),
  ])
  func enumerations(_ draft: String, _ expected: [String]) throws {
    let document = try Linter.shipped().document(SourceText(draft))
    #expect(document.enumerations.map { $0.ordinals.map { "\($0.value)" }.joined(separator: " ") } == expected)
  }

  @Test(arguments: [
    ("某局述职报告\n2021年1月5日\n各位领导：\n文。", "各位领导：", nil, "2021年1月5日"),
    ("某局工作总结\n一、甲\n文。\n某局办公室\n2021年1月5日", nil, "某局办公室", "2021年1月5日"),
    ("某局工作总结\n文。\n某局办公室\n2021年1月5日", nil, "某局办公室", "2021年1月5日"),
    ("某局工作总结\n根据安排，现将情况报告如下：\n一、甲\n文。", nil, nil, nil),
    ("关于防汛的通知\n青防〔2024〕3号\n各镇（街道），县直各单位：\n文。\n某局\n2024年3月1日\n（联系人：李青）", "各镇（街道），县直各单位：", "某局", "2024年3月1日"),
    ("某局述职报告\n文。\n述职人：李青\n2024年1月5日", nil, "述职人：李青", "2024年1月5日"),
  ])
  func frontAndBack(_ draft: String, _ salutation: String?, _ signature: String?, _ date: String?) throws {
    let document = try Linter.shipped().document(SourceText(draft))
    #expect(document.salutation.map { document.source[$0.range] } == salutation)
    #expect(document.signature.map { document.source[$0.range] } == signature)
    #expect(document.date.map { document.source[$0.range] } == date)
  }

  @Test func aLineMayEndInsideAParagraphOfAWordDocument() throws {
    let draft = "某局2020年工作总结\u{2028}一、甲\u{2028}文。\n二、乙\u{2028}文。\u{2028}四、丁\n文。"
    let source = SourceText(draft, format: .word)
    let document = try Linter.shipped().document(source)
    #expect(describe(document.sections, document.source) == "一、 二、 四、")
    let gaps = try Linter.shipped().lint(source).diagnostics.filter { $0.ruleID.name == "numbering/gap" }
    // The line is that of the paragraph.
    #expect(gaps.map { source[$0.range] } == ["四、"])
    #expect(gaps.map { source.lines.position(at: $0.range.start) } == [LinePosition(line: 2, column: 8)])
    let plain = try Linter.shipped().document(SourceText(draft))
    #expect(plain.source.lines.count == 3)
  }
}
