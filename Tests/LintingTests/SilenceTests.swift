import DraftText
import Linting
import RuleEngine
import Testing

/// Forms of real documents that look like faults: no rule of the kind that they tempt may say a word.
@Suite struct SilenceTests {
  /// A draft of the length of a page into which the forms are put.
  static let page = (
    head: "柳塘县水务局2021年工作总结\n2021年，全局上下围绕中心、服务大局，各项工作有序推进。现将全年工作总结如下：\n一、主要工作\n（一）狠抓防汛备汛。新建泵站6座，储备物资3万件。\n",
    tail: "\n（二）狠抓河道管护。清理河道42公里，巡河320次。\n二、存在问题\n学习不够深入，制度执行不严。\n三、下步打算\n继续抓好防汛备汛，压实各方责任。\n"
  )

  private static let forms: [(kind: String, forms: [String])] = [
    (
      "forbid",
      [
        "1+X证书制度试点覆盖全部专业，推进5G+X应用，构建“党建+X”格局，形成“1+N+X”体系。",
        "新购X光机2台，X射线探伤合格率99%，X波段雷达建成，采用X形支撑12处。",
        "服务器为X86架构，接口带X-API-Key字段，采用X.509证书和x264编码，升级到v2.x版本，地址为0x1F。",
        "坐标系中X轴表示时间，拟合曲线为Y=aX+b，解得x=3；设X为自变量，Y为因变量。",
        "工作服分XL、XXL、XXXL三种型号，样品经XRD、XPS表征，财务报告改用XBRL格式，女性为XX染色体。",
        "县道X036改造完工，公交X12路恢复，身份证末位为X的也可识别，在Excel的XX列填写代码。",
        "展板规格为900毫米×1200毫米，照片20x30厘米，举办3×3篮球赛和4×100米接力，总额为单价×数量。",
        "作业以“XX班+姓名”命名，文件名为“单位+姓名+XX”，不再套用“中国式XX”、“被××”、“论XX”的句式。",
        "打×的为缺席人员，√代表完成，×代表未完成，请在□内打√，请在相应的（ ）内打√。",
        "手机号显示为138****1234，身份证号脱敏为4401**********1234，密码框显示******。",
        "依法对嫌疑人李某、王某某刑事拘留；某日凌晨，某些干部作风漂浮，墙上刻着“某某到此一游”。",
        "充分发挥{优势}，梳理待定事项6项，机制有待完善，TODO应用在机关推广，芯片TBD62083停产。",
        "国家重点X实验室开放课题6项，修缮××医院旧址，（第X版）已售罄，邮箱为xx.office@example.com。",
        "201年前的古桥得到修缮，有着1200年历史的古镇焕发新颜，编号202223的档案已归档，O2O模式带动销售。",
      ]
    ),
    (
      "replace",
      [
        "GDP增长6.5%,CPI上涨2.1%，比分3:2，时间8:30-11:30，累计1,200人，IP地址192.168.1.1。",
        "采用ISO(2015)和f(x)计算，P<0.05，网址http://a.cn/?b=1，(一)组织学习12次，1)抓学习。",
        "用'A'表示优秀，举办rock'n'roll音乐节，采购55\"电视2台，纪念一二.九运动，第一.抓学习。",
        "研究研究、讨论讨论再办的现象减少，对对口单位回访，目的的确明确，推进推进会部署的任务，为了了解民情进村入户。",
        "得分依次为9 8 9 7，编号为A 1 2 3 4，电话0571 8888 6666，合格率98 %。",
        "他说：“办得好！”“没想到这么快！”共32件……群众问：“办好了没有？”答：“办好了。”",
      ]
    ),
    (
      "residue",
      [
        "更多信息请关注县政府门户网站。",
        "数据见年报（来源：县统计局），要闻转自人民网（来源：新华网），官网www.liutang.gov.cn改版。",
        "收集整理民间故事86篇，本文由县融媒体中心记者采写，会员单位达到58家，群众可免费下载办事指南。",
        "责任编辑由周文远同志担任，编辑：周文远，审核：李小雨，均已签字。",
        "-5℃以下停止作业，#1号泵站完成改造，3*5米展板12块，变量__name__和`git`命令不改。",
        "详见《柳塘年鉴》第3页第2段，好的做法要坚持，引进人工智能语言模型1套。",
        "走访__户，慰问__人，到__镇调研，在__县召开现场会。",
      ]
    ),
    (
      "pair",
      [
        "具体有：1）抓学习；2）抓培训；a)宣传、b)整治，（1）抓督查。",
        "“同志们要做到以下几点。\n“第一，守住防线。\n“第二，压实责任。”",
        "他写道：“山高路远。\n水深流急。”",
        "参加’98抗洪的老兵到场，流行于90’s的老歌，学习Don’t Panic，会心一笑：）",
        "新购24\"显示器12台、55”电视2台，角度为30°15'20\"。",
        "印发《关于贯彻〈安全生产法〉的通知（试行）》（国发〔2019〕3号），开展“回头看”“大起底”。",
        "他强调：“要发扬‘钉钉子’精神，把‘最后一公里’打通。”",
      ]
    ),
    (
      "agree",
      [
        "2022年，将继续努力；2021年初启动，与2020年相比增长8%，上年度考核优秀，2021—2022学年在校生1200人。",
        "市水务局下达计划，县水务局认真落实，被市水务局评为先进集体。",
        "落实“三会一课”，推动“三会、一课、一日”融合，局机关党委抓落实。",
      ]
    ),
    (
      "repeat",
      [
        "狠抓防汛备汛，狠抓河道管护。",
        "附件\n柳塘县水务局2021年工作总结",
      ]
    ),
    (
      "length",
      [
        "一年来，共办理实事32件：修缮泵站6座；清理河道42公里；更换管网18公里；培训巡河员320人次；走访群众860户；化解矛盾纠纷42起。"
      ]
    ),
  ]

  private static let cases = forms.flatMap { kind, forms in forms.map { (kind, $0) } }

  @Test(arguments: cases)
  func silent(kind: String, form: String) throws {
    let rules = try RuleSet.shipped().rules.filter { type(of: $0).kind == kind }
    #expect(!rules.isEmpty)
    let text = Self.page.head + form + Self.page.tail
    for draft in [text, text.replacing("\n", with: "\r\n"), "\u{FEFF}𠮷" + text] {
      let document = try Linter.shipped().document(SourceText(decoding: Array(draft.utf8)))
      for rule in rules {
        let found = try rule.check(document).map { "\(rule.metadata.id): \(document.source[$0.range])" }
        #expect(found.isEmpty, "\(found) in \(form)")
      }
    }
  }
}
