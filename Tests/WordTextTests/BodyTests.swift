import DraftText
import Testing
import WordText

/// The text of a document, and its line ends.
@Suite struct BodyTests {
  static let cases: [(what: String, body: String, lines: [String])] = [
    ("runs are joined", "<w:p><w:r><w:t>一、2020</w:t></w:r><w:r><w:t>年工作</w:t></w:r></w:p>", ["一、2020年工作"]),
    ("a paragraph of nothing is a line", "<w:p/><w:p><w:r><w:t>甲</w:t></w:r></w:p>", ["", "甲"]),
    (
      "space counts where it is to be preserved",
      #"<w:p><w:r><w:t> 甲 </w:t></w:r><w:r><w:t xml:space="preserve"> 乙 </w:t></w:r></w:p>"#, ["甲 乙 "]
    ),
    ("a line end inside an element is a space", "<w:p><w:r><w:t>甲\n乙</w:t></w:r></w:p>", ["甲 乙"]),
    (
      "characters that are elements",
      #"<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:cr/><w:t>1</w:t><w:noBreakHyphen/><w:t>2</w:t><w:softHyphen/><w:t>丁</w:t></w:r></w:p>"#,
      ["甲\t乙\u{2028}丙\u{2028}1-2丁"]
    ),
    (
      "the end of a page ends a line where text follows",
      #"<w:p><w:r><w:br w:type="page"/><w:t>甲</w:t><w:br w:type="column"/></w:r><w:r><w:br w:type="page"/><w:t>乙</w:t><w:br w:type="page"/></w:r></w:p>"#,
      ["甲\u{2028}乙"]
    ),
    ("tab stops are no tabs", "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\" w:pos=\"4\"/></w:tabs></w:pPr></w:p>", [""]),
    (
      "symbols",
      #"<w:p><w:r><w:sym w:font="Wingdings" w:char="F0A8"/><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="宋体" w:char="2116"/><w:sym w:char="x"/></w:r></w:p>"#,
      ["□☑№"]
    ),
    (
      "emoji of newer fonts",
      #"<w:p><w:r><mc:AlternateContent><mc:Choice Requires="w16se"><w16se:symEx w16se:char="1F60A"/></mc:Choice><mc:Fallback><w:t>☺</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>"#,
      ["😊"]
    ),
    (
      "changes are accepted",
      #"<w:p><w:r><w:t>共</w:t></w:r><w:ins><w:r><w:t>四</w:t></w:r></w:ins><w:del><w:r><w:delText>三</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>新</w:t></w:r></w:moveTo><w:r><w:t>项</w:t></w:r></w:p>"#,
      ["共四新项"]
    ),
    (
      "a paragraph whose end is deleted goes on in the next",
      "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p><w:p><w:r><w:t>乙</w:t></w:r></w:p>",
      ["", "甲乙"]
    ),
    (
      "former properties do not count",
      "<w:p><w:r><w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>甲</w:t></w:r></w:p>", ["甲"]
    ),
    (
      "hidden text",
      #"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>甲</w:t></w:r></w:p>"#,
      ["甲"]
    ),
    (
      "fields give their results",
      #"<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>内</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>5月</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:fldSimple w:instr="PAGE"><w:r><w:t>9</w:t></w:r></w:fldSimple></w:p>"#,
      ["5月9"]
    ),
    (
      "a field without its end swallows no more than its paragraph",
      #"<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:t>x</w:t></w:r></w:p><w:p><w:r><w:t>甲</w:t></w:r></w:p>"#,
      ["", "甲"]
    ),
    (
      "notes and comments are not in the body",
      #"<w:p><w:commentRangeStart w:id="1"/><w:r><w:t>甲</w:t></w:r><w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/><w:footnoteReference w:id="2"/></w:r></w:p>"#,
      ["甲"]
    ),
    (
      "links, smart tags and the results of content controls",
      #"<w:p><w:hyperlink><w:r><w:t>甲</w:t></w:r></w:hyperlink><w:smartTag><w:r><w:t>乙</w:t></w:r></w:smartTag><w:sdt><w:sdtPr><w:showingPlcHdr/><w:text/></w:sdtPr><w:sdtContent><w:r><w:t>单击此处输入文字。</w:t></w:r></w:sdtContent></w:sdt></w:p><w:sdt><w:sdtContent><w:p><w:r><w:t>丙</w:t></w:r></w:p></w:sdtContent></w:sdt>"#,
      ["甲乙单击此处输入文字。", "丙"]
    ),
    (
      "each paragraph of a cell is a line",
      "<w:tbl><w:tr><w:tc>\(paragraph("甲"))\(paragraph("乙"))</w:tc><w:tc>\(paragraph("丙"))</w:tc></w:tr></w:tbl>\(paragraph("丁"))",
      ["甲", "乙", "丙", "丁"]
    ),
    (
      "a text box is read once, behind its paragraph",
      "<w:p><w:r><w:t>甲</w:t><mc:AlternateContent><mc:Choice Requires=\"wps\"><wps:txbx><w:txbxContent>\(paragraph("框"))</w:txbxContent></wps:txbx></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>\(paragraph("框"))</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent><w:t>乙</w:t></w:r></w:p>\(paragraph("丙"))",
      ["甲乙", "框", "丙"]
    ),
    (
      "a box for older programs alone",
      "<w:p><w:r><w:pict><v:textbox><w:txbxContent>\(paragraph("框"))</w:txbxContent></v:textbox></w:pict></w:r></w:p>",
      ["", "框"]
    ),
    (
      "the reading above a character is no text",
      "<w:p><w:r><w:ruby><w:rt><w:r><w:t>zhāng</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>章</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>",
      ["章"]
    ),
    ("formulas", "<w:p><m:oMath><m:r><m:t>x+y</m:t></m:r></m:oMath></w:p>", ["x+y"]),
    ("entities of XML", "<w:p><w:r><w:t>甲&amp;乙&#x20BB7;</w:t></w:r></w:p>", ["甲&乙𠮷"]),
  ]

