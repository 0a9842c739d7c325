import Testing

/// Changes of the text, tracked and plain.
@Suite struct ChangeTests {
  struct Case: CustomTestStringConvertible {
    let name: String
    let body: String
    let words: String
    let replacement: String
    let tracked: String
    let plain: String

    init(_ name: String, _ body: String, _ words: String, _ replacement: String, _ tracked: String, _ plain: String) {
      (self.name, self.body, self.words) = (name, body, words)
      (self.replacement, self.tracked, self.plain) = (replacement, tracked, plain)
    }

    var testDescription: String { name }
  }

  private static let mark = #"<w:del w:id="0" w:author="核稿" w:date="2021-06-30T08:00:00Z"/>"#
    .replacing(#"w:id="0" w:author="核稿" w:date="2021-06-30T08:00:00Z""#, with: "#0")
  private static let next = "<w:p><w:r><w:t>尾</w:t></w:r></w:p>"

  private static let cases = [
    Case(
      "in a run", "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>甲乙丙</w:t></w:r></w:p>", "乙", "丁",
      "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t_>甲</w:t></w:r>{-<w:r><w:rPr><w:b/></w:rPr><w:delText_>乙</w:delText></w:r>-}"
        + "{+<w:r><w:rPr><w:b/></w:rPr><w:t_>丁</w:t></w:r>+}<w:r><w:rPr><w:b/></w:rPr><w:t_>丙</w:t></w:r></w:p>",
      "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t_>甲</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t_>丁</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t_>丙</w:t></w:r></w:p>"
    ),
    Case(
      "a whole run", "<w:p><w:r><w:t>甲</w:t></w:r><w:r><w:t>乙</w:t></w:r></w:p>", "甲", "A&B",
      "<w:p>{-<w:r><w:delText_>甲</w:delText></w:r>-}{+<w:r><w:t_>A&amp;B</w:t></w:r>+}<w:r><w:t>乙</w:t></w:r></w:p>",
      "<w:p><w:r><w:t_>A&amp;B</w:t></w:r><w:r><w:t>乙</w:t></w:r></w:p>"),
    Case(
      "over runs", "<w:p><w:r><w:t>甲乙</w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>丙丁</w:t></w:r></w:p>", "乙丙", "戊",
      "<w:p><w:r><w:t_>甲</w:t></w:r>{-<w:r><w:delText_>乙</w:delText></w:r>-}{-<w:r><w:rPr><w:i/></w:rPr><w:delText_>丙</w:delText></w:r>-}"
        + "{+<w:r><w:t_>戊</w:t></w:r>+}<w:r><w:rPr><w:i/></w:rPr><w:t_>丁</w:t></w:r></w:p>",
      "<w:p><w:r><w:t_>甲</w:t></w:r><w:r><w:t_>戊</w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t_>丁</w:t></w:r></w:p>"),
    Case(
      "putting in", "<w:p><w:r><w:t>甲乙</w:t></w:r></w:p>", "甲⟦⟧乙", "、",
      "<w:p><w:r><w:t_>甲</w:t></w:r>{+<w:r><w:t_>、</w:t></w:r>+}<w:r><w:t_>乙</w:t></w:r></w:p>",
      "<w:p><w:r><w:t_>甲</w:t></w:r><w:r><w:t_>、</w:t></w:r><w:r><w:t_>乙</w:t></w:r></w:p>"),
    Case(
      "beside what somebody else has put in",
      #"<w:p><w:r><w:t>甲</w:t></w:r><w:ins w:id="9" w:author="张"><w:r><w:t>乙</w:t></w:r></w:ins></w:p>"#, "甲⟦⟧乙", "、",
      #"<w:p><w:r><w:t>甲</w:t></w:r>{+<w:r><w:t_>、</w:t></w:r>+}<w:ins w:id="9" w:author="张"><w:r><w:t>乙</w:t></w:r>+}</w:p>"#,
      #"<w:p><w:r><w:t>甲</w:t></w:r><w:r><w:t_>、</w:t></w:r><w:ins w:id="9" w:author="张"><w:r><w:t>乙</w:t></w:r>+}</w:p>"#
    ),
    Case(
      "beside a row that somebody else has put in",
      #"<w:tbl><w:tr><w:trPr><w:ins w:id="9" w:author="张"/></w:trPr><w:tc><w:p/></w:tc></w:tr><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"#,
      "甲", "",
      #"<w:tbl><w:tr><w:trPr><w:ins w:id="9" w:author="张"/></w:trPr><w:tc><w:p/></w:tc></w:tr><w:tr><w:tc><w:p>{-<w:r><w:delText_>甲</w:delText></w:r>-}</w:p></w:tc></w:tr></w:tbl>"#,
      #"<w:tbl><w:tr><w:trPr><w:ins w:id="9" w:author="张"/></w:trPr><w:tc><w:p/></w:tc></w:tr><w:tr><w:tc><w:p></w:p></w:tc></w:tr></w:tbl>"#
    ),
    Case(
      "in a link", "<w:p><w:hyperlink><w:r><w:t>甲乙</w:t></w:r></w:hyperlink></w:p>", "乙", "",
      "<w:p><w:hyperlink><w:r><w:t_>甲</w:t></w:r>{-<w:r><w:delText_>乙</w:delText></w:r>-}</w:hyperlink></w:p>",
      "<w:p><w:hyperlink><w:r><w:t_>甲</w:t></w:r></w:hyperlink></w:p>"),
    Case(
      "a tab and what is around it", "<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r></w:p>", "甲⟦\t⟧乙", "",
      "<w:p><w:r><w:t>甲</w:t></w:r>{-<w:r><w:tab/></w:r>-}<w:r><w:t>乙</w:t></w:r></w:p>",
      "<w:p><w:r><w:t>甲</w:t><w:t>乙</w:t></w:r></w:p>"),
    Case(
      "a paragraph", "<w:p><w:r><w:t>甲</w:t></w:r></w:p>" + next, "甲\n", "",
      "<w:p><w:pPr><w:rPr>\(mark)</w:rPr></w:pPr>{-<w:r><w:delText_>甲</w:delText></w:r>-}</w:p>".replacing(
        "#0", with: "#1") + next, next),
    Case(
      "a paragraph with properties", "<w:p><w:pPr><w:jc w:val=\"left\"/></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>" + next,
      "甲\n", "",
      "<w:p><w:pPr><w:jc w:val=\"left\"/><w:rPr>\(mark)</w:rPr></w:pPr>{-<w:r><w:delText_>甲</w:delText></w:r>-}</w:p>"
        .replacing("#0", with: "#1") + next, next),
    Case(
      "white space in an end tag", "<w:p><w:pPr><w:jc w:val=\"left\"/></w:pPr ><w:r><w:t>甲</w:t></w:r></w:p>" + next,
      "甲\n", "",
      "<w:p><w:pPr><w:jc w:val=\"left\"/><w:rPr>\(mark)</w:rPr></w:pPr >{-<w:r><w:delText_>甲</w:delText></w:r>-}</w:p>"
        .replacing("#0", with: "#1") + next, next),
    Case(
      "a paragraph whose end has properties",
      "<w:p><w:pPr><w:rPr><w:b/></w:rPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>" + next, "甲\n", "",
      "<w:p><w:pPr><w:rPr>\(mark)<w:b/></w:rPr></w:pPr>{-<w:r><w:delText_>甲</w:delText></w:r>-}</w:p>".replacing(
        "#0", with: "#1") + next, next),
    Case(
      "the end before it and a paragraph", "<w:p><w:r><w:t>头</w:t></w:r></w:p><w:p/>" + next, "头⟦\n⟧\n尾", "",
      "<w:p><w:r><w:t>头</w:t></w:r></w:p><w:p><w:pPr><w:rPr>\(mark)</w:rPr></w:pPr></w:p>" + next,
      "<w:p><w:r><w:t>头</w:t></w:r></w:p>" + next),
  ]

  @Test(arguments: cases)
  func changesAreTrackedOrMade(_ test: Case) throws {
    let file = MarkedFile(body: test.body)
    #expect(try file.changed(test.words, test.replacement, isTracked: true)?.body() == test.tracked)
    #expect(try file.changed(test.words, test.replacement, isTracked: false)?.body() == test.plain)
  }

  @Test(arguments: [
    (#"<w:p><w:ins w:id="1" w:author="张"><w:r><w:t>甲乙</w:t></w:r></w:ins></w:p>"#, "甲", "丁"),
    (#"<w:p><w:ins w:id="1" w:author="张"><w:r><w:t>甲乙</w:t></w:r></w:ins></w:p>"#, "甲⟦⟧乙", "丁"),
    (
      #"<w:tbl><w:tr><w:trPr><w:ins w:id="1" w:author="张"/></w:trPr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/>"#,
      "甲", "丁"
    ),
    (
      #"<w:tbl><w:tr><w:tc><w:tcPr><w:cellIns w:id="1" w:author="张"/></w:tcPr><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/>"#,
      "甲", "丁"
    ),
    (#"<w:p><w:moveTo w:id="1" w:author="张"><w:r><w:t>甲乙</w:t></w:r></w:moveTo></w:p>"#, "甲", "丁"),
    (
      #"<w:p><w:r><w:t>甲</w:t></w:r><w:del w:id="1" w:author="张"><w:r><w:delText>子</w:delText></w:r></w:del><w:r><w:t>乙</w:t></w:r></w:p>"#,
      "甲乙", "丁"
    ),
    (
      #"<w:p><w:r><w:t>甲</w:t></w:r><w:ins w:id="1" w:author="张"><w:r><w:t>子</w:t></w:r></w:ins><w:r><w:t>乙</w:t></w:r></w:p>"#,
      "甲子乙", "丁"
    ),
    (#"<w:p><w:r><w:rPr><w:rPrChange w:id="1" w:author="张"/></w:rPr><w:t>甲</w:t></w:r></w:p>"#, "甲", "丁"),
    (#"<w:p><w:fldSimple w:instr="REF x"><w:r><w:t>甲</w:t></w:r></w:fldSimple></w:p>"#, "甲", "丁"),
    // A footnote or comment between the words, or beside them in a deleted paragraph, would be deleted, too.
    (#"<w:p><w:r><w:t>甲</w:t><w:footnoteReference w:id="2"/><w:t>乙</w:t></w:r></w:p>"#, "甲乙", "丁"),
    (#"<w:p><w:r><w:t>甲</w:t></w:r><w:r><w:commentReference w:id="2"/></w:r><w:r><w:t>乙</w:t></w:r></w:p>"#, "甲乙", "丁"),
    (#"<w:p><w:r><w:t>甲</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p><w:p/>"#, "甲\n", ""),
    (#"<w:p><w:r><w:t>甲</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>乙</w:t></w:r></w:p><w:p/>"#, "甲\n", ""),
    (#"<w:p><w:r><w:t>甲</w:t><w:br w:type="page"/></w:r></w:p><w:p/>"#, "甲\n", ""),
    (#"<w:p><w:r><w:t>甲</w:t><w:drawing/></w:r></w:p><w:p/>"#, "甲\n", ""),
    (
      #"<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>甲</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>"#,
      "甲", "丁"
    ),
    ("<w:p><w:sdt><w:sdtContent><w:r><w:t>甲</w:t></w:r></w:sdtContent></w:sdt></w:p>", "甲", "丁"),
    (
      "<w:p><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>", "甲",
      "丁"
    ),
    ("<w:p><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath></w:p>", "x", "y"),
    ("<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r></w:p>", "甲\u{2028}乙", ""),
    ("<w:p><w:r><w:t>甲</w:t></w:r></w:p>", "甲", "一\n二"),
    ("<w:p><w:r><w:t>甲</w:t></w:r></w:p><w:p><w:r><w:t>乙</w:t></w:r></w:p>", "甲⟦\n⟧乙", ""),
    ("<w:p><w:r><w:t>乙</w:t></w:r></w:p><w:p><w:r><w:t>甲</w:t></w:r></w:p>", "甲\n", ""),
    ("<w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p><w:p/></w:tc></w:tr></w:tbl><w:p/>", "甲\n", ""),
    ("<w:p><w:r><w:t>甲</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl><w:p/>", "甲\n", ""),
    ("<w:p><w:pPr><w:sectPr/></w:pPr><w:r><w:t>甲</w:t></w:r></w:p><w:p/>", "甲\n", ""),
    ("<w:p><w:bookmarkStart w:id=\"1\"/><w:r><w:t>甲</w:t></w:r></w:p><w:p/>", "甲\n", ""),
  ])
  func changesInForeignMarkupAreRefused(body: String, words: String, replacement: String) throws {
    #expect(try MarkedFile(body: body).changed(words, replacement, isTracked: true) == nil)
  }

  @Test func changesInALabelAreRefused() throws {
    let numbering = """
      <w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>\
      </w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
      """
    let file = MarkedFile(WordFile(body: paragraph("甲", list: 1), numbering: numbering))
    #expect(try file.changed("0", "1", isTracked: true) == nil)
    #expect(try file.changed(".\t甲", "", isTracked: true) == nil)
  }
}
