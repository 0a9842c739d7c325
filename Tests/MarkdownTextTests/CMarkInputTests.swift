import DraftText
import MarkdownText
import Testing

/// Inputs with many repetitions, for which cmark or the reading of its tree could need more than linear time or memory.
/// There is no time limit: quadratic work on these inputs would not end.
@Suite struct CMarkInputTests {
  private static let many = 40_000

  private static func repeated(_ text: String, _ count: Int = many) -> String { String(repeating: text, count: count) }

  static let drafts: [(name: String, text: String)] = [
    ("pictures that are not closed", repeated("![[]()")), ("instructions", repeated("a <?")),
    ("indented instructions", "a\n" + repeated("    <?\n")), ("declarations", repeated("a <!A ")),
    ("sections", repeated("a <![CDATA[ >")), ("comments", repeated("a <!-- ")),
    ("heads that do not fit", repeated("|-|\n|-|-|\n")),
    ("cells that are not there", repeated("a|", 60_000) + "\n" + repeated("-|", 60_000) + "\n" + repeated("a\n")),
    ("cells of a wide table", repeated("a|", 100) + "\n" + repeated("-|", 100) + "\n" + repeated("a\n")),
    ("blank lines in deep lists", repeated("- ") + "a\n" + repeated("\n")),
    ("deep quotations", repeated("> ") + "a\n" + repeated(repeated("> ", 100) + "b\n", 1_000)),
    ("links that are not closed", repeated("[a](b")), ("nested brackets", repeated("[") + "a" + repeated("]")),
    ("nested links", repeated("[a](b", 50_000) + repeated(")", 50_000)), ("emphasis", repeated("*a_ ")),
    ("nested emphasis", repeated("*a **a ", 50_000) + "b" + repeated(" a** a*", 50_000)),
    ("backquotes", (1...700).map { "e" + repeated("`", $0) }.joined()), ("code", repeated("`a``")),
    ("definitions", (0..<20_000).map { "[a\($0)]: b\n" }.joined() + repeated("[a1]")),
    ("titles that are not closed", repeated("[a](b \"")), ("dollars", repeated("$a ")),
    ("dollars before a full stop", repeated("$a ") + "。b$"), ("open formulas", repeated("$$\n\n")),
    ("braces", repeated("{#a ")), ("footnotes", repeated("[^a]: b\n")), ("entities", repeated("&a")),
    ("suppression comments", repeated("<!-- zhangfa-a\n")),
    ("suppression comments in a line", repeated("a <!-- zhangfa-a `")),
    ("suppression comments in code", repeated("`<!-- zhangfa-a -->`")), ("items", repeated("- a\n\n")),
    ("tabs", repeated("\t") + "a"),
    ("headings", repeated("a\n=\n")), ("tables", repeated("a|b\n-|-\nc|d\n\n", 20_000)),
    ("backslashes", repeated("\\")),
  ]

  @Test("Linear", arguments: drafts.indices)
  func linear(_ index: Int) {
    let source = SourceText(Self.drafts[index].text, format: .markdown)
    let marks = source.withMarkdownStructure.structure
    #expect(marks.count <= source.utf8.count, "\(Self.drafts[index].name)")
  }

  /// Even if cmark reports a wrong place, no code point is cut.
  @Test(
    "Places are on scalar borders",
    arguments: [
      "\u{FEFF}# 总结\n\n甲`乙`", "\u{FEFF}---\na: 甲\n---\n", "甲\u{0}乙`丙\u{0}`\n- 丁\u{0}", "-\t甲\n\n\t乙`丙`\n",
      ">\t- 甲`乙`\n丙`丁`",
      "甲\r乙`丙`\r\r> 丁\r戊`己`\r\n庚", "1.\t甲\n\t\t乙\n\n \t丙`丁`", "> > 甲\n> 乙`丙`\n丁`戊`", "   甲\n  乙`丙`\n\t丁`戊`",
      "|\t甲\t|`乙`|\n|--|--|\n  |丙|`丁`", "- 甲\n乙`丙`\n   丁`戊`", "* * *\n- - 甲\n    - 乙`丙`", "<div>甲\n乙", "# `甲` #\t",
      "甲\u{2028}乙`丙`", "[a]: b\n===\n===",
    ])
  func borders(_ draft: String) {
    let source = SourceText(draft, format: .markdown).withMarkdownStructure
    for mark in source.structure {
      #expect(source.isScalarBorder(mark.range.start) && source.isScalarBorder(mark.range.end))
    }
    for mark in source.structure where mark.kind == .literal && source[mark.range].contains("`") {
      #expect(source[mark.range].hasPrefix("`") && source[mark.range].hasSuffix("`"), "\(source[mark.range])")
    }
    let codes = draft.split(separator: "`", omittingEmptySubsequences: false).count / 2
    #expect(source.structure.count { source[$0.range].hasPrefix("`") && $0.kind == .literal } == codes)
  }
}