  @Test(arguments: cases)
  func text(what: String, body: String, lines: [String]) throws {
    #expect(try WordFile(body: body).lines() == lines, "\(what)")
  }

  @Test func hiddenByItsStyle() throws {
    let styles = """
      <w:style w:type="character" w:styleId="h"><w:rPr><w:vanish/></w:rPr></w:style>
      <w:style w:type="character" w:styleId="k"><w:basedOn w:val="h"/></w:style>
      <w:style w:type="paragraph" w:styleId="p"><w:rPr><w:vanish/></w:rPr></w:style>
      """
    let body = """
      <w:p><w:r><w:rPr><w:rStyle w:val="k"/></w:rPr><w:t>藏</w:t></w:r><w:r><w:t>甲</w:t></w:r></w:p>
      <w:p><w:pPr><w:pStyle w:val="p"/></w:pPr><w:r><w:t>藏</w:t></w:r></w:p>
      """
    #expect(try WordFile(body: body, styles: styles).lines() == ["甲", ""])
  }

  @Test func positionsAreOffsetsInTheText() throws {
    let source = try SourceText(wordDocument: WordFile(body: paragraph("𠮷甲") + paragraph("乙丙")).bytes)
    #expect(source.format == .word)
    let offset = try #require(source.utf8.firstIndex(of: 0x0A)) + 1 + "乙".utf8.count
    #expect(source.lines.position(at: offset) == LinePosition(line: 2, column: 2))
  }

  @Test func namespacesOfTheStrictForm() throws {
    let file = WordFile(
      body: paragraph("甲", list: 1),
      numbering:
        #"<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#,
      namespace: "http://purl.oclc.org/ooxml/wordprocessingml/main",
      relationships: "http://purl.oclc.org/ooxml/officeDocument/relationships")
    #expect(try file.lines() == ["1.\t甲"])
  }

  @Test(arguments: ["document2.xml", "Word/Main Text.xml", "a/b/c.xml"])
  func theMainPartIsFoundByItsRelationship(name: String) throws {
    #expect(try WordFile(body: paragraph("甲"), mainPart: name).lines() == ["甲"])
    #expect(try WordFile(body: paragraph("甲"), mainPart: "/" + name).lines() == ["甲"])
  }

  @Test(arguments: [true, false])
  func partsInUTF16(bigEndian: Bool) throws {
    let text = WordFile.document(paragraph("甲𠮷")).replacing("UTF-8", with: "UTF-16")
    let content = ("\u{FEFF}" + text).utf16.flatMap { unit in
      let bytes = [UInt8(unit >> 8), UInt8(truncatingIfNeeded: unit)]
      return bigEndian ? bytes : bytes.reversed()
    }
    #expect(try WordFile(files: [.init(name: "word/document.xml", content: content)]).lines() == ["甲𠮷"])
  }

  @Test func partsThatAreStored() throws {
    #expect(try WordFile(body: paragraph("甲"), isDeflated: false).lines() == ["甲"])
  }

  @Test func aLongDocument() throws {
    let texts = (1...10_000).map { "第\($0)段：全年走访群众\($0)户，解决问题\($0 % 97)件。" }
    let lines = try WordFile(body: texts.map { paragraph($0) }.joined()).lines()
    #expect(lines == texts)
  }
}
