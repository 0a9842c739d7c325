import DraftText
import Testing
import WordText

/// The structure of the text that styles, lists, tables, fields and drawings give.
@Suite struct StructureTests {
  // MARK: Styles

  private static let styles = """
    <w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
    <w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="a"/>
      <w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="b3"><w:name w:val="标题 3"/></w:style>
    <w:style w:type="paragraph" w:styleId="Heading4"><w:name w:val="小节"/></w:style>
    <w:style w:type="paragraph" w:styleId="y"><w:name w:val="一级标题"/></w:style>
    <w:style w:type="paragraph" w:styleId="own"><w:name w:val="条目"/><w:basedOn w:val="2"/></w:style>
    <w:style w:type="paragraph" w:styleId="level"><w:pPr><w:outlineLvl w:val="4"/></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="text"><w:name w:val="正文缩进"/><w:basedOn w:val="2"/>
      <w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="s"><w:name w:val="副标题"/></w:style>
    <w:style w:type="paragraph" w:styleId="c"><w:name w:val="caption"/></w:style>
    <w:style w:type="paragraph" w:styleId="q"><w:name w:val="Intense Quote"/></w:style>
    <w:style w:type="paragraph" w:styleId="12"><w:name w:val="toc 1"/></w:style>
    <w:style w:type="paragraph" w:styleId="TOC"><w:name w:val="TOC Heading"/><w:basedOn w:val="2"/></w:style>
    <w:style w:type="paragraph" w:styleId="w"><w:name w:val="WPSOffice手动目录 1"/></w:style>
    <w:style w:type="paragraph" w:styleId="x"><w:name w:val="标题 10"/><w:basedOn w:val="y2"/></w:style>
    <w:style w:type="paragraph" w:styleId="y2"><w:basedOn w:val="x"/></w:style>
    """

  @Test(arguments: [
    ("2", "heading 2"), ("b3", "heading 3"), ("Heading4", "heading 4"), ("y", "heading 1"), ("own", "heading 2"),
    ("level", "heading 5"), ("t", "title"), ("s", "title"), ("c", "caption"), ("q", "quotation"), ("12", "contents"),
    ("TOC", "contents"), ("w", "contents"), ("text", nil), ("a", nil), ("x", nil), ("nowhere", nil), (nil, nil),
    // Built-in styles do not have to be in the file.
    ("Heading1", "heading 1"),
  ])
  func styles(style: String?, kind: String?) throws {
    let file = WordFile(body: paragraph("甲", style: style), styles: Self.styles)
    #expect(try file.marks() == (kind.map { ["\($0) 甲"] } ?? []))
  }

  @Test(arguments: [
    (nil, 2, "heading 3"), ("2", 0, "heading 1"), ("2", 9, nil), ("q", 9, "quotation"), ("t", 3, "title"),
    (nil, -1, nil), ("2", 77, nil),
  ])
  func levelsOfParagraphs(style: String?, level: Int, kind: String?) throws {
    let style = style.map { #"<w:pStyle w:val="\#($0)"/>"# } ?? ""
    let body = #"<w:p><w:pPr>\#(style)<w:outlineLvl w:val="\#(level)"/></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>"#
    #expect(try WordFile(body: body, styles: Self.styles).marks() == (kind.map { ["\($0) 甲"] } ?? []))
  }

  @Test func emptyParagraphsHaveNoMarks() throws {
    let body = paragraph("", style: "2") + paragraph("　 ", style: "t") + paragraph("", style: "12")
    #expect(try WordFile(body: body, styles: Self.styles).marks().isEmpty)
  }

  // MARK: Lists

  private static let numbering = """
    <w:abstractNum w:abstractNumId="0">
    <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl>
    <w:lvl w:ilvl="1"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:suff w:val="space"/><w:lvlText w:val="%1.%2"/></w:lvl>
    <w:lvl w:ilvl="2"><w:numFmt w:val="bullet"/><w:lvlText w:val="\u{F06C}"/></w:lvl>
    <w:lvl w:ilvl="3"><w:numFmt w:val="decimal"/><w:suff w:val="nothing"/><w:lvlText w:val="注："/></w:lvl>
    <w:lvl w:ilvl="4"><w:numFmt w:val="none"/><w:lvlText w:val=""/></w:lvl>
    </w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
    """
  private static let numberedHeadings = """
    <w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/>
      <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="q"><w:name w:val="Quote"/></w:style>
    """

  @Test func items() throws {
    let body =
      paragraph("甲", list: 1) + paragraph("乙", list: 1, level: 1) + paragraph("丙", list: 1, level: 2)
      + paragraph("丁", list: 1, level: 3) + paragraph("戊", list: 1, level: 4) + paragraph("己", list: 1)
      + paragraph("庚", list: 1, style: "q")
    let file = WordFile(body: body, numbering: Self.numbering, styles: Self.numberedHeadings)
    #expect(
      try file.marks() == [
        "item 0 1 一、甲", "label 一、", "item 1 3 一.3 乙", "label 一.3 ", "item 2 • •\t丙", "label •\t", "item 3 • 注：丁",
        "label 注：", "item 0 2 二、己", "label 二、", "quotation 三、庚", "item 0 3 三、庚", "label 三、",
      ])
  }

