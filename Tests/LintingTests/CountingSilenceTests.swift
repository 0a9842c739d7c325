import Diagnostics
import DraftText
import Linting
import RuleEngine
import Testing

/// What counts lawfully in real documents: no rule about headings' ordinals, enumerations or promises may say a word.
@Suite struct CountingSilenceTests {
  private static let kinds: Set = ["sequence", "enumeration", "count"]

  /// Sentences and paragraphs inside a section.
  private static let forms = [
    // Enumerations in mixed words.
    "一是统一思想，二要压实责任，三是强化督查，四是务求实效。",
    "一要提高站位。二要压实责任。三要严肃纪律。",
    "首先，统一思想认识。其次，压实工作责任。再次，强化督查问效。最后，严肃工作纪律。",
    "首先抓学习，统一思想。其次抓宣传，营造氛围。再次抓执法，形成震慑。最后抓保障，落实经费。",
    "首先，要认清形势。其次抓落实。再次，严考核。",
    "首先是思想上重视，其次是行动上落实，最后是纪律上严明。",
    "其一，人手不足。其二，经费紧张。其三，机制不活。",
    "其一是人手不足；其二是经费紧张。",
    "第一，抓学习。第二，抓管理。第三，抓督查。",
    "第一是抓学习，第二是抓管理。",
    "一来人手少，二来任务重，进度受到影响。",
    "一个是汛期长，另一个是战线长。",
    "一方面抓防汛，另一方面抓抗旱。",
    "首先，我代表全局干部职工，向各位来宾表示欢迎。",
    "最后一公里全部打通，再次荣获全市先进单位，首先响应号召的是一线职工。",
    // Nested enumerations.
    "一是抓学习。坚持每周学习，一是读原著，二是谈体会。二是抓管理。健全制度。",
    "一是抓学习：\n（1）定计划；\n（2）严考勤。\n二是抓管理：\n（1）建台账；\n（2）勤巡查。",
    "一是抓学习。①定计划；②严考勤；③勤督查。二是抓管理。①建台账；②勤巡查。",
    "一是抓学习。会议强调：“一要真学；二要真用。”二是抓管理。",
    "一是抓学习。坚持每周学习，一是读原著，二是谈体会。\n二是抓管理。坚持每月督查，一是查台账，二是查现场。\n三是抓作风。",
    // Two lists, one after the other.
    "上半年，一是抓学习，二是抓管理；下半年，一是抓整改，二是抓提升。",
    "一是抓学习。\n二是抓管理。\n下步工作中：\n一是抓整改。\n二是抓提升。",
    "一是抓学习。二是抓管理。三是抓督查。究其原因一是人手少、二是任务重。",
    // An item alone on its line; lines wrapped inside a sentence.
    "一是\n统一思想，提高认识；\n二是\n压实责任，强化督查。",
    "一是统一思想，压实责任；二是健全制度，强化\n督查问效；三是严肃纪律，兑现奖惩。",
    "一是统一思想\n二是压实责任\n三是强化督查",
    // Words that only look like enumerators.
    "统一是前提，唯一是质量，第一是安全，之一是效率，星期一是例会，标段一是土建。",
    "三要素齐备，第一要务是发展，二要件不得遗漏，三要三不要人人皆知。",
    "十九届二中、三中、四中全会精神入脑入心，三会一课、一岗双责落到实处。",
    "同比增长三是事实，一是一、二是二，实事求是反映情况。",
    "第一、二季度平稳，第三产业增长，第一时间响应，第一书记到岗。",
    "重点说明一是是否办结，二是是否回访，三是是否归档。",
    "主要原因一是人手少，二是任务重。",
    // Numbers in sentences.
    "会议13:00召开，1.5万人受益，3.2公里通车，版本号为2.3.1，电话0571-88886666。",
    "1.受理登记；2.现场核查；3.办结归档。",
    "⑴受理登记；⑵现场核查；⑶办结归档。",
    "①受理登记；②现场核查；③办结归档。",
    "流程为（1）受理，（2）核查，（3）办结，详见（一）和第（二）项。",
    "2020年至2021年，13:30开会，100余人参加。\n2021年底完成建设任务。\n1200人受益，1.5万亩农田得到灌溉。\n13:00集合出发。",
    // Promises that are kept.
    "重点做好三项工作：一是抓学习；二是抓管理；三是抓督查。",
    "会议共有三项议程：一是通报情况；二是交流发言；三是领导讲话。",
    "主要抓了以下四个方面。一是抓学习。二是抓管理。三是抓督查。四是抓整改。",
    "香菇、蜂蜜和腊肉三个品类占销售额的72%。",
    "年度考核分为优秀、合格、基本合格、不合格四个等次。",
    "抓好防汛备汛、河道管护、安全和稳定、节水宣传四项工作。",
    "做好3项工作：改造泵站、更新管网、整治河道。",
    "支持网页、短信、热线三种方式，设立初审、复审和终审三个环节。",
    "存在两方面不足：一方面学习不深，另一方面落实不细。",
    "从思想、组织、作风三个方面发力，一是抓学习，二是抓管理。",
    "把好“三关”：把好入口关，把好过程关，把好出口关。",
    // Numbers that promise nothing.
    "一季度办理四项提案，二季度办理五项，三季度全部办结。一是抓进度，二是抓质量，三是抓答复。",
    "柳塘、青溪、石桥等三个乡镇率先完成，防汛、抗旱、供水等四项工作受到表扬。",
    "落实“五个一”工程，做到“三个坚持”：一是坚持学习，二是坚持实干。",
    "打好三大攻坚战，增强四个意识，坚定四个自信，做到两个维护。",
    "2020年，走访服务站31个，回收问卷412份，形成报告。",
    "去年部署的四项重点工作已全部完成。今年，一是抓学习，二是抓管理，三是抓督查。",
    "三个乡镇、四个村、五项工程、六个专班同步推进，覆盖《条例》、《办法》、《细则》四项制度。",
    "统筹思想政治、作风、能力四个方面提升，通过宣传、培训、检查解决四个重点问题。",
    "开展“学习、调研、检视、整改”三项活动，建成（供水、排水、污水）两个平台。",
    "新建泵站3座，其中一座建成，两座在建。一是抓质量，二是抓进度。",
    "投资、产值、税收增长三个百分点，教育、卫生、住房等12件实事办结。",
    "完成三项工作任务的同时，还注重总结。一是抓提炼，二是抓转化。",
    "学习、工作中把握方向、节奏两个重点，在学习、工作和生活中做到三个带头。",
    "全镇18个村：一是摸清底数，二是分类施策。",
  ]

