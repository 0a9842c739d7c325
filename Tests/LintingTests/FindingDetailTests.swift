import Diagnostics
import DraftText
import Linting
import RuleEngine
import RuleFiles
import ShippedRules
import Testing

/// The findings of shipped rules in detail, with their messages. The examples of a rule only test the places.
@Suite struct FindingDetailTests {
  /// A draft and the findings of one rule: `severity line text: message`, then `< text` for each related place, then
  /// `fix applicability: text` for a fix.
  struct Case: CustomTestStringConvertible {
    let rule: String
    let testDescription: String
    let draft: String
    let findings: [String]
    /// The text of the rule, if it is not a shipped one.
    let text: String?

    init(_ rule: String, _ name: String, text: String? = nil, _ draft: String, _ findings: String...) {
      (self.rule, self.text, self.draft, self.findings) = (rule, text, draft, findings)
      testDescription = "\(rule): \(name)"
    }

    func rules() throws -> RuleSet {
      guard let text else { return try RuleSet.shipped() }
      let folder = RuleFolder(path: "rules", files: [(path: rule + ".yaml", bytes: Array(text.utf8))])
      return try RuleSet(shipped: ShippedRules.snapshot, folders: [folder])
    }
  }

  static let cases = [
    Case(
      "numbering/duplicate", "the number that is due",
      "青禾镇2021年工作总结\n今年以来，全镇狠抓落实。\n一、抓学习\n组织开展各项工作。\n二、抓管理\n组织开展各项工作。\n二、抓作风\n组织开展各项工作。\n",
      "error 7 二、: 序号“二、”重复，应为“三、” < 5 二、 fix safe: 三"),
    Case(
      "numbering/duplicate", "the one that is referred to",
      "青禾镇2021年工作总结\n今年以来，全镇狠抓落实。\n一、抓学习\n组织开展各项工作。\n二、抓管理\n组织开展各项工作。\n二、抓作风（见第二部分）\n组织开展各项工作。\n",
      "error 7 二、: 序号“二、”重复，应为“三、” < 5 二、 fix unsafe: 三"),
    Case(
      "numbering/start", "two is a slip",
      "青禾镇2021年工作总结\n今年以来，全镇狠抓落实。\n二、抓学习\n组织开展各项工作。\n三、抓管理\n组织开展各项工作。\n",
      "error 3 二、: 序号从“二、”开始，缺少“一、”"),
    Case(
      "numbering/start", "three begins a piece of a draft",
      "青禾镇2021年工作总结\n今年以来，全镇狠抓落实。\n三、抓学习\n组织开展各项工作。\n四、抓管理\n组织开展各项工作。\n",
      "info 3 三、: 序号从“三、”开始，缺少“一、”"),
    Case(
      "numbering/lone", "a second item alone is said to lack a beginning",
      "青禾镇2021年工作总结\n今年以来，全镇狠抓落实。\n一、抓学习\n组织开展各项工作。\n（二）抓管理\n组织开展各项工作。\n二、抓作风\n组织开展各项工作。\n"),
    Case(
      "numbering/delimiter", "most are wrong, one is right",
      "青禾镇2021年工作总结\n今年以来，全镇狠抓落实。\n一，抓学习\n组织开展各项工作。\n二，抓管理\n组织开展各项工作。\n三、抓作风\n组织开展各项工作。\n",
      "warning 3 一，: 序号“一，”后的标点不当，应为“一、” fix safe: 、",
      "warning 5 二，: 序号“二，”后的标点不当，应为“二、” fix safe: 、"),
    Case(
      "numbering/delimiter", "one item is no habit",
      "青禾镇2021年工作总结\n今年以来，全镇狠抓落实。\n一，抓学习\n组织开展各项工作。\n",
      "warning 3 一，: 序号“一，”后的标点不当，应为“一、”"),
    Case(
      "numbering/delimiter", "two numberings, the first of which counts",
      "青禾镇2021年工作总结\n今年以来，全镇狠抓落实。\n一，抓学习\n组织开展各项工作。\n2、抓管理\n组织开展各项工作。\n",
      "warning 3 一，: 序号“一，”后的标点不当，应为“一、”"),
    Case(
      "numbering/style", "a list of one item has no style",
      "青禾镇2021年工作总结\n今年以来，全镇狠抓落实。\n一、抓学习\n组织开展各项工作。\n1.读书\n组织开展各项工作。\n2.交流\n组织开展各项工作。\n二、抓管理\n组织开展各项工作。\n1.制度\n组织开展各项工作。\n2.台账\n组织开展各项工作。\n三、抓作风\n组织开展各项工作。\n（一）走访\n组织开展各项工作。\n"
    ),
    Case(
      "numbering/style", "a level left out is said by itself",
      "青禾镇2021年工作总结\n今年以来，全镇狠抓落实。\n一、抓学习\n组织开展各项工作。\n（一）读书\n组织开展各项工作。\n（二）交流\n组织开展各项工作。\n二、抓管理\n组织开展各项工作。\n（一）制度\n组织开展各项工作。\n（二）台账\n组织开展各项工作。\n三、抓作风\n组织开展各项工作。\n1.走访\n组织开展各项工作。\n2.慰问\n组织开展各项工作。\n"
    ),
    Case(
      "numbering/gap", "more than one may be missing",
      "青禾镇2021年工作总结\n今年以来，全镇狠抓落实。\n一、抓学习\n组织开展各项工作。\n二、抓管理\n组织开展各项工作。\n五、抓作风\n组织开展各项工作。\n",
      "error 7 五、: 序号跳到“五、”，缺少“三、至四、” < 5 二、"),
    Case(
      "numbering/gap", "a gap before a number said twice",
      "青禾镇2021年工作总结\n今年以来，全镇狠抓落实。\n一、抓学习\n组织开展各项工作。\n二、抓管理\n组织开展各项工作。\n四、抓作风\n组织开展各项工作。\n五、抓督查\n组织开展各项工作。\n五、抓宣传\n组织开展各项工作。\n六、抓执法\n组织开展各项工作。\n",
      "error 7 四、: 序号跳到“四、”，缺少“三、” < 5 二、"),
    Case(
      "numbering/gap", "a list that begins anew",
      "青禾镇2021年工作总结\n今年以来，全镇狠抓落实。\n一、抓学习\n组织开展各项工作。\n二、抓管理\n组织开展各项工作。\n三、抓作风\n组织开展各项工作。\n一、抓督查\n组织开展各项工作。\n三、抓宣传\n组织开展各项工作。\n",
      "error 11 三、: 序号跳到“三、”，缺少“二、” < 9 一、 fix unsafe: 二"),
    Case(
      "numbering/gap", "the words of the list",
      "第一编 总则\n说明一。\n第二编 合同\n说明二。\n第四编 附则\n说明四。\n",
      "error 5 第四编: 序号跳到“第四编”，缺少“第三编” < 3 第二编 fix unsafe: 三"),
    Case(
      "numbering/gap", "another word of the same numbering",
      "第一项  爱护花草树木。不攀折花枝。\n第二项  保持环境卫生。果皮纸屑入桶。\n第四项  文明遛犬。犬只系绳。\n",
      "error 3 第四项: 序号跳到“第四项”，缺少“第三项” < 2 第二项 fix unsafe: 三"),
    Case(
      "numbering/gap", "small letters",
      "要求如下：\na. 按时到岗。\nb. 认真记录。\nd. 及时上报。\n",
      "error 4 d.: 序号跳到“d.”，缺少“c.” < 3 b. fix unsafe: c"),
    Case(
      "numbering/gap", "small letters in brackets",
      "要求如下：\na) 按时到岗。\nb) 认真记录。\nd) 及时上报。\n",
      "error 4 d): 序号跳到“d)”，缺少“c)” < 3 b) fix unsafe: c"),
    Case(
      "numbering/gap", "Roman numerals in Latin letters",
      "要求如下：\nI. 按时到岗。\nII. 认真记录。\nIV. 及时上报。\n",
      "error 4 IV.: 序号跳到“IV.”，缺少“III.” < 3 II. fix unsafe: III"),
    Case(
      "numbering/gap", "full-width figures",
      "要求如下：\n１、按时到岗。\n２、认真记录。\n４、及时上报。\n",
      "error 4 ４、: 序号跳到“４、”，缺少“３、” < 3 ２、 fix safe: ３"),
    Case(
      "numbering/gap", "figures in place of Han numerals",
      "第1章 按时到岗\n甲。\n第2章 认真记录\n乙。\n第5章 及时上报\n丙。\n",
      "error 5 第5章: 序号跳到“第5章”，缺少“第3章至第4章” < 3 第2章"),
    Case(
      "numbering/gap", "the item before is the model",
      "要求如下：\n（1）按时到岗。\n（2）认真记录。\n(4)及时上报。\n",
      "error 4 (4): 序号跳到“(4)”，缺少“（3）” < 3 （2） fix safe: 3"),
    Case(
      "numbering/duplicate", "the brackets of the list",
      "要求如下：\n(1)按时到岗。\n(2)认真记录。\n(2)及时上报。\n",
      "error 4 (2): 序号“(2)”重复，应为“(3)” < 3 (2) fix safe: 3"),
    Case(
      "numbering/style", "the mark of the list",
      "一、工作情况\n1、抓班子。召开党组会十二次。\n2、抓队伍。培训干部三批。\n（3）抓基层。新建支部一个。\n4、抓宣传。编发简报十期。\n",
      "warning 4 （3）: 序号“（3）”与同一层次的“1、”形式不一，应为“3、” < 2 1、"),
    Case(
      "numbering/delimiter", "figures in place of Han numerals",
      "第1章, 按时到岗\n甲。\n第2章 认真记录\n乙。\n第3章 及时上报\n丙。\n",
      "warning 1 第1章,: 序号“第1章,”后的标点不当，应为“第1章” fix unsafe: 章"),
    Case(
      "enumeration/gap", "the brackets of the list",
      "青禾镇2021年工作总结\n一、主要工作\n重点做好：(1)抓学习；(2)抓管理；(4)抓作风；(5)抓督查。\n",
      "error 3 (4): 列举跳到“(4)”，缺少“(3)” < 3 (2)"),
    Case(
      "enumeration/gap", "a gap is said once",
      "青禾镇2021年工作总结\n今年以来，全镇狠抓落实。\n一、主要工作\n一是抓学习。二是抓管理。二是抓作风。六是抓督查。三是抓宣传。六是抓执法。\n",
      "error 4 六是: 列举跳到“六是”，缺少“三是” < 4 二是"),
    Case(
      "enumeration/duplicate", "both begin a paragraph",
      "青禾镇2021年工作总结\n今年以来，全镇狠抓落实。\n一、主要工作\n一是抓学习。\n一是抓管理。\n",
      "error 5 一是: 列举中“一是”重复，应为“二是” < 4 一是"),
    Case(
      "enumeration/duplicate", "the second is where it belongs",
      "青禾镇2021年工作总结\n今年以来，全镇狠抓落实。\n一、主要工作\n一是抓学习。四是抓管理。二是抓作风。四是抓督查。\n"
    ),
    Case(
      "enumeration/lone", "the number before",
      "青禾镇2021年工作总结\n今年以来，全镇狠抓落实。\n一、主要工作\n三是抓学习，不断提高认识。\n",
      "warning 4 三是: 只有“三是”，没有“二是”"),
    Case(
      "enumeration/lone", "company that is too far off",
      "青禾镇2021年工作总结\n今年以来，全镇狠抓落实。\n一、主要工作\n一是抓学习，组织党员干部学习制度文件，组织党员干部学习制度文件，组织党员干部学习制度文件，组织党员干部学习制度文件，组织党员干部学习制度文件，组织党员干部学习制度文件，组织党员干部学习制度文件，组织党员干部学习制度文件，组织党员干部学习制度文件，组织党员干部学习制度文件，开展研讨。同时，强化督查。\n",
      "warning 4 一是: 只有“一是”，没有“二是”"),
    Case(
      "enumeration/lone", "first is often an adverb",
      "青禾镇2021年工作总结\n今年以来，全镇狠抓落实。\n一、主要工作\n首先，抓学习，不断提高认识。\n",
      "info 4 首先，: 只有“首先，”，没有“其次，”（仅供参考）"),
    Case(
      "enumeration/lone", "a first item begins, whatever goes before",
      "青禾镇2021年工作总结\n今年以来，全镇狠抓落实。\n一、主要工作\n学校坚持质量第一，育人为本，一是抓学习，不断提高认识。\n",
      "warning 4 一是: 只有“一是”，没有“二是”"),
    Case(
      "enumeration/style", "the first of most is the model",
      "青禾镇2021年工作总结\n今年以来，全镇狠抓落实。\n一、主要工作\n其一，抓学习。二是抓管理。三是抓作风。\n",
      "warning 4 其一，: 列举用语“其一，”形式不当，应为“一是” < 4 二是"),
    Case(
      "enumeration/style", "half have a mark",
      "青禾镇2021年工作总结\n今年以来，全镇狠抓落实。\n一、主要工作\n第一、抓学习。第二，抓管理。\n",
      "warning 4 第一、: 列举用语“第一、”形式不当，应为“第一，”"),
    Case(
      "enumeration/style", "most have the habit",
      "青禾镇2021年工作总结\n今年以来，全镇狠抓落实。\n一、主要工作\n第一、抓学习。第二、抓管理。第三，抓作风。\n",
      "warning 4 第三，: 列举用语“第三，”形式不当，应为“第三、”"),
    Case(
      "count/mismatch", "the next promise is a border",
      "青禾镇2021年工作总结\n今年以来，全镇狠抓落实。\n一、主要工作\n突出把好三关，严格程序，年内还要把好四关。把好推荐关。把好考察关。把好决定关。把好任用关。\n"),
    Case(
      "count/mismatch", "a list and an enumeration",
      "青禾镇2021年工作总结\n今年以来，全镇狠抓落实。\n一、主要工作\n围绕学习、服务、作风、廉政三个方面：一是抓学习；二是抓管理；三是抓作风。\n"),
    Case(
      "count/mismatch", "two too many",
      "青禾镇2021年工作总结\n今年以来，全镇狠抓落实。\n一、主要工作\n从学习、服务、作风、廉政、督查三个方面发力，各项工作有序推进。\n",
      "warning 4 三个方面: 前文说“三个方面”，实有5项 < 4 学习 < 4 服务 < 4 作风 < 4 廉政 < 4 督查"),
    Case(
      "count/mismatch", "one refrain is none",
      "青禾镇2021年工作总结\n今年以来，全镇狠抓落实。\n一、主要工作\n着力把好三关，健全制度。把好收集关，入户走访。\n"),
    Case(
      "count/mismatch", "the nearest promise is the broken one",
      "青禾镇2021年工作总结\n今年以来，全镇狠抓落实。\n一、主要工作\n在两个方面下功夫，做好五项工作：一是抓学习，二是抓服务，三是抓作风，四是抓廉政。\n",
      "error 4 五项工作: 前文说“五项工作”，实有4项 < 4 一是 < 4 二是 < 4 三是 < 4 四是"),
    Case(
      "count/mismatch", "what only keeps",
      "青禾镇2021年工作总结\n今年以来，全镇狠抓落实。\n一、主要工作\n从四个方面推进，一方面抓学习，一方面抓服务，一方面抓作风。\n"),
    Case(
      "count/mismatch", "a number left out",
      "青禾镇2021年工作总结\n今年以来，全镇重点抓好以下四项工作：\n一、抓学习\n学习。\n二、抓管理\n管理。\n四、抓作风\n作风。\n"),
    Case(
      "count/mismatch", "one item is no enumeration",
      "青禾镇2021年工作总结\n今年以来，全镇狠抓落实。\n一、主要工作\n重点做好三项工作：一是抓学习，提高认识。\n"),
    Case(
      "count/mismatch", "a title promises nothing",
      "青禾镇抓好学习、服务、作风、廉政三项工作情况的汇报\n今年以来，全镇狠抓落实。\n一、主要工作\n走访。\n"
    ),
    Case(
      "parts/missing", "the title promises it",
      "青禾镇2021年工作总结和2022年工作打算\n今年以来，全镇狠抓落实。\n一、主要工作\n组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。\n二、存在问题\n力量不足，经费不够。力量不足，经费不够。力量不足，经费不够。力量不足，经费不够。力量不足，经费不够。力量不足，经费不够。力量不足，经费不够。力量不足，经费不够。力量不足，经费不够。力量不足，经费不够。力量不足，经费不够。力量不足，经费不够。力量不足，经费不够。力量不足，经费不够。力量不足，经费不够。力量不足，经费不够。力量不足，经费不够。力量不足，经费不够。力量不足，经费不够。力量不足，经费不够。力量不足，经费不够。力量不足，经费不够。力量不足，经费不够。力量不足，经费不够。力量不足，经费不够。力量不足，经费不够。力量不足，经费不够。力量不足，经费不够。力量不足，经费不够。力量不足，经费不够。\n"
    ),
    Case(
      "parts/missing", "no heading tells",
      "青禾镇2021年工作总结\n今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。\n",
      "info 2 : “年度总结”缺少“存在问题”部分 < 2 今年以来",
      "info 2 : “年度总结”缺少“下步打算”部分 < 2 今年以来"),
    Case(
      "parts/missing", "one heading for two parts",
      "青禾镇2021年工作总结\n今年以来，全镇狠抓落实。\n一、存在问题及下步打算\n力量不足，补齐短板。\n"),
    Case(
      "parts/missing", "the nearest heading before it",
      "青禾镇2021年工作总结\n今年以来，全镇狠抓落实。\n一、主要工作\n组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。\n二、存在问题\n力量不足，经费不够。力量不足，经费不够。力量不足，经费不够。力量不足，经费不够。力量不足，经费不够。力量不足，经费不够。力量不足，经费不够。力量不足，经费不够。力量不足，经费不够。力量不足，经费不够。力量不足，经费不够。力量不足，经费不够。力量不足，经费不够。力量不足，经费不够。力量不足，经费不够。力量不足，经费不够。力量不足，经费不够。力量不足，经费不够。力量不足，经费不够。力量不足，经费不够。力量不足，经费不够。力量不足，经费不够。力量不足，经费不够。力量不足，经费不够。力量不足，经费不够。力量不足，经费不够。力量不足，经费不够。力量不足，经费不够。力量不足，经费不够。力量不足，经费不够。\n",
      "warning 6 : “年度总结”缺少“下步打算”部分 < 5 二、存在问题"),
    Case(
      "parts/missing", "long enough, to the character",
      "青禾镇2021年工作总结\n今年以来，全镇狠抓落实。\n一、主要工作\n组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织。\n",
      "warning 4 : “年度总结”缺少“存在问题”部分 < 3 一、主要工作",
      "warning 4 : “年度总结”缺少“下步打算”部分 < 3 一、主要工作"),
    Case(
      "parts/missing", "one character less",
      "青禾镇2021年工作总结\n今年以来，全镇狠抓落实。\n一、主要工作\n组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组织开展各项工作。组。\n"
    ),
    Case(
      "parts/order", "one part too late",
      "青禾镇2021年工作总结\n今年以来，全镇狠抓落实。\n一、存在问题\n力量不足。\n二、下步打算\n补齐短板。\n三、主要工作\n组织学习。\n",
      "warning 7 三、主要工作: “工作情况”应在“存在问题”之前 < 3 一、存在问题"),
    Case(
      "parts/order", "a part inside a section",
      "青禾镇2021年工作总结\n今年以来，全镇狠抓落实。\n一、主要工作\n（一）学习\n组织学习。\n（二）下步打算\n补齐短板。\n二、存在问题\n力量不足。\n"),
    Case(
      "parts/order", "a lead-in is a guess at the profile",
      "青禾镇\n2021年，现将一年来工作情况总结如下：\n一、存在问题\n力量不足。\n二、下步打算\n补齐短板。\n三、主要工作\n组织学习。\n",
      "info 7 三、主要工作: “工作情况”应在“存在问题”之前 < 3 一、存在问题"),
    Case(
      "parts/promised", "no sections",
      "青禾镇2021年工作总结和2022年工作打算\n今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。今年以来，全镇组织开展各项工作。\n"
    ),
    Case(
      "parts/empty", "a table further on",
      "青禾镇2021年工作总结\n今年以来，全镇狠抓落实。\n一、抓学习\n二、抓管理\n组织开展各项工作。\n| 镇 | 户数 |\n| --- | --- |\n| 青禾 | 12 |\n",
      "error 3 一、抓学习: 标题“一、抓学习”下没有内容"),
    Case(
      "agree/author", "one character at the end of the office",
      "青禾县水务局2021年工作总结\n一、主要工作\n组织学习。\n青禾县水利局\n2021年12月20日\n"),
    Case(
      "agree/author", "the lead-in",
      "青禾县水务局2021年工作总结\n2021年，青禾市水务局在县委领导下，完成了任务。\n一、主要工作\n组织学习。\n",
      "info 2 青禾市: 同一个单位前后写法不一：“青禾市”与“青禾县” < 1 青禾县"),
    Case(
      "agree/author", "two against one",
      "青禾县水务局2021年工作总结\n2021年，青禾市水务局在县委领导下，完成了任务。\n一、主要工作\n组织学习。\n青禾县水务局\n2021年12月20日\n",
      "info 2 青禾市: 同一个单位前后写法不一：“青禾市”与“青禾县” < 1 青禾县"),
    Case(
      "agree/author", "a level written twice otherwise",
      "石门乡卫生院2021年工作总结\n一、主要工作\n石门镇卫生院走访三百户，石门镇修路，石门乡通水。\n"),
    Case(
      "agree/author", "part of the text is open",
      "青梧街道2021年工作总结\n2021年，银湾镇在县委领导下，完成了任务，银湾乡通水。\n一、主要工作\n组织学习。\n"),
    Case(
      "agree/author", "a county named as its city",
      "霁川市霁川县水务局2021年工作总结\n一、主要工作\n组织学习。\n霁川县水务局\n2021年12月20日\n"
    ),
    Case(
      "agree/author", "the signature is longer",
      "霁川县水务局2021年工作总结\n一、主要工作\n组织学习。\n霁川市霁川县水务局\n2021年12月20日\n"
    ),
    Case(
      "agree/author", "a name of three characters",
      "青禾县2021年政府工作总结\n一、主要工作\n组织学习。\n青禾市人民政府\n2021年12月20日\n",
      "warning 4 青禾市: 同一个单位前后写法不一：“青禾市”与“青禾县” < 1 青禾县"),
    Case(
      "agree/author", "our county",
      "青禾县水务局2021年工作总结\n2021年，我县水务局在县委领导下，完成了任务。\n一、主要工作\n组织学习。\n"
    ),
    Case(
      "agree/year", "a title that it is not about",
      "青梧街道2021年上半年党建工作总结\n2020年，街道党工委围绕中心、服务大局，党建工作取得新成效。\n一、主要工作\n走访三百户。\n"),
    Case(
      "agree/year", "the date, where the lead-in is wrong",
      "青梧街道2021年党建工作总结\n2020年，街道党工委围绕中心、服务大局，党建工作取得新成效。\n一、主要工作\n走访三百户。\n青梧街道办事处\n2025年1月6日\n",
      "warning 2 2020年: 年份前后不一致：“2020年”与“2021年” < 1 2021年"),
    Case(
      "agree/year", "probably",
      "青梧街道2021年党建工作总结\n2019年以来，街道党工委围绕中心、服务大局，党建工作取得新成效。\n一、主要工作\n走访三百户。\n"),
    Case(
      "agree/year", "two guesses",
      "政府工作报告\n2022年以来，全市修路。\n各位代表：\n一、2023年工作回顾\n走访。\n二、2023年重点工作\n建校。\n",
      "info 2 2022年: 年份前后不一致：“2022年”与“2023年” < 4 2023年"),
    Case(
      "agree/year", "a slogan over the title",
      "2022年，再出发\n——青梧街道2021年工作总结\n今年以来，街道狠抓落实。\n一、主要工作\n走访三百户。\n"
    ),
    Case(
      "agree/year", "what one plan says tells nothing of another",
      "政府工作报告\n2022年，全市修路。\n一、2023年重点工作\n走访。\n二、2022年重点工作\n建校。\n"),
    Case(
      "agree/year", "inside a tag",
      "青梧街道2021年党建工作总结\n<p title=现将2020年工作总结>今年以来，街道党工委围绕中心、服务大局。\n一、主要工作\n走访三百户。\n"
    ),
    Case(
      "contents/absent", "a heading without ordinal is like few",
      "关于全县夏粮收购情况的调研报告\n目录\n一、基本情况……1\n二、主要做法……2\n意见建议……5\n一、基本情况\n收购。\n二、主要做法\n落实。\n{存在问题}\n加快。\n",
      "warning 5 意见建议: 目录中的“意见建议”在正文中没有"),
    Case(
      "contents/absent", "a heading without words is like none",
      "关于全县夏粮收购情况的调研报告\n目录\n一、基本情况……1\n意见建议……2\n三、主要做法……5\n一、基本情况\n收购。\n二、\n三、主要做法\n落实。\n",
      "warning 4 意见建议: 目录中的“意见建议”在正文中没有"),
    Case(
      "contents/absent", "half of the characters is not most",
      "关于全县夏粮收购情况的调研报告\n目录\n一、基本情况……1\n二、主要做法……2\n意见建议……5\n一、基本情况\n收购。\n二、主要做法\n落实。\n三、意见反馈\n加快。\n",
      "warning 5 意见建议: 目录中的“意见建议”在正文中没有"),
    Case(
      "contents/absent", "an item is no heading",
      "关于全县夏粮收购情况的调研报告\n目录\n一、基本情况……1\n二、工作措施……2\n三、意见建议……5\n一、基本情况\n收购。主要有：\n1.工作措施得力；\n2.收购措施有效。\n三、意见建议\n加快。\n",
      "warning 4 二、工作措施: 目录中的“二、工作措施”在正文中没有"),
    Case(
      "contents/absent", "the table goes forward only",
      "关于全县夏粮收购情况的调研报告\n目录\n一、基本情况……1\n四、意见建议……5\n二、收购成效……1\n三、主要做法……2\n一、基本情况\n收购。\n二、收购成效\n收购。\n三、主要做法成效\n落实。\n四、意见建议\n加快。\n",
      "warning 6 三、主要做法: 目录中的“三、主要做法”在正文中没有"),
    Case(
      "contents/absent", "the heading alike has its entry",
      "关于全县夏粮收购情况的调研报告\n目录\n一、基本情况……1\n二、主要做法成效……2\n二、主要做法……2\n三、意见建议……5\n一、基本情况\n收购。\n二、主要做法\n落实。\n三、意见建议\n加快。\n",
      "warning 4 二、主要做法成效: 目录中的“二、主要做法成效”在正文中没有"),
    Case(
      "contents/differs", "number other, name the same",
      "关于全县夏粮收购情况的调研报告\n目录\n一、基本情况……1\n二、主要做法……2\n四、建议……5\n一、基本情况\n收购。\n二、主要做法\n落实。\n三、建议\n加快。\n",
      "warning 5 四、建议: 目录中的“四、建议”与正文标题不一致，正文为“三、建议” < 10 三、建议"),
    Case(
      "contents/differs", "twice the same words",
      "关于全县夏粮收购情况的调研报告\n目录\n一、基本情况……1\n（一）做法……2\n二、主要做法……2\n（一）做法……3\n三、意见……5\n一、基本情况\n（一）做法\n收购。\n二、主要做法\n（一）做法\n落实。\n三、意见建议\n加快。\n",
      "warning 7 三、意见: 目录中的“三、意见”与正文标题不一致，正文为“三、意见建议” < 14 三、意见建议"),
    Case(
      "contents/differs", "two alike",
      "关于全县夏粮收购情况的调研报告\n目录\n一、基本情况……1\n二、主要做法……2\n三、主要做法……5\n一、基本情况\n收购。\n二、主要做法成效\n落实。\n三、主要做法成果\n加快。\n",
      "warning 4 二、主要做法: 目录中的“二、主要做法”与正文标题不一致，正文为“二、主要做法成效” < 8 二、主要做法成效",
      "warning 5 三、主要做法: 目录中的“三、主要做法”与正文标题不一致，正文为“三、主要做法成果” < 10 三、主要做法成果"),
    Case(
      "contents/differs", "of two headings the first",
      "关于全县夏粮收购情况的调研报告\n目录\n一、基本情况……1\n（一）做法……1\n二、意见……2\n一、基本情况\n（一）做法\n收购。\n二、意见建议\n（一）做法\n加快。\n",
      "warning 5 二、意见: 目录中的“二、意见”与正文标题不一致，正文为“二、意见建议” < 9 二、意见建议"),
    Case(
      "contents/unlisted", "a differing entry lists its heading",
      "关于全县夏粮收购情况的调研报告\n目录\n一、基本情况……1\n二、主要做法……2\n三、意见建议……3\n四、附则……4\n一、基本情况\n收购。\n二、主要做法成效\n落实。\n三、意见建议\n加快。\n四、附则\n无。\n"
    ),
    Case(
      "agree/homophone", "three times is meant",
      "霁川市2021年工作总结\n一、主要工作\n贾素云同志走访。贾素云同志通水。贾素云同志修路。贾素云同志建校。\n贾素芸同志走访。贾素芸同志通水。贾素芸同志修路。\n"),
    Case(
      "agree/homophone", "a line ends a sentence",
      "霁川市2021年工作总结\n一、主要工作\n贾素云同志走访\n贾素芸同志通水\n",
      "info 4 贾素芸: “贾素芸”与“贾素云”一字之差且读音相同，是不是写错了 < 3 贾素云"),
    Case(
      "agree/homophone", "two characters",
      "霁川市2021年工作总结\n一、主要工作\n贾素云同志走访。\n贾苏芸同志通水。\n"),
    Case(
      "agree/homophone", "a part of the name",
      "澜江市图书馆2021年工作总结\n一、主要工作\n澜江图书馆走访。\n兰江市委通水。\n",
      "info 4 兰江市: “兰江市”与“澜江市”一字之差且读音相同，是不是写错了 < 1 澜江市"),
    Case(
      "agree/homophone", "title",
      "霁川市生态环境局2021年工作总结\n一、主要工作\n霁川市生太环境局走访。\n霁川市声态环境局通水。\n",
      "warning 1 霁川市生态环境局: “霁川市生态环境局”与“霁川市生太环境局”一字之差且读音相同，是不是写错了 < 3 霁川市生太环境局"),
    Case(
      "agree/homophone", "five characters",
      "青禾水务局2021年工作总结\n一、主要工作\n走访三百户。\n青和水务局通水。\n",
      "warning 4 青和水务局: “青和水务局”与“青禾水务局”一字之差且读音相同，是不是写错了 < 1 青禾水务局"),
    Case(
      "agree/homophone", "two in one sentence",
      "青禾镇2021年工作总结\n今年以来，全镇狠抓落实。\n一、主要工作\n贾素云同志走访群众，贾素芸同志通水。\n"
    ),
    Case(
      "agree/homophone", "what the text alone tells",
      "青禾镇2021年工作总结\n今年以来，全镇狠抓落实。\n一、主要工作\n柳塘社区走访群众。\n柳糖社区通水。\n",
      "info 5 柳糖社区: “柳糖社区”与“柳塘社区”一字之差且读音相同，是不是写错了 < 4 柳塘社区"),
    Case(
      "agree/homophone", "inside a tag",
      "青禾镇2021年工作总结\n今年以来，全镇狠抓落实。\n一、主要工作\n柳塘社区走访群众。\n<b title=柳糖社区>通水。</b>\n"
    ),
    Case(
      "residue/invisible", "spaces",
      "工作总结\n一、主要工作\n走访\u{A0}三百户，\u{A0}通水。\n一是\u{A0}修路。\n党\u{200B}员通水\u{A0}\n",
      "warning 3 \u{A0}: 文中夹有看不见的字符 fix safe:  ",
      "warning 3 \u{A0}: 文中夹有看不见的字符 fix safe: ",
      "warning 4 \u{A0}: 文中夹有看不见的字符 fix safe: ",
      "warning 5 \u{200B}: 文中夹有看不见的字符 fix safe: ",
      "warning 5 \u{A0}: 文中夹有看不见的字符 fix safe: "),
    Case(
      "residue/invisible", "spaces at the end",
      "工作总结\n一、主要工作\n走访 ABC\u{A0}DEF\u{200B}户。\u{3000}\u{2003}修路\u{A0}",
      "warning 3 \u{A0}: 文中夹有看不见的字符 fix safe:  ",
      "warning 3 \u{200B}: 文中夹有看不见的字符 fix safe: ",
      "warning 3 \u{A0}: 文中夹有看不见的字符 fix safe: "),
    Case(
      "residue/invisible", "beside a sign",
      "青禾镇2021年工作总结\n今年以来，全镇狠抓落实。\n一、主要工作\n走访☎\u{A0}三百户，三户\u{A0}☎，三\u{A0}户。\n",
      "warning 4 \u{A0}: 文中夹有看不见的字符 fix unsafe:  ",
      "warning 4 \u{A0}: 文中夹有看不见的字符 fix unsafe:  ",
      "warning 4 \u{A0}: 文中夹有看不见的字符 fix safe:  "),
    Case(
      "house/residue", "in residue alone",
      text: """
        kind: forbid
        severity: warning
        message: 残留“{match}”
        pattern: 甲
        scope: residue
        """,
      "工作总结\n一、工作\n走访<b title=甲>甲</b>户。\n",
      "warning 3 甲: 残留“甲”"),
    Case(
      "house/forbid", "what the scope leaves out",
      text: """
        kind: forbid
        severity: warning
        message: 标题里有“{match}”
        pattern: 甲
        scope: title
        """,
      "甲镇工作总结\n一、甲工作\n走访甲户。\n",
      "warning 1 甲: 标题里有“甲”"),
    Case(
      "house/year", "one month",
      text: """
        kind: agree
        compare: year
        severity: warning
        message: “{match}”与“{other}”
        title: '(?<year>20\\d\\d)年'
        date: '(?<year>20\\d\\d)年(?<month>\\d+)月'
        months: {from: 12, to: 12}
        """,
      "青禾镇2021年工作总结\n一、主要工作\n走访。\n青禾镇\n2022年12月20日\n",
      "warning 5 2022年12月: “2022年12月”与“2021年” < 1 2021年"),
    Case(
      "house/homophone", "a long name in the text is a guess, in the title it is none",
      text: """
        kind: agree
        compare: sound
        severity: warning
        message: “{match}”与“{other}”
        title: '^(?<name>\\p{Han}+局)'
        signature: '^(?<name>\\p{Han}+局)$'
        pattern: '《(?<name>\\p{Han}{5,})》'
        beside-others: {before: 与, between: 与}
        """,
      "青禾塘水务局2021年工作总结\n一、主要工作\n印发《柳塘社区公约》。\n走访。\n落实柳糖社区公约，青禾糖水务局。\n",
      "info 5 柳糖社区公约: “柳糖社区公约”与“柳塘社区公约” < 3 柳塘社区公约",
      "warning 5 青禾糖水务局: “青禾糖水务局”与“青禾塘水务局” < 1 青禾塘水务局"),
  ]

  @Test("Findings in full", arguments: cases) func details(_ example: Case) throws {
    let source = SourceText(example.draft)
    let rules = try example.rules()
    let selection = try RuleSelection(selected: [example.rule], ignored: [], known: rules.rules.map(\.metadata.id))
    let findings = try Linter(rules, selection: selection).lint(source).diagnostics.map { finding in
      let line = source.lines.line(at: finding.range.start)
      let text = "\(finding.severity) \(line) \(source[finding.range]): \(finding.message.text(in: .zh))"
      let related = finding.related.map { " < \(source.lines.line(at: $0.range.start)) \(source[$0.range])" }
      let fix = finding.fix.map { " fix \($0.applicability): \($0.edits.map(\.replacement).joined(separator: "|"))" }
      return text + related.joined() + (fix ?? "")
    }
    #expect(findings == example.findings)
  }
}
