import DraftText
import MarkdownText
import Testing

/// The Markdown marks of a draft, and the text that remains for prose.
@Suite struct MarkTests {
  /// A draft, and its marks in a short form.
  struct Case: CustomTestStringConvertible {
    let testDescription: String
    let draft: String
    let marks: [String]

    init(_ name: String, _ draft: String, _ marks: String...) {
      (testDescription, self.draft, self.marks) = (name, draft, marks)
    }
  }

  private func marks(_ draft: String) -> [String] {
    let source = SourceText(draft, format: .markdown).withMarkdownStructure
    return source.structure.map { "\($0.kind.short) \(source[$0.range])" }
  }

  static let blocks = [
    Case("headings with signs", "# 总结\n### 一、成效 ###\n", "h1 # 总结", "h3 ### 一、成效 ###"),
    Case("six signs and no more", "###### 甲\n####### 乙\n#丙\n", "h6 ###### 甲"),
    Case("underlined headings", "总结\n====\n成效\n--\n", "h1 总结", "markup ====", "h2 成效", "markup --"),
    Case("a sentence above a rule is no heading", "供水到村。\n---\n", "markup ---"),
    Case("a paragraph above a rule is no heading", "供水\n到村\n---\n", "markup ---"),
    Case("a heading below a definition", "[甲]: a.md\n总结\n===\n", "markup [甲]: a.md", "h1 总结", "markup ==="),
    Case("bullets", "- 甲\n* 乙\n", "item0 - 甲", "item0 * 乙"),
    Case("a list counts by itself", "1. 甲\n1. 乙\n1. 丙\n", "item0 1 1. 甲", "item0 2 1. 乙", "item0 3 1. 丙"),
    Case("a list counts from its first number", "3) 甲\n7) 乙\n", "item0 3 3) 甲", "item0 4 7) 乙"),
    Case(
      "loose items hold paragraphs", "1. 甲\n\n   续\n\n2. 乙\n\n文\n", "item0 1 1. 甲\n\n   续", "item0 2 2. 乙"),
    Case(
      "lists in items", "- 甲\n  1. 乙\n  2. 丙\n- 丁\n", "item0 - 甲\n  1. 乙\n  2. 丙", "item1 1 1. 乙", "item1 2 2. 丙",
      "item0 - 丁"),
    Case("Chinese ordinals are text", "一、甲\n\n1.乙\n\n2、丙\n\n（三）丁\n"),
    Case("tasks", "- [ ] 甲\n- [x] 乙\n", "item0 - [ ] 甲", "markup [ ]", "item0 - [x] 乙", "markup [x]"),
    Case("quotations", "> 甲\n乙\n\n丙\n", "quotation > 甲\n乙"),
    Case(
      "tables", "| 项目 | 数量 |\n|:--|--:|\n| 甲 |  |\n乙 | 丙 | 丁\n", "cell 0 0 0 项目", "cell 0 0 1 数量",
      "markup |:--|--:|", "cell 0 1 0 甲", "cell 0 1 1 ", "cell 0 2 0 乙", "cell 0 2 1 丙"),
    Case(
      "a table below a line of text, with a bar in a cell", "据统计\n甲 | `乙\\|丙`\n-|-\n丁\n", "cell 0 0 0 甲",
      "cell 0 0 1 `乙\\|丙`", "literal `乙\\|丙`", "markup -|-", "cell 0 1 0 丁"),
    Case(
      "a table in an item in a quotation", "> - | 甲 | 乙 |\n>   |--|--|\n>   | 丙 | `丁` |\n",
      "quotation > - | 甲 | 乙 |\n>   |--|--|\n>   | 丙 | `丁` |", "item0 - | 甲 | 乙 |\n>   |--|--|\n>   | 丙 | `丁` |",
      "cell 0 0 0 甲", "cell 0 0 1 乙", "markup |--|--|", "cell 0 1 0 丙", "cell 0 1 1 `丁`", "literal `丁`"),
    Case(
      "two tables", "a|b\n-|-\n\nc|d\n-|-\n", "cell 0 0 0 a", "cell 0 0 1 b", "markup -|-", "cell 1 0 0 c",
      "cell 1 0 1 d", "markup -|-"),
    Case("rules", "甲\n\n***\n\n乙\n", "markup ***"),
  ]

  @Test("Marks", arguments: blocks) func marksOfBlocks(_ example: Case) {
    #expect(marks(example.draft) == example.marks)
  }

