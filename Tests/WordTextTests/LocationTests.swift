import DraftText
import Linting
import RuleEngine
import ShippedRules
import SystemPackage
import Testing
import WordText

/// The locations of findings in a Word document, and the findings outside its body.
@Suite struct LocationTests {
  private static let linter: Linter? = {
    guard let rules = try? ShippedRules.ruleSet(with: []),
      let selection = try? RuleSelection(selected: [], ignored: [], known: rules.rules.map(\.metadata.id))
    else { return nil }
    return try? Linter(rules, selection: selection)
  }()

  /// The findings, each with its rule, its line and its location.
  private func findings(_ file: WordFile) throws -> [String] {
    let source = try SourceText(wordDocument: file.bytes)
    let linter = try #require(Self.linter)
    let result = try linter.lint(source)
    let locations = try #require(result.locations)
    return result.diagnostics.map { finding in
      let location = locations.location(of: finding.range)
      let line = source.lines.line(at: finding.range.start)
      return "\(line) \(finding.ruleID) \(location.path?.zh ?? "-") “\(location.quotation ?? "")”"
    }
  }

  private static let styles = """
    <w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>
    """
  private static let numbering = """
    <w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>
    <w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
    """

  @Test func headingsAndCells() throws {
    let table = """
      <w:tbl><w:tr><w:tc>\(paragraph("项目"))</w:tc><w:tc>\(paragraph("人数"))</w:tc></w:tr>
      <w:tr><w:tc>\(paragraph("培训"))</w:tc><w:tc>\(paragraph("共培训X人"))</w:tc></w:tr></w:tbl>
      """
    let body =
      paragraph("青禾镇2021年工作总结") + paragraph("全年走访群众X户。") + paragraph("主要工作", list: 1, style: "1")
      + paragraph("新建泵站X座。") + paragraph("培训项目", list: 1, style: "1") + table + paragraph("投入X万元。")
    #expect(
      try findings(WordFile(body: body, numbering: Self.numbering, styles: Self.styles)) == [
        "2 placeholder/quantity - “全年走访群众X户。”", "4 placeholder/quantity 一、主要工作 “新建泵站X座。”",
        "9 placeholder/quantity 二、培训项目 › 表1第2行第2列 “共培训X人”", "10 placeholder/money 二、培训项目 “投入X万元。”",
      ])
  }

  /// The quotation must be found by a search in Word: inside one paragraph and one line, without a label, and not
  /// across deleted text.
  @Test(arguments: [
    ("<w:t>甲乙</w:t><w:tab/><w:t>走访X户</w:t><w:br/><w:t>丙丁</w:t>", "走访X户"),
    ("<w:t>走访X户</w:t><w:drawing><wp:inline><pic:pic/></wp:inline></w:drawing><w:t>丙丁</w:t>", "走访X户"),
    ("<w:t>一二三四五六七八九十走访群众共X户，一二三四五六七八九十</w:t>", "六七八九十走访群众共X户，一二三四五六七八"),
    (#"<w:t>甲走访</w:t></w:r><w:del><w:r><w:delText>约</w:delText></w:r></w:del><w:r><w:t>X户。</w:t>"#, "X户。"),
    (#"<w:t>甲走访</w:t></w:r><w:ins><w:r><w:t>约</w:t></w:r></w:ins><w:r><w:t>X户。</w:t>"#, "甲走访约X户。"),
  ])
  func quotations(run: String, quotation: String) throws {
    let list = #"<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>"#
    let file = WordFile(body: paragraph("题") + "<w:p>\(list)<w:r>\(run)</w:r></w:p>", numbering: Self.numbering)
    let source = try SourceText(wordDocument: file.bytes)
    let linter = try #require(Self.linter)
    let locations = try #require(linter.lint(source).locations)
    let start = try #require(source.utf8.firstIndex(of: UInt8(ascii: "X")))
    #expect(locations.location(of: TextRange(start, start + 1)).quotation == quotation)
    // For a fault in a label, the words after the label are quoted, because a search can find them.
    let label = try #require(source.structure.first { $0.kind == .label }).range
    let beginning = try #require(locations.location(of: label).quotation)
    #expect(source[TextRange(label.end, source.utf8.count)].hasPrefix(beginning))
    #expect(locations.location(of: TextRange(source.utf8.count, source.utf8.count)).quotation == nil)
  }

  @Test func textHasLines() throws {
    let linter = try #require(Self.linter)
    #expect(try linter.lint(SourceText("一、甲\n")).locations == nil)
  }

  /// Only placeholders and residue are reported outside the body. Other rules do not apply there.
  @Test func aroundTheBody() throws {
    func part(_ root: String, _ lines: String...) -> [UInt8] {
      Array(
        #"<w:\#(root) xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">\#(lines.joined())</w:\#(root)>"#
          .utf8)
    }
    func note(_ kind: String, _ text: String, by author: String = "王") -> String {
      #"<w:\#(kind) w:id="7" w:author="\#(author)">\#(paragraph(text))</w:\#(kind)>"#
    }
    var file = WordFile(body: paragraph("青禾镇2021年工作总结") + paragraph("一、走访群众") + paragraph("全年走访群众20户。"))
    file.further = [
      ("header", "h.xml"), ("footer", "f.xml"), ("footnotes", "n.xml"), ("endnotes", "e.xml"), ("comments", "c.xml"),
    ]
    file.files = [
      .init(name: "word/h.xml", content: part("hdr", paragraph("青禾发〔20XX〕9号"), paragraph("二、（甲，乙,丙"))),
      .init(name: "word/f.xml", content: part("ftr", paragraph("— 3 —"), paragraph("联系人：XXX同志"))),
      .init(name: "word/n.xml", content: part("footnotes", note("footnote", "数据截至X月9日。"))),
      .init(name: "word/e.xml", content: part("endnotes", note("endnote", "见&lt;br/&gt;附件。"))),
      .init(
        name: "word/c.xml",
        content: part("comments", note("comment", "这里补XX人的情况"), note("comment", "“XX”没有填", by: "核稿"))),
    ]
    let found = try findings(file)
    #expect(found.filter { $0.hasPrefix("1 ") || $0.hasPrefix("3 ") } == [])
    let around = found.filter { $0.contains(" 页") || $0.contains("注 ") }
    #expect(
      around == [
        "4 placeholder/document-number 页眉 “青禾发〔20XX〕9号”", "7 placeholder/person 页脚 “联系人：XXX同志”",
        "8 placeholder/date 脚注 “数据截至X月9日。”", "9 residue/html 尾注 “见<br/>附件。”",
        "10 placeholder/quantity 批注 “这里补XX人的情况”",
      ])
    // The rest is about the only heading of the body.
    #expect(found.count - around.count <= 1)
  }

  @Test func reviews() throws {
    let insertion = #"<w:ins w:author="李"><w:r><w:t>20</w:t></w:r></w:ins>"#
    let reference = #"<w:r><w:commentReference w:id="7"/></w:r>"#
    var file = WordFile(
      body: paragraph("青禾镇2021年工作总结")
        + "<w:p><w:r><w:t>全年走访群众</w:t></w:r>\(insertion)<w:r><w:t>户。</w:t></w:r>\(insertion)\(reference)</w:p>")
    file.further = [("comments", "c.xml")]
    func comments(by author: String) -> [ZipWriter.File] {
      let text =
        #"<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:comment w:id="7" w:author="\#(author)">\#(paragraph("好"))</w:comment></w:comments>"#
      return [.init(name: "word/c.xml", content: Array(text.utf8))]
    }
    file.files = comments(by: "王")
    let found = ["2 word/changes - “全年走访群众20户。20”", "2 word/comments - “走访群众20户。20”"]
    #expect(try findings(file) == found)
    file.files = comments(by: "核稿")
    #expect(try findings(file) == [found[0]])
  }
}
