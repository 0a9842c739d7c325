import DraftOutline
import DraftText
import Linting
import Testing

/// What headings say of parts, in drafts that nobody wrote for this.
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

  /// Work that is done against problems, with plans, on measures.
  @Test(arguments: [
    "整改落实情况", "解决群众反映问题情况", "问题线索处置", "困难帮扶", "计划生育工作", "规划编制工作", "短板攻坚", "查找突出问题整治工作",
    "破解发展难题", "风险隐患排查", "矛盾纠纷化解", "困难群众救助", "上年度工作计划落实情况", "后续帮扶", "未来社区创建", "改进作风，服务群众",
    "坚持问题导向，提升服务效能", "补短板、强弱项，夯实民生保障", "教学反思活动", "2023年重点工作", "明年项目提前储备情况", "把准方向，站稳立场",
    "思路清晰，措施有力", "安全隐患治理情况", "解决的主要问题", "深入分析原因，找准症结",
  ])
  func work(_ heading: String) throws {
    #expect(try parts(namedBy: heading) == "")
  }

  /// A year is the future only in a draft about an earlier one.
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

  @Test(arguments: [
    ("任期工作总结", "term-summary"), ("青梧县二〇二三年工作总结", "annual-summary"), ("主题教育工作总结", "summary"),
    ("第三季度工作总结", "periodic-summary"), ("1-9月工作总结", "periodic-summary"), ("试用期转正总结", "activity-summary"),
    ("暑期实习总结", "activity-summary"), ("11月份工作总结", "activity-summary"), ("专业技术工作总结", "activity-summary"),
    ("青梧县2024年政府工作报告", "work-report"), ("公司总经理工作报告（讨论稿）", "work-report"), ("安全生产自查报告", "self-check"),
    ("关于赴临水市学习考察的报告", "study-tour"), ("履行“一岗双责”述职报告", "duty-report"), ("（初稿）青梧镇2023年度工作总结", "annual-summary"),
    ("凝心聚力谋发展\n——在全县干部大会上的发言", "speech"), ("农村养老的现状与思考", "general"), ("关于巡察整改落实情况的报告", "general"),
    ("事故调查报告", "general"), ("先进事迹材料", "general"), ("2023年预算执行情况的报告", "general"), ("培训心得体会", "general"),
    ("关于学习政府工作报告的心得体会", "general"), ("教学工作经验总结", "general"), ("年终总结会议通知", "general"),
  ])
  func genres(_ title: String, _ expected: String) throws {
    #expect(try Linter.shipped().document(SourceText(title + "\n文。")).genre.id == expected)
  }
}
