import DraftText
import Linting
import RuleEngine
import RuleFiles
import ShippedRules
import Testing
import WordText

/// The layout of a Word document, and the findings of the rules `layout/` in it.
@Suite struct LayoutTests {
  private func layout(_ file: WordFile) throws -> Layout {
    try #require(try SourceText(wordDocument: file.bytes).provenance.layout())
  }

  /// Returns a paragraph with `properties` and with runs, each with its own properties.
  private func paragraph(_ properties: String, _ runs: (properties: String, text: String)...) -> String {
    let runs = runs.map { "<w:r><w:rPr>\($0.properties)</w:rPr><w:t>\($0.text)</w:t></w:r>" }.joined()
    return "<w:p><w:pPr>\(properties)</w:pPr>\(runs)</w:p>"
  }

  /// The pieces of each line as `text: font size`.
  private func pieces(_ file: WordFile) throws -> [String] {
    let text = try SourceText(wordDocument: file.bytes)
    return try layout(file).paragraphs.flatMap(\.pieces).map {
      "\(text[$0.range]): \($0.typeface.font ?? "-") \($0.typeface.size ?? 0)"
    }
  }

  // MARK: Fonts

  @Test func `a run looks as it says, else as its style, its paragraph's, what that is based on, and the defaults`()
    throws
  {
    var file = WordFile()
    file.styles = """
      <w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:eastAsia="宋体"/><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>
      <w:style w:type="paragraph" w:styleId="a" w:default="1"><w:name w:val="Normal"/></w:style>
      <w:style w:type="paragraph" w:styleId="b"><w:name w:val="正文仿宋"/><w:basedOn w:val="a"/>
        <w:rPr><w:rFonts w:eastAsia="仿宋_GB2312"/><w:sz w:val="32"/></w:rPr></w:style>
      <w:style w:type="paragraph" w:styleId="c"><w:name w:val="正文缩进"/><w:basedOn w:val="b"/></w:style>
      <w:style w:type="character" w:styleId="d"><w:name w:val="强调"/><w:rPr><w:rFonts w:eastAsia="楷体"/></w:rPr></w:style>
      """
    file.body =
      paragraph("", ("", "无样式"))
      + paragraph(#"<w:pStyle w:val="c"/>"#, ("", "随段落"), (#"<w:rStyle w:val="d"/>"#, "随字符"))
      + paragraph(#"<w:pStyle w:val="c"/>"#, (#"<w:rFonts w:eastAsia="黑体"/><w:sz w:val="44"/>"#, "自己说"))
    #expect(try pieces(file) == ["无样式: 宋体 10.5", "随段落: 仿宋_GB2312 16.0", "随字符: 楷体 16.0", "自己说: 黑体 22.0"])
  }

  @Test func `what text was before a tracked change of its format counts for nothing`() throws {
    let change = #"<w:sz w:val="32"/><w:rPrChange w:author="李"><w:rPr><w:sz w:val="24"/></w:rPr></w:rPrChange>"#
    #expect(try pieces(WordFile(body: paragraph("", (change, "改过")))) == ["改过: - 16.0"])
  }

  @Test(
    arguments: [
      (#"<a:ea typeface="仿宋"/>"#, "仿宋"),
      (#"<a:ea typeface=""/><a:font script="Jpan" typeface="ＭＳ 明朝"/><a:font script="Hans" typeface="宋体"/>"#, "宋体"),
      (#"<a:ea typeface=""/>"#, nil),
    ] as [(String, String?)])
  func `fonts of the theme are those for simplified Chinese`(_ fonts: String, _ expected: String?) throws {
    let names = ["minor", "major"]
    var file = WordFile(
      body: names.map { paragraph("", (#"<w:rFonts w:eastAsiaTheme="\#($0)EastAsia"/>"#, "主题")) }.joined())
    let theme = """
      <a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements><a:fontScheme>
      <a:majorFont><a:ea typeface="黑体"/></a:majorFont><a:minorFont>\(fonts)</a:minorFont>
      </a:fontScheme></a:themeElements></a:theme>
      """
    file.further = [("theme", "theme/theme1.xml")]
    file.files = [.init(name: "word/theme/theme1.xml", content: Array(theme.utf8))]
    #expect(try layout(file).paragraphs.map { $0.pieces.first?.typeface.font } == [expected, "黑体"])
  }

  // MARK: Paragraphs

  @Test(
    arguments: [
      (#"<w:ind w:firstLineChars="200" w:firstLine="420"/>"#, 2.0),
      (#"<w:ind w:firstLine="640"/>"#, 2),
      (#"<w:ind w:firstLineChars="0" w:firstLine="0"/>"#, 0),
      (#"<w:ind w:left="320" w:firstLine="320"/>"#, 2),
      (#"<w:ind w:leftChars="200" w:hangingChars="200"/>"#, 0),
      (#"<w:ind w:hanging="320"/>"#, -1),
      ("", 0),
    ])
  func `the first line begins so many characters in`(_ properties: String, _ expected: Double) throws {
    let file = WordFile(body: paragraph(properties, (#"<w:sz w:val="32"/>"#, "缩进")))
    #expect(try layout(file).paragraphs.map(\.indent) == [expected])
  }

  @Test func `where a paragraph stands is what it or its style says`() throws {
    var file = WordFile()
    file.styles =
      #"<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/><w:pPr><w:jc w:val="center"/></w:pPr></w:style>"#
    file.body =
      paragraph(#"<w:pStyle w:val="t"/>"#, ("", "随样式")) + paragraph(#"<w:jc w:val="right"/>"#, ("", "自己说"))
      + paragraph("", ("", "没有说"))
    #expect(try layout(file).paragraphs.map(\.alignment) == [.center, .right, .justified])
  }

  @Test func `tables and contents are not looked at, and lists indent by themselves`() throws {
    var file = WordFile()
    file.numbering = """
      <w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
      <w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
      """
    let list = #"<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>"#
    file.body =
      "<w:tbl><w:tr><w:tc>\(paragraph("", ("", "单元格")))</w:tc></w:tr></w:tbl>"
      + paragraph(list, ("", "自动编号")) + "<w:p/>" + paragraph("", ("", "正文𠮷"))
    let found = try layout(file)
    let text = try SourceText(wordDocument: file.bytes)
    #expect(found.paragraphs.map { text[$0.range] } == ["1.\t自动编号", "正文𠮷"])
    #expect(found.paragraphs.map(\.indent) == [nil, 0])
    #expect(found.paragraphs.flatMap(\.pieces).map { text[$0.range] } == ["自动编号", "正文𠮷"])
  }

  // MARK: Pages

  @Test func `sections have their paper, from their first paragraph on`() throws {
    func section(_ width: Int, _ height: Int) -> String {
      """
      <w:sectPr><w:pgSz w:w="\(width)" w:h="\(height)"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588"/>
      <w:sectPrChange w:author="李"><w:sectPr><w:pgSz w:w="1" w:h="1"/></w:sectPr></w:sectPrChange></w:sectPr>
      """
    }
    let file = WordFile(
      body: paragraph("", ("", "一")) + paragraph(section(11906, 16838), ("", "二")) + paragraph("", ("", "三"))
        + section(16838, 11906))
    let pages = try layout(file).pages
    #expect(pages.map(\.start) == [0, 8])
    #expect(pages.map { $0.width?.rounded() } == [210, 297])
    #expect(pages.map { $0.top?.rounded() } == [37, 37])
    #expect(pages.map { $0.left?.rounded() } == [28, 28])
  }

  @Test func `a footer with a page number, on a line or in a box`() throws {
    func footer(_ content: String) -> [UInt8] {
      let namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
      let drawing = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
      return Array(#"<w:ftr xmlns:w="\#(namespace)" xmlns:wp="\#(drawing)">\#(content)</w:ftr>"#.utf8)
    }
    let field =
      #"<w:fldSimple w:instr=" PAGE \* MERGEFORMAT "><w:r><w:rPr><w:sz w:val="28"/></w:rPr><w:t>3</w:t></w:r></w:fldSimple>"#
    let line =
      #"<w:p><w:pPr><w:jc w:val="right"/></w:pPr><w:r><w:rPr><w:sz w:val="28"/></w:rPr><w:t xml:space="preserve">— </w:t></w:r>\#(field)<w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p>"#
    let complex = ["begin", nil, "separate"].map {
      "<w:r>" + ($0.map { #"<w:fldChar w:fldCharType="\#($0)"/>"# } ?? "<w:instrText>PAGE</w:instrText>") + "</w:r>"
    }.joined()
    let box = """
      <w:p><w:r><w:drawing><wp:anchor><wp:positionH relativeFrom="margin"><wp:align>outside</wp:align></wp:positionH>
      <w:txbxContent><w:p>\(complex)<w:r><w:t>5</w:t></w:r></w:p></w:txbxContent></wp:anchor></w:drawing></w:r></w:p>
      """
    var file = WordFile(body: paragraph("", ("", "正文")))
    file.further = [("footer", "f1.xml"), ("footer", "f2.xml"), ("footer", "f3.xml")]
    file.files = [
      .init(name: "word/f1.xml", content: footer(line)), .init(name: "word/f2.xml", content: footer(box)),
      .init(name: "word/f3.xml", content: footer(paragraph("", ("", "青禾镇")))),
    ]
    let numbers = try layout(file).pageNumbers
    #expect(numbers.map(\.text) == ["— 3 —", "5"])
    #expect(numbers.map(\.alignment) == [.right, .outside])
    #expect(numbers.map(\.size) == [14, 10])
  }

  // MARK: Rules

  private let draft: WordFile = {
    var file = WordFile()
    let text = "全年新建泵站6座，维修渠道12公里，改造危房83户，按时完成了上级下达的各项任务。"
    let look = #"<w:rPr><w:rFonts w:eastAsia="宋体"/><w:sz w:val="24"/></w:rPr>"#
    let lines = ["青禾镇2021年工作总结", "一、抓好防汛工作", text, text, "二、抓好物资储备", text, text]
    file.body = lines.map { "<w:p><w:r>\(look)<w:t>\($0)</w:t></w:r></w:p>" }.joined()
    return file
  }()

  /// The rules `layout/` that find something in the draft, read with `profile`.
  private func rules(
    selected: [String] = [], severity: [String: SeverityWord] = [:], profile: String? = nil
  ) throws -> Set<String> {
    let rules = try ShippedRules.ruleSet(
      with: profile.map { [RuleFolder(path: "house", files: [("profiles/house.yaml", Array($0.utf8))])] } ?? [])
    let selection = try RuleSelection(selected: selected, ignored: [], known: rules.rules.map(\.metadata.id))
    var settings = FileSettings()
    settings.severity = severity.mapValues { Setting(value: $0, origin: "--") }
    let linter = try Linter(rules, selection: selection, settings: settings)
    let found = try linter.lint(try SourceText(wordDocument: draft.bytes)).diagnostics
    return Set(found.map(\.ruleID.description).filter { $0.hasPrefix("layout/") })
  }

  private let all: Set = [
    "layout/body", "layout/heading-1", "layout/indent", "layout/page-number", "layout/title", "layout/title-font",
  ]

  @Test func `layout is looked at only where somebody asks`() throws {
    #expect(try rules() == [])
    #expect(try rules(selected: ["numbering"]) == [])
    #expect(try rules(selected: ["layout"]) == all)
    #expect(try rules(selected: ["layout/title"]) == ["layout/title"])
    #expect(try rules(severity: ["layout": .info]) == all)
    #expect(try rules(severity: ["layout/body": .warning]) == ["layout/body"])
    #expect(try rules(selected: ["layout"], severity: ["layout/body": .off]) == all.subtracting(["layout/body"]))
    let profile = "name: 总结\npriority: 99\ntitle: 总结$\nparts: []\n"
    #expect(try rules(profile: profile) == [])
    #expect(try rules(profile: profile + "layout: true\n") == all)
    #expect(try rules(selected: ["numbering"], profile: profile + "layout: true\n") == [])
  }

  @Test func `what looks alike in all paragraphs is one finding, with what it is and should be`() throws {
    let rules = try ShippedRules.ruleSet(with: [])
    let selection = try RuleSelection(selected: ["layout"], ignored: [], known: rules.rules.map(\.metadata.id))
    let source = try SourceText(wordDocument: draft.bytes)
    let found = try Linter(rules, selection: selection).lint(source).diagnostics
    let bodies = found.filter { $0.ruleID.description == "layout/body" }
    #expect(bodies.map { $0.message.text(in: .zh) } == ["正文为宋体、小四，应为仿宋、三号（4处）"])
    #expect(bodies.map { $0.message.text(in: .en) } == ["the text is 宋体, 12 pt; it should be 仿宋, 16 pt (4 places)"])
    #expect(
      found.filter { $0.ruleID.description == "layout/title" }.map { $0.message.text(in: .zh) } == [
        "标题为小四、两端对齐，应为二号、居中"
      ])
    #expect(found.filter { $0.ruleID.description == "layout/heading-1" }.count == 2)
  }

  @Test func `what it looks like goes along with the text when that is fixed`() throws {
    let wrong = "全年组织培训12场，参加培训的干部群众有480人次，另有36名青年干部到企业一线挂职锻炼。"
    let right = "全镇集体经济收入达到1200万元，比上年增长8.5%，农民人均收入突破2万元，增幅居全县前列。"
    // So many fixes that they move the places after them by more than a line.
    let commas = String(repeating: "新建泵站,维修渠道,", count: 40)
    let lines = [
      ("青禾镇2021年工作总结", "小标宋"), (commas + "完成了全年的任务。", "仿宋"), (right, "仿宋"), (wrong, "宋体"),
      (right, "仿宋"),
    ]
    let body = lines.map { paragraph("", (#"<w:rFonts w:eastAsia="\#($1)"/><w:sz w:val="32"/>"#, $0)) }.joined()
    let rules = try ShippedRules.ruleSet(with: [])
    let selection = try RuleSelection(
      selected: ["layout/body", "punctuation"], ignored: [], known: rules.rules.map(\.metadata.id))
    let linter = try Linter(rules, selection: selection)
    let source = try SourceText(wordDocument: WordFile(body: body).bytes)
    let fixed = try Fixer(linter.writingCopies, upTo: .safe).fix(source)
    #expect(fixed.count > 0 && fixed.source.utf8.count > source.utf8.count)
    for text in [source, fixed.source] {
      let found = try linter.lint(text).diagnostics.filter { $0.ruleID.category == "layout" }
      #expect(found.map { text[$0.range] } == [wrong])
    }
  }
}
