import Testing
import WordMarkup

/// The places of comment markers: between runs, at exactly the commented characters.
@Suite struct CommentPlaceTests {
  struct Case: CustomTestStringConvertible {
    let name: String
    let body: String
    let words: String
    let marked: String

    init(_ name: String, _ body: String, _ words: String, _ marked: String) {
      (self.name, self.body, self.words, self.marked) = (name, body, words, marked)
    }

    var testDescription: String { name }
  }

  private static let inRuns = [
    Case("a whole run", "<w:p><w:r><w:t>甲乙</w:t></w:r></w:p>", "甲乙", "<w:p>[0<w:r><w:t>甲乙</w:t></w:r>0]</w:p>"),
    Case(
      "the middle of a run, with its properties in each piece",
      #"<w:p><w:r w:rsidR="00A1"><w:rPr><w:b/></w:rPr><w:t>甲乙丙</w:t></w:r></w:p>"#, "乙",
      #"<w:p><w:r w:rsidR="00A1"><w:rPr><w:b/></w:rPr><w:t_>甲</w:t></w:r>[0<w:r w:rsidR="00A1"><w:rPr><w:b/></w:rPr><w:t_>乙</w:t></w:r>0]"#
        + #"<w:r w:rsidR="00A1"><w:rPr><w:b/></w:rPr><w:t_>丙</w:t></w:r></w:p>"#),
    Case(
      "several runs",
      "<w:p><w:r><w:t>甲2</w:t></w:r><w:bookmarkStart w:id=\"7\"/><w:r><w:t>0</w:t></w:r><w:r><w:t>年乙</w:t></w:r></w:p>",
      "20年",
      "<w:p><w:r><w:t_>甲</w:t></w:r>[0<w:r><w:t_>2</w:t></w:r><w:bookmarkStart w:id=\"7\"/><w:r><w:t>0</w:t></w:r><w:r><w:t_>年</w:t></w:r>0]"
        + "<w:r><w:t_>乙</w:t></w:r></w:p>"),
    Case(
      "behind a character of four bytes", "<w:p><w:r><w:t>𠮷野𠮷</w:t></w:r></w:p>", "野",
      "<w:p><w:r><w:t_>𠮷</w:t></w:r>[0<w:r><w:t_>野</w:t></w:r>0]<w:r><w:t_>𠮷</w:t></w:r></w:p>"),
    Case(
      "among characters written by name and number", "<w:p><w:r><w:t>A&amp;B&#x4E00;&#21313;&lt;</w:t></w:r></w:p>",
      "一",
      "<w:p><w:r><w:t_>A&amp;B</w:t></w:r>[0<w:r><w:t_>&#x4E00;</w:t></w:r>0]<w:r><w:t_>&#21313;&lt;</w:t></w:r></w:p>"),
    Case(
      "white space that does not count goes", "<w:p><w:r><w:t>\n  甲乙 </w:t></w:r></w:p>", "甲",
      "<w:p>[0<w:r><w:t_>甲</w:t></w:r>0]<w:r><w:t_>乙</w:t></w:r></w:p>"),
    Case(
      "white space that counts stays", "<w:p><w:r><w:t xml:space=\"preserve\"> 甲乙 </w:t></w:r></w:p>", "甲",
      "<w:p><w:r><w:t_> </w:t></w:r>[0<w:r><w:t_>甲</w:t></w:r>0]<w:r><w:t_>乙 </w:t></w:r></w:p>"),
    Case(
      "between tabs and line breaks", "<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r></w:p>", "乙",
      "<w:p><w:r><w:t>甲</w:t><w:tab/></w:r>[0<w:r><w:t>乙</w:t></w:r>0]<w:r><w:br/><w:t>丙</w:t></w:r></w:p>"),
    Case(
      "text that is not taken apart", "<w:p><w:r><w:t><![CDATA[甲乙]]></w:t></w:r></w:p>", "甲",
      "<w:p>[0<w:r><w:t><![CDATA[甲乙]]></w:t></w:r>0]</w:p>"),
    Case(
      "a change of looks has a number of its own in each piece",
      #"<w:p><w:r><w:rPr><w:b/><w:rPrChange w:id="0" w:author="张"><w:rPr/></w:rPrChange></w:rPr><w:t>甲乙</w:t></w:r></w:p>"#,
      "乙",
      #"<w:p><w:r><w:rPr><w:b/><w:rPrChange w:id="0" w:author="张"><w:rPr/></w:rPrChange></w:rPr><w:t_>甲</w:t></w:r>[1<w:r>"#
        + #"<w:rPr><w:b/><w:rPrChange w:id="2" w:author="张"><w:rPr/></w:rPrChange></w:rPr><w:t_>乙</w:t></w:r>1]</w:p>"#),
    Case(
      "whatever the marks around the number",
      #"<w:p><w:r><w:rPr><w:rPrChange w:id='0' w:author="张"/><w:rPrChange w:id = "3" w:author="张"/></w:rPr><w:t>甲乙</w:t></w:r></w:p>"#,
      "乙",
      #"<w:p><w:r><w:rPr><w:rPrChange w:id='0' w:author="张"/><w:rPrChange w:id = "3" w:author="张"/></w:rPr><w:t_>甲</w:t></w:r>[1<w:r>"#
        + #"<w:rPr><w:rPrChange w:id='2' w:author="张"/><w:rPrChange w:id = "4" w:author="张"/></w:rPr><w:t_>乙</w:t></w:r>1]</w:p>"#
    ),
    Case(
      "an empty range takes the character behind it", "<w:p><w:r><w:t>甲</w:t></w:r></w:p>", "⟦⟧甲",
      "<w:p>[0<w:r><w:t>甲</w:t></w:r>0]</w:p>"),
    Case(
      "or at the end of a line the one before it", "<w:p><w:r><w:t>甲乙</w:t></w:r></w:p>", "乙⟦⟧",
      "<w:p><w:r><w:t_>甲</w:t></w:r>[0<w:r><w:t_>乙</w:t></w:r>0]</w:p>"),
    Case(
      "empty paragraphs", "<w:p/><w:p><w:pPr/></w:p><w:p><w:r><w:t>甲</w:t></w:r></w:p>", "⟦⟧\n\n甲",
      "<w:p>[00]</w:p><w:p><w:pPr/></w:p><w:p><w:r><w:t>甲</w:t></w:r></w:p>"),
  ]

  private static let amongOthers = [
    Case(
      "in a link", "<w:p><w:hyperlink><w:r><w:t>甲乙</w:t></w:r></w:hyperlink></w:p>", "乙",
      "<w:p><w:hyperlink><w:r><w:t_>甲</w:t></w:r>[0<w:r><w:t_>乙</w:t></w:r>0]</w:hyperlink></w:p>"),
    Case(
      "in an insertion of somebody else", #"<w:p><w:ins w:id="3" w:author="张"><w:r><w:t>甲乙</w:t></w:r></w:ins></w:p>"#,
      "甲",
      #"<w:p><w:ins w:id="3" w:author="张">[0<w:r><w:t_>甲</w:t></w:r>0]<w:r><w:t_>乙</w:t></w:r></w:ins></w:p>"#
        .replacing("</w:ins>", with: "+}")),
    Case(
      "in a control",
      "<w:p><w:sdt><w:sdtPr><w:id w:val=\"5\"/></w:sdtPr><w:sdtContent><w:r><w:t>甲</w:t></w:r></w:sdtContent></w:sdt></w:p>",
      "甲",
      "<w:p><w:sdt><w:sdtPr><w:id w:val=\"5\"/></w:sdtPr><w:sdtContent>[0<w:r><w:t>甲</w:t></w:r>0]</w:sdtContent></w:sdt></w:p>"
    ),
    Case(
      "in the result of a field and not in its instruction",
      #"<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText> REF 甲 </w:instrText><w:fldChar w:fldCharType="separate"/><w:t>甲</w:t><w:fldChar w:fldCharType="end"/></w:r></w:p>"#,
      "甲",
      #"<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText> REF 甲 </w:instrText><w:fldChar w:fldCharType="separate"/></w:r>[0<w:r><w:t>甲</w:t></w:r>0]<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>"#
    ),
    Case(
      "around what holds a box",
      "<w:p><w:r><w:t>甲</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent><w:p><w:r><w:t>乙</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback/></mc:AlternateContent></w:r></w:p>",
      "乙",
      "<w:p><w:r><w:t>甲</w:t></w:r>[0<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent><w:p><w:r><w:t>乙</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback/></mc:AlternateContent></w:r>0]</w:p>"
    ),
    Case(
      "around a choice that stands among runs",
      "<w:p><mc:AlternateContent><mc:Choice><w:r><w:t>甲乙</w:t></w:r></mc:Choice><mc:Fallback/></mc:AlternateContent></w:p>",
      "甲",
      "<w:p>[0<mc:AlternateContent><mc:Choice><w:r><w:t>甲乙</w:t></w:r></mc:Choice><mc:Fallback/></mc:AlternateContent>0]</w:p>"
    ),
    Case(
      "around a formula", "<w:p><w:r><w:t>甲</w:t></w:r><m:oMath><m:r><m:t>x+y</m:t></m:r></m:oMath></w:p>", "+",
      "<w:p><w:r><w:t>甲</w:t></w:r>[0<m:oMath><m:r><m:t>x+y</m:t></m:r></m:oMath>0]</w:p>"),
    Case(
      "in a cell", "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲乙</w:t></w:r></w:p></w:tc></w:tr></w:tbl>", "乙",
      "<w:tbl><w:tr><w:tc><w:p><w:r><w:t_>甲</w:t></w:r>[0<w:r><w:t_>乙</w:t></w:r>0]</w:p></w:tc></w:tr></w:tbl>"),
    Case(
      "over paragraphs", "<w:p><w:r><w:t>甲</w:t></w:r></w:p><w:p><w:r><w:t>乙丙</w:t></w:r></w:p>", "甲\n乙",
      "<w:p>[0<w:r><w:t>甲</w:t></w:r></w:p><w:p><w:r><w:t_>乙</w:t></w:r>0]<w:r><w:t_>丙</w:t></w:r></w:p>"),
    Case(
      "a number that is taken already",
      #"<w:p><w:bookmarkStart w:id="0" w:name="x"/><w:r><w:t>甲</w:t></w:r><w:bookmarkEnd w:id="0"/></w:p>"#, "甲",
      #"<w:p><w:bookmarkStart w:id="0" w:name="x"/>[1<w:r><w:t>甲</w:t></w:r>1]<w:bookmarkEnd w:id="0"/></w:p>"#),
  ]

  @Test(arguments: inRuns + amongOthers)
  func markersStandAmongRuns(_ test: Case) throws {
    #expect(try MarkedFile(body: test.body).commented(test.words).body() == test.marked)
  }

  @Test func overlappingComments() throws {
    let marked = try MarkedFile(body: "<w:p><w:r><w:t>甲乙丙</w:t></w:r></w:p>").commented("甲乙", "乙", "丙")
    let body = "<w:p>[0<w:r><w:t_>甲</w:t></w:r>[1<w:r><w:t_>乙</w:t></w:r>0]1][2<w:r><w:t_>丙</w:t></w:r>2]</w:p>"
    #expect(try marked.body() == body)
  }

  @Test func aLabelIsMarkedByItsParagraph() throws {
    let numbering = """
      <w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>\
      <w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
      """
    let file = MarkedFile(WordFile(body: paragraph("甲乙", list: 1), numbering: numbering))
    #expect(try file.commented("一、").body().hasSuffix("[0<w:r><w:t>甲乙</w:t></w:r>0]</w:p>"))
  }

  @Test(arguments: [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main",
  ])
  func bothNamespacesAndNoPrefix(namespace: String) throws {
    let document = #"<document xmlns="\#(namespace)"><body><p><r><t>甲乙</t></r></p></body></document>"#
    let main = ZipWriter.File(name: "word/document.xml", content: Array(document.utf8))
    let marked = try MarkedFile(WordFile(namespace: namespace, files: [main])).commented("甲")
    let declared = #"xmlns:w="\#(namespace)""#
    let body = try marked.part("word/document.xml")
    #expect(
      body.contains(
        #"<p><w:commentRangeStart \#(declared) w:id="0"/><r><w:t \#(declared) xml:space="preserve">甲</w:t></r>"#))
    #expect(try marked.part("word/comments.xml").contains("<w:comments \(declared)>"))
    let kind =
      namespace.contains("purl")
      ? "http://purl.oclc.org/ooxml/officeDocument" : "http://schemas.openxmlformats.org/officeDocument/2006"
    #expect(
      try marked.part("word/_rels/document.xml.rels").contains(
        #"Type="\#(kind)/relationships/comments" Target="comments.xml""#))
  }

  /// The order of a set differs between two runs of a program; the numbers of copied changes must not.
  @Test func copiedChangesAreNumberedInOrder() throws {
    let run = { (text: String) in
      #"<w:p><w:r><w:rPr><w:rPrChange w:id="0" w:author="张"/></w:rPr><w:t>\#(text)</w:t></w:r></w:p>"#
    }
    let words = ["甲乙", "丙丁", "戊己", "庚辛", "壬癸", "子丑", "寅卯", "辰巳"]
    let marked = MarkedFile(body: words.map(run).joined())
    let copy = try marked.copy()
    let notes = try words.map {
      WordNote(try copy.source.place(of: String($0.suffix(1))), rule: "test/a", ["错。"])
    }
    let bytes = MarkedBytes(try copy.marked(notes: notes, by: MarkedFile.reviewer))
    let numbers = try bytes.part("word/document.xml").matches(of: #/rPrChange w:id="(\d+)"/#).compactMap { Int($0.1) }
      .filter { $0 > 0 }
    #expect(numbers.count == words.count)
    #expect(numbers == numbers.sorted())
  }
}
