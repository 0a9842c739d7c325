import DraftText
import Linting
import Testing

/// The profile that is chosen for a draft by its title and its beginning.
@Suite struct ProfileTests {
  @Test(arguments: [
    ("annual-summary", "某县2020年工作总结"), ("annual-summary", "2021年工作总结和2022年工作计划"),
    ("annual-summary", "青梧县二〇二三年工作总结"), ("annual-summary", "（初稿）青梧镇2023年度工作总结"),
    ("annual-summary", "青梧县水务局2023年工作总结："), ("annual-summary", "青梧县水务局2023年工作总结。"),
    ("half-year-summary", "某县2020年上半年党建工作总结及下步工作打算"), ("term-summary", "任期工作总结"),
    ("summary", "主题教育工作总结"), ("periodic-summary", "第三季度工作总结"), ("periodic-summary", "1-9月工作总结"),
    ("activity-summary", "试用期转正总结"), ("activity-summary", "暑期实习总结"), ("activity-summary", "11月份工作总结"),
    ("activity-summary", "专业技术工作总结"), ("duty-report", "2020年述职报告"), ("duty-report", "履行“一岗双责”述职报告"),
    ("self-examination", "民主生活会个人对照检查材料"), ("plan", "2021年工作要点"), ("plan", "清河小学招生\n工作方案"),
    ("survey", "某街道养老调研报告"), ("survey", "关于小区物业的调研：问题与对策"), ("briefing", "某区优化营商环境工作汇报"),
    ("self-check", "安全生产自查报告"), ("study-tour", "关于赴临水市学习考察的报告"), ("work-report", "青梧县2024年政府工作报告"),
    ("work-report", "公司总经理工作报告（讨论稿）"), ("work-report", "政府工作报告\n——2024年1月5日在县人民代表大会会议上\n各位代表："),
    ("speech", "在某会上的交流发言"), ("speech", "凝心聚力谋发展\n——在全县干部大会上的发言"), ("speech", "总结表彰大会主持词"),
    ("general", "农村养老的现状与思考"), ("general", "先进事迹材料"), ("general", "培训心得体会"), ("general", "某书读后感"),
    ("general", "关于学习政府工作报告的心得体会"), ("general", "教学工作经验总结"), ("general", "国庆放假安排"),
    ("report", "关于巡察整改落实情况的报告"), ("report", "事故调查报告"), ("work-report", "2024年预算草案的报告"),
    // The head word of the title decides, whatever else is in it.
    ("notice", "关于报送2021年工作总结的通知"), ("notice", "关于报送2021年上半年工作总结\n及下半年工作计划的通知"),
    ("notice", "年终总结会议通知"), ("notice", "关于开展述职述廉工作的通知（征求意见稿）"), ("notice", "特急\n某局关于启动响应的通知"),
    ("notice", "# 关于申报调研课题的通知"), ("notice", "会 议 通 知"), ("letter", "关于商请支援的函"), ("letter", "致家长的一封信"),
    ("request", "某镇\n关于修建便桥的请示"), ("reply", "关于同意修建便桥的批复"), ("opinions", "关于加强调研工作的意见"),
    ("announcement", "关于封桥的通告"), ("announcement", "停水通知"), ("minutes", "工作总结会议纪要"),
    ("regulations", "调研工作管理办法（试行）"), ("regulations", "某协会章程"), ("law", "北河省实施《中华人民共和国水法》办法"),
    ("contract", "目标责任书"), ("contract", "框架协议（范本）"), ("appeal", "入党申请书"), ("appeal", "文明祭扫倡议书"),
    ("news", "《青梧县河道管理办法》解读"), ("news", "水务局负责人就方案答记者问"), ("plan", "青梧县调研工作方案"),
    ("general", "某院赴某公司调研"), ("plan", "某院赴某公司调研\n策\n划\n书"),
  ])
  func titles(_ expected: String, _ title: String) throws {
    #expect(try Linter.shipped().document(SourceText(title + "\n文。")).profile.id == expected)
  }

  @Test(arguments: [
    ("speech", "扛牢责任 守护清河\n青梧镇党委书记 李青\n各位领导、同志们：\n下面，我谈谈做法。"),
    ("speech", "同志们：\n今天开会，我讲三点。\n一、认清形势\n雨多。"), ("speech", "心中有河\n大家上午好！我演讲的题目是心中有河。"),
    ("work-report", "各位代表：\n现在，我代表县人民政府向大会报告工作，请予审议。"),
    ("briefing", "各位领导：\n现将有关情况汇报如下。"), ("notice", "各村：\n现将有关事项通知如下：\n一、清淤\n抓紧。"),
    ("regulations", "考勤与请假\n第一条 为规范考勤，制定本制度。\n第二条 八点上班。"),
    ("contract", "房屋租赁\n甲方：青梧县水务局\n乙方：清河公司"), ("request", "清河便桥\n因水毁严重，拟修便桥。妥否，请批示。"),
    ("news", "我县部署春耕\n3月5日，县农业农村局召开会议，总结工作，安排计划。"), ("news", "水费怎么交？\n来源：青梧融媒\n文。"),
    ("general", "清河的春天\n河水涨了。"),
  ])
  func openings(_ expected: String, _ draft: String) throws {
    #expect(try Linter.shipped().document(SourceText(draft + "\n")).profile.id == expected)
  }
}
