import Testing

@testable import RuleEngine
@testable import RuleFiles

@Suite struct RepeatTests {
  @Test(arguments: [
    "一、存在问题\n（一）学习不够\n甲。\n（二）⟦学习 不够⟧。\n乙。",
    "一、主要工作\n甲。\n二、⟦主要工作⟧：\n乙。\n三、⟦主要工作⟧\n丙。",
    // In different sections, only a specific heading counts.
    "一、教育\n（一）主要做法\n甲。\n二、卫生\n（一）主要做法\n乙。",
    "一、教育\n（一）加强组织领导，压实责任\n甲。\n二、卫生\n（一）⟦加强组织领导，压实责任⟧\n乙。",
    // Equal headings at different depths: one at depth 2, and one at depth 1.
    "一、甲\n（一）主要做法\n丙。\n二、主要做法\n（一）乙\n丁。",
    // A run-in heading; and a heading at another depth, where only a specific one counts.
    "一、教育\n（一）抓学习。甲。\n（二）⟦抓学习⟧。乙。",
    "一、加强组织领导压实责任\n（一）⟦加强组织领导压实责任⟧\n甲。",
    "一、抓学习\n（一）抓学习\n甲。",
  ])
  func headings(_ draft: String) throws {
    try expectFindings(of: makeRule(RepeatRule.self, "unit: heading"), in: draft)
  }

  @Test(arguments: [
    "一、主要工作\n全年组织集中学习十二次，开展研讨交流六次。\n二、存在问题\n⟦全年组织集中学习十二次， 开展研讨交流六次。⟧\n",
    "一、主要工作\n全年组织集中学习。\n全年组织集中学习。\n全年组织集中学习十二次，开展研讨交流六次，甲。",
    // The minimum length, and one character less.
    "一、工作\n全年组织集中学习十二次，开展研讨交流六。\n二、问题\n⟦全年组织集中学习十二次，开展研讨交流六。⟧",
    "一、工作\n全年组织集中学习十二次，开展研讨交流。\n二、问题\n全年组织集中学习十二次，开展研讨交流。",
    // The title does not count as a paragraph; a paragraph that begins with its heading does.
    "霁川市青禾镇二〇二一年上半年党建和意识形态工作总结\n今年以来，狠抓落实。\n霁川市青禾镇二〇二一年上半年党建和意识形态工作总结",
    "一、教育\n（一）抓学习。全年组织集中学习十二次，开展研讨交流。\n二、卫生\n⟦（一）抓学习。全年组织集中学习十二次，开展研讨交流。⟧",
    "一、全年组织集中学习十二次开展研讨交流六次认真整改\n甲。\n一、全年组织集中学习十二次开展研讨交流六次认真整改\n乙。",
  ])
  func paragraphs(_ draft: String) throws {
    try expectFindings(of: makeRule(RepeatRule.self, "unit: paragraph"), in: draft)
  }

  @Test(arguments: [
    "某镇工作总结\n⟦某镇工作总结\n某镇 工作总结⟧\n今年以来，狠抓落实。",
    "某镇工作总结\n今年以来，狠抓落实。\n某镇工作总结\n附件",
    // The minimum length; the last line in which the title is searched.
    "工作总结\n⟦工作总结⟧\n今年以来，狠抓落实。",
    "镇总结\n镇总结\n今年以来，狠抓落实。",
    "某镇工作总结\n甲\n乙\n丙\n⟦某镇工作总结⟧\n今年以来，狠抓落实。",
    "某镇工作总结\n甲\n乙\n丙\n丁\n戊\n某镇工作总结\n今年以来，狠抓落实。",
    "某镇工作总结\n某镇工作计划\n今年以来，狠抓落实。",
  ])
  func titles(_ draft: String) throws {
    try expectFindings(of: makeRule(RepeatRule.self, "{unit: title, min: 4}"), in: draft)
  }

  @Test func pointsToTheFirst() throws {
    let diagnostics = try makeRule(RepeatRule.self, "{unit: heading, min: 2}")
      .check(document("一、甲乙\n丙。\n二、甲乙\n丙。\n三、甲乙\n丙。\n四、丁\n五、丁"))
    #expect(diagnostics.map { $0.message.text(in: .zh) } == ["“甲乙”", "“甲乙”"])
    #expect(diagnostics.allSatisfy { $0.related.first?.range.start == 6 })
  }

  @Test func refusesAMinimumOfZero() {
    #expect(throws: OptionError.self) { try makeRule(RepeatRule.self, "{unit: heading, min: 0}") }
  }
}
