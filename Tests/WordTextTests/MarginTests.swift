import DraftText
import Testing
import WordText

/// The parts outside the body, such as headers, and the changes and comments of reviewers.
@Suite struct MarginTests {
  private func part(_ root: String, _ content: String) -> String {
    #"<w:\#(root) xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">\#(content)</w:\#(root)>"#
  }

  /// A document with further parts, each with its kind and its content.
  private func file(_ body: String, _ parts: (kind: String, name: String, content: String)...) -> WordFile {
    var file = WordFile(body: body)
    file.further = parts.map { ($0.kind, $0.name) }
    file.files = parts.map { .init(name: "word/\($0.name)", content: Array($0.content.utf8)) }
    return file
  }

  private static let comment = #"<w:comment w:id="3" w:author="王">\#(paragraph("人数待核"))</w:comment>"#
  private static let own = #"<w:comment w:id="4" w:author="核稿">\#(paragraph("“X”没有填"))</w:comment>"#

  @Test func marginsFollowTheBody() throws {
    let separator = #"<w:footnote w:type="separator" w:id="0">\#(paragraph("线"))</w:footnote>"#
    let source = try SourceText(
      wordDocument: file(
        paragraph("甲") + paragraph("乙"),
        ("footer", "footer1.xml", part("ftr", paragraph("第X页"))),
        ("header", "header1.xml", part("hdr", paragraph("青禾镇") + "<w:p/>" + paragraph("内部"))),
        (
          "footnotes", "footnotes.xml",
          part("footnotes", separator + #"<w:footnote w:id="1">\#(paragraph("见附件"))</w:footnote>"#)
        ),
        ("endnotes", "endnotes.xml", part("endnotes", #"<w:endnote w:id="1">\#(paragraph("尾"))</w:endnote>"#)),
        ("comments", "comments.xml", part("comments", Self.comment + Self.own))
      ).bytes)
    #expect(source[source.range] == "甲\n乙\n青禾镇\n内部\n第X页\n见附件\n尾\n人数待核\n")
    #expect(source.margins.map(\.margin) == [.header, .footer, .footnote, .endnote, .comment])
    #expect(source.margins.map { source[$0.range] } == ["青禾镇\n内部", "第X页", "见附件", "尾", "人数待核"])
    #expect(source.body[source.body.range] == "甲\n乙\n")
    #expect(source.body.margins.isEmpty)
  }

  @Test func repeatedHeaderIsReadOnce() throws {
    let header = part("hdr", paragraph("青禾镇"))
    let source = try SourceText(
      wordDocument: file(
        paragraph("甲"), ("header", "header1.xml", header), ("header", "header2.xml", header),
        ("header", "header3.xml", part("hdr", "<w:p/>"))
      ).bytes)
    #expect(source[source.range] == "甲\n青禾镇\n")
  }

  @Test func missingMarginPartIsSkipped() throws {
    var file = file(paragraph("甲"))
    file.further = [("header", "header1.xml"), ("comments", "comments.xml")]
    #expect(try file.lines() == ["甲"])
  }

  @Test func tooLargeHeaderIsRefused() throws {
    let text = String(repeating: "甲", count: 1 << 19)
    let file = file(paragraph("甲"), ("header", "header1.xml", part("hdr", paragraph(text))))
    #expect(throws: DocumentFailure.tooLarge("word/header1.xml")) { try SourceText(wordDocument: file.bytes) }
  }

  // MARK: Reviews

  private func review(_ body: String, comments: String = comment + own) throws -> (
    changes: [String], comments: [String]
  ) {
    let source = try SourceText(
      wordDocument: file(body, ("comments", "comments.xml", part("comments", comments))).bytes)
    let traces = source.provenance.review
    func shown(_ range: TextRange) -> String {
      "\(source.lines.line(at: range.start)):\(source.lines.position(at: range.start).column) \(source[range])"
    }
    return (traces.changes.map(shown), traces.comments.map(shown))
  }

  private static func run(_ text: String) -> String { "<w:r><w:t>\(text)</w:t></w:r>" }

  private static func deleted(_ text: String, by author: String = "李") -> String {
    #"<w:del w:author="\#(author)"><w:r><w:delText>\#(text)</w:delText></w:r></w:del>"#
  }

  private static func inserted(_ text: String, by author: String = "李") -> String {
    #"<w:ins w:author="\#(author)">\#(run(text))</w:ins>"#
  }

  @Test(arguments: [
    ("<w:p>\(run("甲"))\(inserted("乙"))\(run("丙"))</w:p>", ["1:2 乙"]),
    // One change in several pieces.
    ("<w:p>\(run("甲"))\(inserted("乙"))\(inserted("丁"))\(run("丙"))</w:p>", ["1:2 乙丁"]),
    ("<w:p>\(run("甲"))\(deleted("乙"))\(run("丙"))</w:p>", ["1:2 "]),
    ("<w:p>\(run("甲"))\(inserted("乙", by: "核稿"))\(deleted("乙", by: "核稿"))</w:p>", []),
    (
      #"<w:p><w:r><w:rPr><w:b/><w:rPrChange w:author="李"><w:rPr/></w:rPrChange></w:rPr><w:t>甲</w:t></w:r></w:p>"#,
      ["1:1 "]
    ),
    // The end of a paragraph is deleted, so its text continues in the next line.
    (
      #"<w:p><w:pPr><w:rPr><w:del w:author="李"/></w:rPr></w:pPr>\#(run("甲"))\#(inserted("乙"))</w:p><w:p>\#(run("丙"))\#(inserted("丁"))</w:p>"#,
      ["2:1 ", "2:2 乙", "2:4 丁"]
    ),
    (#"<w:tbl><w:tr><w:trPr><w:ins w:author="李"/></w:trPr><w:tc>\#(paragraph("甲"))</w:tc></w:tr></w:tbl>"#, ["1:1 "]),
    ("<w:p>\(run("甲"))</w:p>", []),
  ])
  func changes(body: String, places: [String]) throws {
    #expect(try review(body).changes == places)
  }

  @Test(arguments: [
    (
      #"<w:p>\#(run("甲"))<w:commentRangeStart w:id="3"/>\#(run("乙"))<w:commentRangeEnd w:id="3"/><w:r><w:commentReference w:id="3"/></w:r>\#(run("丙"))</w:p>"#,
      ["1:2 乙"]
    ),
    (#"<w:p>\#(run("甲"))<w:r><w:commentReference w:id="3"/></w:r></w:p>"#, ["1:2 "]),
    // zhangfa's own comment, and a missing one.
    (#"<w:p>\#(run("甲"))<w:r><w:commentReference w:id="4"/><w:commentReference w:id="5"/></w:r></w:p>"#, []),
  ])
  func comments(body: String, places: [String]) throws {
    #expect(try review(body).comments == places)
  }

  @Test func behindALabel() throws {
    let numbering =
      #"<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:suff w:val="nothing"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#
    let body =
      #"<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>\#(Self.run("甲"))\#(Self.inserted("乙"))</w:p>"#
    let source = try SourceText(wordDocument: WordFile(body: body, numbering: numbering).bytes)
    #expect(source.provenance.review.changes.map { source[$0] } == ["乙"])
  }
}
