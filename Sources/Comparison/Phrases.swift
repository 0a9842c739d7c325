import PatternMatching

/// Patterns for the phrases that such documents repeat every year, and for the things that change from year to year.
enum Phrases {
  static let sentence = Pattern(trusted: #"[^。！？；\n]+[。！？；]*+[”’）]*+"#)

  /// Titles of documents, quotations and document numbers. Years and numbers in them are not updated.
  static let name = Pattern(trusted: #"《[^》\n]{1,80}》|“[^”\n]{1,60}”|〔[^〕\n]{1,8}〕\h?(?:第?\d{0,4}号)?|[\[［]20\d\d[\]］]"#)

  /// A heading about future work, for profiles that require no plan.
  static let plan = Pattern(trusted: #"(?:下一?步|下一?阶段|下半年|今后|明年|来年|新的一年|未来)|(?:打算|计划|思路|安排|目标任务|努力方向|展望|建议|总体要求)$"#)

  /// A heading of a review of several years.
  static let history = Pattern(
    trusted: #"[三四五]年(?:来|间|工作|的?回顾)|过去的?[三四五]年|十[一二三四五六七八]五”?(?:时期|以来|期间|工作|发展|回顾)|任期|本届"#)

  /// A year or a school year. Not a year in a span of years, in a date after another date, or in a longer number.
  static let year = Pattern(
    trusted:
      #"(?<![\d.—\-–~～至到])(?:(?<year>20\d\d|二[〇○零][一二三][〇○零一二三四五六七八九]|二[〇○零]二[〇○零一二三四五六七八九])年(?!\h?[—\-–~～至到])|(?<year>20\d\d)\h?[—\-–~～至]{1,2}\h?20\d\d学?年?度?学年)"#
  )

  /// Words of sentences that name another year on purpose, or a fact that lasts longer than one year.
  static let otherYear = Pattern(
    trusted:
      #"[比较](?=20|二|上|去|前|同|年初|年底)|同期|同比|相比|上年|去年|往年|前年|以来|累计|连续|截至|截止|历年|近[两二三四五几]年|[三四五]年来|至今|自20|从20|从二|自二|(?<!一)年起|年底前|于20|始建|成立|组建|设立|创建|合并|挂牌|获评|荣获|被评|被授予|入选|印发|出台|发布|颁布|施行|实施|(?:考核|述职|评议|预算|决算)"#
  )

  /// A numbered festival, day or season with its name. Its number rises by one every year.
  static let ordinal = Pattern(
    trusted: #"""
      (?x) 第(?<number>[一二三四五六七八九十百零〇]{1,5}|\d{1,3})(?:
      届(?!全国|世界|国际|亚洲|中国|中央)(?<name>[^，。；：！？、《》（）\d\n]{0,14}?(?:节|周|月|日|会展|运动会|博览会|展览会|交易会|洽谈会|展销会|年会|论坛|大赛|竞赛|联赛|比赛|锦标赛|锦标|展|灯会|庙会|花会|招聘会|推介会|峰会|晚会|联欢会|评选|大讲堂))
      |[个次](?!工作日|一百年|百年)(?<name>(?:“[^”\n]{1,12}”)?[^，。；：！？、《》（）\d\n]{1,14}?(?<!第一|工作|生|节假|主题党|党)(?:节|日|周|宣传月|活动月|教育月|安全生产月|服务月)))
      """#)

  /// Words of sentences that name an earlier event on purpose.
  static let earlierEvent = Pattern(trusted: #"上年|去年|往年|前年|上届|上一届|历届|自第|从第|以来|首届|至第|到第"#)

  /// The text between two punctuation marks.
  static let clause = Pattern(trusted: #"[^，。；：！？、（）“”《》\n]+"#)

  /// The number of an anniversary: 建党101周年.
  static let anniversary = Pattern(trusted: #"(?<number>\d{1,3}|[一二三四五六七八九十百零〇]{1,6})周年"#)

  /// A meeting whose number continues from year to year. Numbers from 1 to 4 can be meetings of one year.
  static let meeting = Pattern(
    trusted: #"第(?<number>[一二三四五六七八九十百零〇]{1,5}|\d{1,3})次(?<name>[^，。；：！？、《》（）\d\n]{0,10}?(?:全体会议|代表会议|会员大会|理事会|年会))"#)

  /// A figure with its unit. White space, 余 or 多 can stand between them.
  static let figure = Pattern(
    trusted: #"""
      (?x) (?<![\d.．第〔\[年月\-—–~～+A-Za-z])(?<number>\d{1,3}(?:[,，]\d{3})+|\d+(?:\.\d+)?)(?<unit>\h?[余多]?(?:%|％|‰|
      [百千万亿]{0,2}[余多]?(?:平方公里|平方米|立方米|公里|公顷|公斤|千米|美元|元|亩|吨|米|斤|千瓦时?|兆瓦|度
      |人次|户次|件次|家次|场次|批次|车次|[座处次场期名人户件篇条所家份套批台栋幢盏辆支株棵笔起项个位门节册卷页幅块间对组张枚顷])))(?![月日号年岁A-Za-z])
      """#)

  /// Words for construction. The number of things built is seldom equal in two years, so one equal digit is enough.
  static let building = Pattern(trusted: #"新建|改建|扩建|建成|修建|整修|修缮|加装|增设|疏浚"#)

  /// Words for a figure that lasts longer than a year, is set by others, or lies in the future.
  static let notYearly = Pattern(
    trusted: #"""
      (?x) 现有|共有|拥有|下设|下辖|所辖|辖区|管辖|在职|在编|在册|编制|退休|户籍|人口|占地|(?<!新增|种植|绿化|播种|改造|治理|修复|种草|造林)面积|全长|总长|始建|成立|核定|设有|设立|内设|班子成员|辖|共设|由
      |累计|连续|以来|近[两二三四五几]年|[三四五]年来|历年|截至|截止|规划
      |每[年月周季人天日个户次名学]|不少于|不低于|不超过|至少|以上|以内|以下|左右|标准|按照|规定|要求
      |将|计划|力争|拟|确保|目标|预计|打算|争取
      """#)

  /// Phrases that are the same every year: leadership, guiding documents, thanks, lists of minor matters.
  static let formula = Pattern(
    trusted: #"""
      (?x) (?:坚持|始终|紧紧|紧扣|全面|深入|认真|扎实|切实|坚决|高举|牢固|持续|进一步|不断|自觉|主动|更加)*+
      (?: 以[^，。；\n]{1,50}(?:为|作为)(?:指导|统领|引领|核心|主线|目标|抓手|契机|载体|动力|总抓手|重点|根本|遵循|宗旨|己任|中心|导向|基础)
      | (?:学习|学深|宣传|领会|把握|践行|贯彻|落实|遵守|执行)[^，。；\n]{0,60}(?:精神|思想|部署|要求|方针|战略|论述|指示|讲话|党章|规定|制度|决策|责任制|主义)
      | (?:在|按照|根据|遵照|围绕)[^，。；\n]{1,50}(?:领导|指导|支持|关心|帮助|部署|要求|安排|思路|目标|精神|中心|大局|工作|下)
      | (?:树立|增强|坚定|做到|坚决做到|捍卫|拥护|维护)[^，。；\n]{0,40}
      | 坚持[^，。；\n]{0,40} | 围绕[^，。；\n]{0,40} | 不忘[^，。；\n]{0,6}[，、]牢记[^，。；\n]{0,6}
      | [^，。；\n]{0,30}(?:请予|请各位|请[^，。；\n]{1,14})(?:审议|批评|指正|审阅|提出意见)[^。；\n]{0,40}
      | 向[^。；\n]{4,300}(?:敬意|感谢|谢意|问候|祝福|祝愿)[^。；\n]{0,10} | (?:谨|现)代表[^，。；\n]{2,40}
      | 接受[^。；\n]{2,60}监督 | 现将[^。\n]{2,60}如下
      | [^。；\n]{0,140}等(?:各项|各类|方面|领域|社会)?(?:的)?(?:工作|事业)[^，。；\n]{0,14} | [^，。；\n]{0,24}是指[^。\n]{2,300} )
      """#)
}