  static let stretches = [
    Case("nothing but YAML", "---\ntitle: 总结\n---\n", "markup ---\ntitle: 总结\n---"),
    Case("YAML at the top", "---\ntitle: 总结\n---\n正文\n", "markup ---\ntitle: 总结\n---"),
    Case(
      "YAML that ends in dots", "---\nauthor-id: 9\n\ntags: [甲]\n...\n\n# 总结\n",
      "markup ---\nauthor-id: 9\n\ntags: [甲]\n...", "h1 # 总结"),
    Case(
      "comments at the top of YAML", "---\n# 由系统生成\ntitle: 总结\n---\n正文\n",
      "markup ---\n# 由系统生成\ntitle: 总结\n---"),
    Case("a heading below a rule", "---\n# 总结\n\n地点: 礼堂\n", "markup ---", "h1 # 总结"),
    Case("TOML", "+++\ntitle = \"总结\"\n+++\n正文\n", "markup +++\ntitle = \"总结\"\n+++"),
    Case("a rule at the top", "---\n今年以来，节水 30%: 达标\n\n---\n", "markup ---", "markup ---"),
    Case("front matter that is not closed", "---\ntitle: 总结\n", "markup ---"),
    Case("fences", "甲\n```sh\n乙\n```\n丙\n~~~\n丁\n", "literal ```sh\n乙\n```", "literal ~~~\n丁"),
    Case("an open fence in a quotation", "> ```\n> 甲\n乙\n", "quotation > ```\n> 甲", "literal ```\n> 甲"),
    Case("a fence in an item", "- 甲\n  ```\n  乙\n  ```\n", "item0 - 甲\n  ```\n  乙\n  ```", "literal ```\n  乙\n  ```"),
    Case("code behind an indent", "甲\n\n    a = b(\"乙\")\n\n    c\n\n丙\n", "literal     a = b(\"乙\")\n\n    c"),
    Case("code behind a tab", "甲\n\n\ta = b\n", "literal \ta = b"),
    Case("code in a line", "甲`乙`丙``丁`戊``\n", "literal `乙`", "literal ``丁`戊``"),
    Case("code over a line end", "甲`乙\n  丙`丁`戊`\n己`庚`\n", "literal `乙\n  丙`", "literal `戊`", "literal `庚`"),
    Case("a backquote alone", "甲`\n乙`丙`\n", "literal `\n乙`"),
    Case("two backquotes alone", "甲``\n乙`丙`\n", "literal `丙`"),
    Case("a line end behind a backslash", "甲\\\n乙`丙`\n丁`戊`\n", "literal `丙`", "literal `戊`"),
    Case("a line end behind two blanks", "甲  \n乙`丙`\n", "literal `丙`"),
    Case("emphasis at a line end", "**甲**\n*乙*`丙`\n", "literal `丙`"),
    Case("a link", "[甲](a.md \"乙\")丙\n", "markup [", "markup ](a.md \"乙\")"),
    Case(
      "a link over lines", "[甲\n**乙**](a.md\n\"丙\")丁`戊`\n己`庚`\n", "markup [", "markup ](a.md\n\"丙\")", "literal `戊`",
      "literal `庚`"),
    Case("a link without text", "甲[](a)\n", "markup [", "markup ](a)"),
    Case("a link by reference", "[甲][乙]丙\n\n[乙]: a \"丁\"\n", "markup [", "markup ][乙]", "markup [乙]: a \"丁\""),
    Case("a link by its own name", "[甲]，[甲][]\n\n[甲]: a\n", "literal [甲]", "literal [甲][]", "markup [甲]: a"),
    Case(
      "a definition of two lines, above text", "[甲]: a\n  \"乙\"\n丙`丁`\n", "markup [甲]: a", "markup \"乙\"", "literal `丁`"
    ),
    Case("brackets alone", "[甲]乙\n"),
    Case(
      "an address in angle brackets", "甲<https://a.cn/乙>丙\n丁<a@b.cn>戊`己`\n", "literal <https://a.cn/乙>",
      "literal <a@b.cn>", "literal `己`"),
    Case("a picture", "甲![乙](a.png)\n", "picture ![乙](a.png)", "literal ![乙](a.png)"),
    Case("a picture in a link", "[![甲](a)](b)\n", "markup [", "picture ![甲](a)", "literal ![甲](a)", "markup ](b)"),
    Case("tags", "甲<u title=\"乙\">丙</u><br>\n", "markup <u title=\"乙\">", "markup </u>", "markup <br>"),
    Case("a tag over a line end", "甲<u\n a>乙`丙`\n丁`戊`\n", "markup <u\n a>", "literal `丙`", "literal `戊`"),
    Case("a picture as a tag", "甲<img src=\"a\">\n", "literal <img src=\"a\">"),
    Case("a picture as a tag in capitals", "甲<IMG src=\"a\">\n", "literal <IMG src=\"a\">"),
    Case("a picture in HTML", "<p>\n<Img src=\"a\">\n</p>\n", "literal <p>\n<Img src=\"a\">\n</p>"),
    Case("a tag whose name begins like that of a picture", "甲<imgs>\n", "markup <imgs>"),
    Case("a tag whose name begins like that of preformatted text", "<preview>\n甲\n", "markup <preview>"),
    Case(
      "a tag whose name begins like that of a script", "<scripted>\n甲</scripted>\n", "literal <scripted>\n甲</scripted>"),
    Case("HTML", "<div>\n甲\n</div>\n\n乙\n", "literal <div>\n甲\n</div>"),
    Case("what follows the last tag", "<br>\n一、甲\n乙\n", "markup <br>"),
    Case("a script", "<script>\na > b\n</script>\n甲\n", "markup <script>\na > b\n</script>"),
    Case("a comment", "<!-- 甲\n\n> -->\n乙\n", "markup <!-- 甲\n\n> -->"),
    Case("a comment in a line", "甲<!-- 乙 -->丙\n", "markup <!-- 乙 -->"),
    Case("a suppression comment", "<!-- zhangfa-ignore a -->甲`乙`\n", "literal `乙`"),
    Case(
      "a suppression comment between items", "- 甲\n<!-- zhangfa-ignore a -->\n- `乙`\n",
      "item0 - 甲\n<!-- zhangfa-ignore a -->", "item0 - `乙`",
      "literal `乙`"),
    Case("a suppression comment in code", "`<!-- zhangfa-ignore a`，乙\n", "literal `<!-- zhangfa-ignore a`"),
    Case(
      "formulas", "甲$a,b$乙$$c$$丙\\(d\\)丁\\[e\\]\n", "literal $a,b$", "literal $$c$$", "literal \\(d\\)",
      "literal \\[e\\]"),
    Case("a formula over blank lines", "甲\n\n$$\na\n\n- b\n$$\n丙\n", "literal $$\na\n\n- b\n$$"),
    Case("amounts of money", "甲$100万，乙$200万。丙$ 和$\n"),
    Case("footnotes", "甲[^1]。\n\n[^1]: 乙[^注]\n", "markup [^1]", "markup [^1]:", "markup [^注]"),
    Case("attributes", "# 甲 {#a .b}\n", "h1 # 甲 {#a .b}", "markup {#a .b}"),
    Case("entities", "&emsp;甲&#160;乙&丙;\n", "markup &emsp;", "markup &#160;"),
  ]