  @Test func aNumberedHeadingIsAHeading() throws {
    let body = paragraph("甲", style: "1") + paragraph("乙", list: 0, style: "1") + paragraph("丙", list: 1)
    let file = WordFile(body: body, numbering: Self.numbering, styles: Self.numberedHeadings)
    #expect(
      try file.marks() == ["heading 1 一、甲", "label 一、", "heading 1 乙", "item 0 2 二、丙", "label 二、"])
  }

  @Test func numbersWithoutText() throws {
    let body = paragraph("甲", list: 1) + paragraph("", list: 1) + paragraph(" ", style: "1") + paragraph("丁", list: 1)
    let file = WordFile(body: body, numbering: Self.numbering, styles: Self.numberedHeadings)
    #expect(try file.lines() == ["一、甲", "二、", "三、", "四、丁"])
    #expect(
      try file.marks() == [
        "item 0 1 一、甲", "label 一、", "item 0 2 二、", "label 二、", "item 0 3 三、", "label 三、", "item 0 4 四、丁", "label 四、",
      ])
  }

  /// Neither Word nor LibreOffice numbers the paragraph that only ends a section.
  @Test func theEndOfASectionHasNoNumber() throws {
    let end = #"<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:sectPr><w:pgSz/></w:sectPr></w:pPr></w:p>"#
    let body = paragraph("甲", list: 1) + end + paragraph("乙", list: 1)
    let file = WordFile(body: body, numbering: Self.numbering)
    #expect(try file.lines() == ["一、甲", "", "二、乙"])
  }

  // MARK: Tables

  /// A table of rows of cells, each with its properties and its paragraphs.
  private static func table(_ rows: [[(properties: String, content: String)]]) -> String {
    let rows = rows.map { row in
      row.map { "<w:tc><w:tcPr>\($0.properties)</w:tcPr>\($0.content)</w:tc>" }.joined()
    }
    return "<w:tbl>" + rows.map { "<w:tr>\($0)</w:tr>" }.joined() + "</w:tbl>"
  }

  @Test func cellsStandInTheGrid() throws {
    let wide = #"<w:gridSpan w:val="3"/>"#
    let first = #"<w:vMerge w:val="restart"/>"#
    let body =
      Self.table([
        [(wide, paragraph("甲")), ("", paragraph("乙"))], [(first, paragraph("丙") + paragraph("丁")), ("", "<w:p/>")],
        [("<w:vMerge/>", "<w:p/>"), ("", paragraph("戊"))],
      ]) + paragraph("己") + Self.table([[("", paragraph("庚"))]])
    let file = WordFile(body: body)
    #expect(try file.lines() == ["甲", "乙", "丙", "丁", "", "", "戊", "己", "庚"])
    // A cell that is covered by a merged cell does not count.
    #expect(
      try file.marks() == [
        "cell 0/0/0 甲", "cell 0/0/3 乙", "cell 0/1/0 丙", "cell 0/1/0 丁", "cell 0/1/1 ", "cell 0/2/1 戊", "cell 1/0/0 庚",
      ])
  }

  @Test func tablesInCells() throws {
    let inner = Self.table([[("", paragraph("乙"))]])
    let body = Self.table([[("", paragraph("甲") + inner + paragraph("丙"))], [("", paragraph("丁", list: 1))]])
    #expect(
      try WordFile(body: body, numbering: Self.numbering).marks() == [
        "cell 0/0/0 甲", "cell 1/0/0 乙", "cell 0/0/0 丙", "cell 0/1/0 一、丁", "item 0 1 一、丁", "label 一、",
      ])
  }

  @Test(arguments: [
    (#"<w:trPr><w:gridBefore w:val="2"/></w:trPr>"#, ["cell 0/0/2 甲"]),
    (#"<w:trPr><w:gridBefore w:val="99999999999"/></w:trPr>"#, ["cell 0/0/63 甲"]),
    (#"<w:trPr><w:trPrChange><w:trPr><w:gridBefore w:val="2"/></w:trPr></w:trPrChange></w:trPr>"#, ["cell 0/0/0 甲"]),
    ("<w:trPr><w:ins/></w:trPr>", ["cell 0/0/0 甲"]),
  ])
  func rows(properties: String, marks: [String]) throws {
    let body = "<w:tbl><w:tr>\(properties)<w:tc>\(paragraph("甲"))</w:tc></w:tr></w:tbl>"
    #expect(try WordFile(body: body).marks() == marks)
  }

  @Test func aDeletedRowIsGone() throws {
    let deleted =
      #"<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:del><w:r><w:delText>删</w:delText></w:r></w:del></w:p>"#
    let body =
      "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>\(deleted)</w:tc></w:tr><w:tr><w:tc>\(paragraph("甲", list: 1))</w:tc></w:tr></w:tbl>"
    #expect(try WordFile(body: body, numbering: Self.numbering).lines() == ["", "一、甲"])
  }

  /// The text of a covered cell is never lost.
  @Test func aCoveredCellWithText() throws {
    let body = Self.table([[("<w:vMerge/>", paragraph("甲")), ("<w:hMerge/>", "<w:p/>"), ("", paragraph("乙"))]])
    #expect(try WordFile(body: body).marks() == ["cell 0/0/0 甲", "cell 0/0/2 乙"])
  }

  // MARK: Tables of contents

  private static func character(_ type: String) -> String { #"<w:r><w:fldChar w:fldCharType="\#(type)"/></w:r>"# }

  private static func instruction(_ text: String) -> String {
    character("begin") + #"<w:r><w:instrText xml:space="preserve">\#(text)</w:instrText></w:r>"# + character("separate")
  }

  private static func run(_ text: String) -> String { "<w:r><w:t>\(text)</w:t></w:r>" }

  private static func entry(_ text: String, _ page: String) -> String {
    run(text) + "<w:r><w:tab/></w:r>" + instruction(" PAGEREF _Toc1234 \\h ") + run(page) + character("end")
  }

  @Test func theFieldOfATableOfContents() throws {
    let toc =
      Self.character("begin") + "<w:r><w:instrText> TO</w:instrText></w:r>"
      + #"<w:r><w:instrText xml:space="preserve">C \o "1-3" </w:instrText></w:r>"# + Self.character("separate")
    let body =
      paragraph("目录") + "<w:p>\(toc)\(Self.run("一、概况"))<w:r><w:tab/></w:r>\(Self.run("1"))</w:p>"
      + "<w:p>\(Self.run("二、打算"))<w:r><w:tab/></w:r>\(Self.run("3"))</w:p>"
      + "<w:p>\(Self.character("end"))\(Self.run("正文"))</w:p>" + paragraph("一、概况")
    let file = WordFile(body: body)
    #expect(try file.lines() == ["目录", "一、概况\t1", "二、打算\t3", "正文", "一、概况"])
    #expect(try file.marks() == ["contents 一、概况\t1", "contents 二、打算\t3"])
  }

  @Test func unclosedFieldEndsWithItsEntries() throws {
    let body =
      "<w:p>\(Self.instruction("TOC"))\(Self.run("甲"))</w:p><w:p>\(Self.entry("乙", "2"))</w:p>" + paragraph("丙")
    #expect(try WordFile(body: body).marks() == ["contents 甲", "contents 乙\t2"])
  }

  @Test func otherFieldsAreNoContents() throws {
    let body =
      "<w:p>\(Self.run("见第"))\(Self.instruction(" PAGEREF _Ref1 "))\(Self.run("2"))\(Self.character("end"))\(Self.run("页"))</w:p>"
      + "<w:p>\(Self.instruction(" INCLUDETEXT TOC "))\(Self.run("甲"))\(Self.character("end"))</w:p>"
    #expect(try WordFile(body: body).marks().isEmpty)
  }

  @Test func simpleFields() throws {
    let page = #"<w:fldSimple w:instr=" PAGEREF _Toc1 "><w:r><w:t>2</w:t></w:r></w:fldSimple>"#
    #expect(try WordFile(body: "<w:p>\(Self.run("甲"))\(page)</w:p>").marks() == ["contents 甲2"])
  }

  @Test func theContentControlOfATableOfContents() throws {
    func control(_ gallery: String, _ content: String) -> String {
      #"<w:sdt><w:sdtPr><w:rPr><w:vanish/></w:rPr><w:docPartObj><w:docPartGallery w:val="\#(gallery)"/></w:docPartObj></w:sdtPr><w:sdtContent>\#(content)</w:sdtContent></w:sdt>"#
    }
    let field = "<w:p>\(Self.instruction("TOC \\o"))\(Self.entry("一、概况", "1"))</w:p><w:p>\(Self.character("end"))</w:p>"
    let body =
      control("Table of Contents", paragraph("目录") + field + paragraph("正文")) + paragraph("甲")
      + control("Table of Contents", paragraph("乙…1")) + control("Cover Pages", paragraph("丙"))
    #expect(try WordFile(body: body).marks() == ["contents 目录", "contents 一、概况\t1", "contents 乙…1"])
  }

  // MARK: Pictures

  private static let picture = "<wp:inline><pic:pic/></wp:inline>"
  private static let box = "<w:txbxContent>\(paragraph("框"))</w:txbxContent>"

  @Test(arguments: [
    ("<w:drawing>\(picture)</w:drawing>", ["甲\u{FFFC}乙"]),
    ("<w:drawing><wp:inline><c:chart/></wp:inline></w:drawing>", ["甲\u{FFFC}乙"]),
    (#"<w:pict><v:shape style="width:1pt"><v:imagedata/></v:shape></w:pict>"#, ["甲\u{FFFC}乙"]),
    ("<w:object><v:shape><v:imagedata/></v:shape><o:OLEObject/></w:object>", ["甲\u{FFFC}乙"]),
    // A drawn line or a frame gives no text.
    ("<w:drawing><wp:anchor><wps:wsp/></wp:anchor></w:drawing>", ["甲乙"]),
    ("<w:pict><v:line/></w:pict>", ["甲乙"]),
    // A floating picture is not in the line.
    ("<w:drawing><wp:anchor><pic:pic/></wp:anchor></w:drawing>", ["甲乙\u{2028}\u{FFFC}"]),
    (
      #"<w:pict><v:shape style="position: absolute;left:1pt"><v:imagedata/></v:shape></w:pict>"#, ["甲乙\u{2028}\u{FFFC}"]
    ),
    // The text of a box is read, whatever stands around it.
    ("<w:pict><v:shape><v:imagedata/><v:textbox>\(box)</v:textbox></v:shape></w:pict>", ["甲乙", "框"]),
    (
      "<w:drawing><wp:inline><pic:pic/><w:drawing><wps:txbx>\(box)</wps:txbx></w:drawing></wp:inline></w:drawing>",
      ["甲乙", "框"]
    ),
    (
      "<mc:AlternateContent><mc:Choice><w:drawing>\(picture)</w:drawing></mc:Choice><mc:Fallback><w:pict><v:imagedata/></w:pict></mc:Fallback></mc:AlternateContent>",
      ["甲\u{FFFC}乙"]
    ),
    ("<w:rPr><w:vanish/></w:rPr><w:drawing>\(picture)</w:drawing>", ["甲乙"]),
  ])
  func pictures(drawing: String, lines: [String]) throws {
    let file = WordFile(body: "<w:p>\(Self.run("甲"))<w:r>\(drawing)</w:r>\(Self.run("乙"))</w:p>")
    #expect(try file.lines() == lines)
    #expect(try file.marks() == (lines.joined().contains("\u{FFFC}") ? ["picture \u{FFFC}"] : []))
  }

  @Test func aPictureInACellAndBehindALabel() throws {
    let content = "<w:r><w:drawing>\(Self.picture)</w:drawing></w:r>"
    let list = #"<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>"#
    let body = Self.table([[("", "<w:p>\(list)\(content)\(Self.run("甲"))\(content)</w:p>")]])
    #expect(
      try WordFile(body: body, numbering: Self.numbering).marks() == [
        "cell 0/0/0 一、\u{FFFC}甲\u{FFFC}", "item 0 1 一、\u{FFFC}甲\u{FFFC}", "label 一、", "picture \u{FFFC}",
        "picture \u{FFFC}",
      ])
  }

  /// A picture before all text gives no line, because it would be read as the title.
  @Test func pictureBeforeAllTextGivesNoLine() throws {
    let picture = "<w:p><w:r><w:drawing>\(Self.picture)</w:drawing></w:r></w:p>"
    #expect(try WordFile(body: picture + paragraph("甲") + picture).lines() == ["", "甲", "\u{FFFC}"])
  }

  @Test func floatingPicturesAreNotPartOfHeadings() throws {
    let content = "<w:r><w:drawing><wp:anchor><pic:pic/></wp:anchor></w:drawing></w:r>"
    func paragraph(_ text: String, _ properties: String) -> String {
      "<w:p><w:pPr>\(properties)</w:pPr>\(content)\(Self.run(text))\(content)</w:p>"
    }
    let body =
      paragraph("甲", #"<w:pStyle w:val="1"/>"#) + paragraph("", #"<w:pStyle w:val="1"/>"#) + paragraph("乙", "")
    let file = WordFile(body: body, numbering: Self.numbering, styles: Self.numberedHeadings)
    let picture = "picture \u{FFFC}"
    #expect(
      try file.marks() == [
        "heading 1 一、甲", "label 一、", picture, picture, "item 0 2 二、\u{FFFC}\u{FFFC}", "label 二、", picture, picture,
        picture,
        picture,
      ])
  }

  @Test func aPictureInAParagraphThatGoesOn() throws {
    let deleted = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    let content = "<w:r><w:drawing>\(Self.picture)</w:drawing></w:r>"
    let body = "<w:p>\(deleted)\(Self.run("甲"))\(content)</w:p><w:p>\(content)\(Self.run("乙"))</w:p>"
    let file = WordFile(body: body)
    #expect(try file.lines() == ["", "甲\u{FFFC}\u{FFFC}乙"])
    #expect(try file.marks() == ["picture \u{FFFC}", "picture \u{FFFC}"])
  }

  /// An embedded file of another program cannot be read, but gets a placeholder.
  @Test func aFileOfAnotherProgram() throws {
    let file = WordFile(body: paragraph("甲") + #"<w:altChunk/>"# + paragraph("乙"))
    #expect(try file.lines() == ["甲", "\u{FFFC}", "乙"])
    #expect(try file.marks() == ["picture \u{FFFC}"])
  }
}
