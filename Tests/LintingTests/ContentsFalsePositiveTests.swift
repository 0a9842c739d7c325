import DraftText
import Testing

@testable import Linting

/// Correct tables of contents as offices write them: nothing may be reported.
@Suite struct ContentsFalsePositiveTests {
  private static let text = """
    一、基本情况
    全县共有收购网点36个，分布在9个乡镇，日均收购能力1200吨。
    二、主要做法
    （一）早部署早准备
    6月初召开会议，检修设备96台（套）。
    （二）多渠道筹措资金
    落实收购资金2.4亿元，做到“钱等粮”。
    三、存在问题
    烘干能力不足，阴雨天排队时间偏长。
    """

  static let contents = [
    "目录\n一、基本情况……1\n二、主要做法……2\n三、存在问题……5",
    "目　录\n一、基本情况\t1\n二、主要做法\t2\n（一）早部署早准备\t2\n（二）多渠道筹措资金\t3\n三、存在问题\t5",
    "目 录\n一、基本情况\n二、主要做法\n三、存在问题",
    "目录：\n一、 基本情况 ………… 1\n二、 主要做法 ………… 2\n三、 存在问题 ………… ５",
    "目次\n一、基本情况.......1\n二、主要做法.......2\n（一）早部署早准备.......2\n三、存在问题.......5",
    "一、基本情况……1\n二、主要做法……2\n三、存在问题……5",
    "目录\n一、基本情况——1\n二、主要做法——2\n三、存在问题——5\n附件：收购网点一览表——6",
    "",
  ]

  @Test("Nothing is said of what agrees", arguments: contents)
  func agrees(_ table: String) throws {
    let draft = "关于全县夏粮收购情况的调研报告\n\(table)\n\(Self.text)\n附件：收购网点一览表\n"
    let found = try Linter.shipped().lint(SourceText(draft)).diagnostics
    #expect(found.map(\.ruleID.name).filter { $0.hasPrefix("contents/") || $0.hasPrefix("numbering/") } == [])
  }
}