  @Test("What is no text", arguments: stretches) func marksOfLiterals(_ example: Case) {
    #expect(marks(example.draft) == example.marks)
    for ending in ["\r\n", "\r"] {
      #expect(
        marks(example.draft.replacing("\n", with: ending)) == example.marks.map { $0.replacing("\n", with: ending) })
    }
    #expect(marks(String(example.draft.dropLast())) == example.marks)
  }

  @Test(
    "Text that is indented",
    arguments: [
      "    今年以来，全局上下狠抓落实。", "    今年以来,全局上下狠抓落实,供水保障能力提升.", "    一、工作情况", "    （一）推进PPP项目",
      "                    青禾县水务局\n                    2020年12月1日", "\t供水到村", "　　`供水`",
    ])
  func prose(_ line: String) {
    #expect(!marks("甲\n\n\(line)\n").contains { $0.hasPrefix("literal  ") || $0.hasPrefix("literal \t") })
  }

  @Test(
    "Code that is indented",
    arguments: [
      "    查询(甲,乙);核对:水价", "    print(\"水价\")  # 元", "    select 水量 from 台账", "    -- 7 --", "    a",
      "    # 汇总，单位万吨\n    total = 3",
    ])
  func code(_ line: String) { #expect(marks("甲\n\n\(line)\n") == ["literal \(line)"]) }

  @Test func plainTextHasNoMarks() {
    #expect(SourceText("# 甲\n\n    `a`\n").withMarkdownStructure.structure.isEmpty)
  }

  @Test(
    "What is left for who reads prose",
    arguments: [
      ("甲`乙`丙", "甲\u{FFFC}  丙"), ("甲[乙](a)", "甲 乙    "), ("```\r\n甲\r\n```", "\u{FFFC}\r\n   \r\n   "),
      ("---\na: 甲\n---\n乙", "   \n      \n   \n乙"), ("甲$$\n乙", "甲$$\n乙"), ("甲<br>乙", "甲    乙"),
      ("$$\na\n$$", "  \n \n  "), ("![甲](a)", "\u{FFFC}      "),
    ])
  func blanks(_ draft: String, _ rest: String) {
    let source = SourceText(draft, format: .markdown).withMarkdownStructure
    let bare = source.withoutLiterals
    #expect(bare[bare.range] == rest)
    #expect(bare.utf8.count == source.utf8.count)
  }
}

extension StructureMark.Kind {
  fileprivate var short: String {
    switch self {
    case .heading(let level): "h\(level)"
    case .item(let depth, let number): "item\(depth)" + (number.map { " \($0)" } ?? "")
    case .cell(let table, let row, let column): "cell \(table) \(row) \(column)"
    default: "\(self)"
    }
  }
}
