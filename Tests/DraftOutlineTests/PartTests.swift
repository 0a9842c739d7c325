import DraftOutline
import DraftText
import Linting
import Testing

/// Which parts a heading names; the headings are not taken from the rules' examples.
@Suite struct PartTests {
  @Test(arguments: [
    ("problems", "工作中的不足"), ("problems", "有待加强的方面"), ("problems", "反思与不足"), ("problems", "离群众期盼还有哪些差距"),
    ("problems", "内控管理薄弱环节"), ("problems", "需上级协调解决的问题"), ("problems", "做得不够的地方"), ("problems", "尚存不足"),
    ("plan", "明年怎么干"), ("plan", "下一步怎么办"), ("plan", "几点建议"), ("plan", "2024年重点工作"), ("plan", "二〇二四年主要任务"),
    ("plan", "转正后的打算"), ("plan", "对今后工作的建议"), ("plan", "展望与打算"), ("plan", "奋力开创2024年工作新局面"),
    ("problems plan", "存在问题及下步打算"), ("problems plan", "问题短板和2024年工作思路"), ("problems plan", "困难与对策"),
    ("problems plan", "反思与改进"), ("problems plan", "正视不足，谋划未来"),
  ])
  func named(_ parts: String, _ heading: String) throws {
    #expect(try self.parts(namedBy: heading) == parts)
  }

  /// Headings about work on problems, plans or measures, which name no part.
  @Test(arguments: [
    "整改落实情况", "解决群众反映问题情况", "问题线索处置", "困难帮扶", "计划生育工作", "规划编制工作", "短板攻坚", "查找突出问题整治工作",
    "破解发展难题", "风险隐患排查", "矛盾纠纷化解", "困难群众救助", "上年度工作计划落实情况", "后续帮扶", "未来社区创建", "改进作风，服务群众",
    "坚持问题导向，提升服务效能", "补短板、强弱项，夯实民生保障", "教学反思活动", "2023年重点工作", "明年项目提前储备情况", "把准方向，站稳立场",
    "思路清晰，措施有力", "安全隐患治理情况", "解决的主要问题", "深入分析原因，找准症结",
  ])
  func work(_ heading: String) throws {
    #expect(try parts(namedBy: heading) == "")
  }

  /// A year means a plan only in a draft about an earlier year.
  @Test func years() throws {
    #expect(try parts(namedBy: "2024年重点工作", in: "某局2024年工作总结") == "")
    #expect(try parts(namedBy: "2025年重点工作", in: "某局2024年工作总结") == "plan")
    #expect(try parts(namedBy: "2024年重点工作", in: "某局工作总结") == "plan")
  }

  private func parts(namedBy heading: String, in title: String = "某局2023年工作总结") throws -> String {
    let document = try Linter.shipped().document(SourceText("\(title)\n一、主要工作\n文。\n二、\(heading)\n文。"))
    let named = document.parts.filter { $0.form == .headed && document.source[$0.range].hasPrefix("二、") }
    return named.map(\.id.name).filter { $0 != "work" && $0 != "highlights" }.joined(separator: " ")
  }
}