  /// Whole drafts.
  private static let drafts: [(name: String, text: String)] = [
    (
      "a fragment that begins at 五、",
      "五、加强队伍建设\n（一）抓学习\n组织培训6次。\n（二）抓管理\n修订制度3项。\n六、加强作风建设\n开展督查12次。\n七、加强廉政建设\n谈话20人次。"
    ),
    (
      "1. 2. 3. anew in every section",
      "柳塘县水务局2021年工作总结\n一、主要工作\n1.抓防汛。新建泵站6座。\n2.抓供水。更换管网18公里。\n二、存在问题\n1.人手不足。\n2.经费紧张。\n三、下步打算\n1.充实力量。公开招聘5人。\n2.争取资金。争取专项资金200万元。"
    ),
    (
      "（一） that runs on through 一、 二、 三、",
      "柳塘县水务局2021年工作总结\n一、主要工作\n（一）抓防汛\n新建泵站6座。\n（二）抓供水\n更换管网18公里。\n二、存在问题\n（三）人手不足\n缺编12人。\n（四）经费紧张\n缺口200万元。\n三、下步打算\n（五）充实力量\n公开招聘5人。\n（六）争取资金\n申报专项资金。"
    ),
    (
      "一、 that runs on through chapters",
      "柳塘县水务局岗位管理办法\n第一章　总则\n一、为规范管理，制定本办法。\n二、本办法适用于全局。\n第二章　岗位\n三、岗位分为三类。\n四、岗位设置按规定执行。\n第三章　附则\n五、本办法由办公室解释。\n六、本办法自印发之日起施行。"
    ),
    (
      "a list after a lead-in in the form of the headings",
      "柳塘中学教研处2023年工作总结\n一、抓常规\n组织听课486节。\n二、抓教研\n立项课题9项。\n三、抓培训\n外出培训214人次。\n回顾一年的工作，也看到存在的不足：发展不平衡。\n2024年工作计划如下：\n一、建立青年教师成长营，配备导师15名。\n二、推行单元教学设计，形成样例6个。\n三、完善集体备课办法，做到定时定人。\n四、办好内部刊物，每学期出版2期。"
    ),
    (
      "an annex that counts anew",
      "柳塘县水务局2021年工作总结\n一、主要工作\n新建泵站6座。\n二、存在问题\n人手不足。\n三、下步打算\n充实力量。\n附件\n2021年防汛演练方案\n一、演练目的\n检验预案。\n二、演练时间\n6月上旬。"
    ),
    (
      "a list of attachments",
      "关于召开防汛工作会议的通知\n各乡镇水利站：\n定于近期召开会议，有关事项通知如下：\n一、会议时间\n5月21日上午9:00。\n二、会议地点\n水务局三楼会议室。\n附件：1.会议议程\n　　　2.参会回执\n　　　3.观摩路线表\n柳塘县水务局\n2021年5月12日"
    ),
    (
      "parts with subtitles in the same form",
      "柳塘县水务局2021年工作总结\n第一部分 工作回顾\n一、抓防汛\n新建泵站6座。\n二、抓供水\n更换管网18公里。\n第二部分 工作打算\n一、充实力量\n公开招聘5人。\n二、争取资金\n申报专项资金。"
    ),
    (
      "three promised sections, under a run-in heading too",
      "柳塘县水务局2021年工作总结\n2021年，全局主要抓了以下三个方面：\n一、抓防汛\n（一）抓预案。修订预案12个，重点完善以下两个环节：\n1.预警环节，做到及时准确；\n2.转移环节，做到不漏一人。\n（二）抓物资。储备物资3万件。\n二、抓供水\n更换管网18公里。\n三、抓队伍\n培训320人次。"
    ),
    (
      "decimal numbers",
      "星桥研发中心2023年总结\n1 工作情况\n1.1 产品交付\n上线版本6个。\n1.2 质量提升\n覆盖率提高到78%。\n2 存在的问题\n2.1 需求变更频繁\n每个迭代变更7项。\n2.2 人手不足\n缺编3人。\n3 2024年计划\n3.1 严格评审\n控制变更。\n3.2 补充人员\n招聘3人。"
    ),
    (
      "3. before a year, ⒈ and ①",
      "柳塘县水务局工作汇报\n1.2022年工作情况\n⒈学习有序。集体学习12次。\n⒉宣讲有声。宣讲62场。\n2.存在的问题\n①人手不足。缺编12人。\n②经费紧张。缺口200万元。\n3.2023年工作打算\n⒈充实力量。公开招聘5人。\n⒉争取资金。申报专项资金。"
    ),
    (
      "items by paragraphs under every heading",
      "在推进会上的讲话\n同志们：\n下面，我讲两点意见。\n一、提高认识\n一是认清形势。任务重。\n二是认清差距。短板多。\n二、狠抓落实\n一要压实责任。层层签订责任书。\n二要强化督查。每月通报。\n三要严肃问责。绝不姑息。\n谢谢大家。"
    ),
    (
      "hard-wrapped lines",
      "        关于夏粮收购情况的汇报\n\n市政府：\n    现将有关情况汇报如下：\n    一、存在的困难\n    一是部分站点设备老化，烘干能力不足；二是农户惜售，收购进度\n前快后慢；三是粮商资金周转困难。\n    二、下一步工作\n    （一）加密监测，每周二、五发布价格。\n    （二）争取资金3000万元，新建烘干中心4处。"
    ),
  ]

  @Test(arguments: forms)
  func silentOnForm(_ form: String) throws {
    let text = SilenceTests.page.head + form + SilenceTests.page.tail
    for draft in [text, text.replacing("\n", with: "\r\n"), text.replacing("\n", with: "\n　　")] {
      let found = try Self.found(in: draft, atLeast: .info)
      #expect(found.isEmpty, "\(found) in \(form)")
    }
  }

  @Test(arguments: drafts)
  func silentOnDraft(_ name: String, _ text: String) throws {
    for draft in [text, text.replacing("\n", with: "\r\n"), text.replacing("\n", with: "\n\n")] {
      // A fragment and a house style may be worth a remark.
      let found = try Self.found(in: draft, atLeast: .warning)
      #expect(found.isEmpty, "\(found) in \(name)")
    }
  }

  private static func found(in draft: String, atLeast least: Severity) throws -> [String] {
    let rules = try RuleSet.shipped().rules.filter { kinds.contains(type(of: $0).kind) }
    let document = try Linter.shipped().document(SourceText(decoding: Array(draft.utf8)))
    return try rules.flatMap { rule in
      try rule.check(document).filter { $0.severity >= least }
        .map { "\(rule.metadata.id): \(document.source[$0.range])" }
    }
  }
}
