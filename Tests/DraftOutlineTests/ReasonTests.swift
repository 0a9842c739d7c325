import DraftOutline
import DraftText
import Linting
import SystemPackage
import TestSupport
import Testing

/// `zhangfa outline --reasons` names the role of each line that is not part of the text, and the reason.
@Suite struct ReasonTests {
  @Test(arguments: [
    ("a.txt", "某镇工作总结\n文。", "Reasons title: says what the document is"),
    ("a.txt", "某镇工作总结\n（2023年12月）\n文。", "Reasons title: stands under the title"),
    ("a.txt", "来源：某网\n某镇工作总结\n文。", "Reasons caption: says where the text comes from"),
    (
      "a.txt", "某镇工作总结\n目录\n一、甲……1\n二、乙……2\n一、甲\n文。\n二、乙\n文。",
      "Reasons contents: a line of a table of contents"
    ),
    (
      "a.txt", "某镇工作总结\n第一部分 甲\n第二部分 乙\n第三部分 丙\n第一部分 甲\n文。\n第二部分 乙\n文。\n第三部分 丙\n文。",
      "Reasons contents: stands over the text once more"
    ),
    ("a.txt", "某镇工作总结\n文。\n附件：1.表\n2.单", "Reasons item: an entry of a list of attachments"),
    ("a.txt", "某镇工作总结\n一是甲。\n二、乙。\n三是丙。", "Reasons item: counts among items of the text"),
    ("a.txt", "某镇记事\n6.2 会议纪要\n文。\n5.19 会议纪要\n文。", "Reasons item: its ordinal is a date"),
    ("a.md", "# 某镇工作总结\n\n> 引一句话。\n", "Reasons quotation: the format says quotation"),
    ("a.md", "# 某镇工作总结\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n", "Reasons cell: in a cell of a table"),
    ("a.md", "# 某镇工作总结\n\n文。\n\n```\nlet a = 1\n```\n", "Reasons code: code, a formula or markup"),
  ])
  func reason(path: String, draft: String, reason: String) throws {
    let source = try DraftReader.read(Array(draft.utf8), named: FilePath(path))
    let document = try Linter.shipped().document(source)
    #expect(document.treeDump(reasons: .en).contains(reason))
    #expect(!document.treeDump().contains("Reasons"))
  }

  @Test func captionOfTheFormat() throws {
    let draft = "某镇工作总结\n文。\n图1 某渠"
    let caption = TextRange("某镇工作总结\n文。\n".utf8.count, draft.utf8.count)
    let source = SourceText(draft).marked([StructureMark(.caption, caption)])
    let dump = try Linter.shipped().document(source).treeDump(reasons: .en)
    #expect(dump.contains("Reasons caption: the format says caption"))
  }
}
