import Archive
import DraftText
import Testing
import WordMarkup
import WordText

/// The parts of a document after it was marked up.
@Suite struct CopyTests {
  private static let body = "<w:p><w:r><w:t>甲乙丙</w:t></w:r></w:p>"

  private func withComments(_ comments: String, _ body: String = CopyTests.body) -> MarkedFile {
    let root = #"<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">"#
    let text = comments == "/" ? root.dropLast() + "/>" : root + comments + "</w:comments>"
    let relationship =
      #"<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="/word/comments.xml"/>"#
    let files = [
      ("word/comments.xml", String(text)),
      (
        "word/_rels/document.xml.rels",
        #"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\#(relationship)</Relationships>"#
      ),
      (
        "[Content_Types].xml",
        #"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/comments.xml" ContentType="x"/></Types>"#
      ),
    ]
    return MarkedFile(
      WordFile(body: body, files: files.map { ZipWriter.File(name: $0.0, content: Array($0.1.utf8)) }))
  }

  @Test func newCommentsPartIsDeclared() throws {
    let marked = try MarkedFile(body: Self.body).commented("乙")
    #expect(
      try marked.part("[Content_Types].xml").contains(
        #"<Override PartName="/word/comments.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"/></Types>"#
      ))
    #expect(
      try marked.part("word/_rels/document.xml.rels").contains(
        #"<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="comments.xml"/></Relationships>"#
      ))
    let comments = try marked.part("word/comments.xml")
    #expect(comments.contains(#"<w:comment w:id="0" w:author="核稿" w:date="2021-06-30T08:00:00Z" w:initials="核"><w:p>"#))
    #expect(comments.contains(#"<w:t xml:space="preserve">[test/a] 错。</w:t>"#))
    #expect(!comments.contains("w14"))
  }

  @Test(arguments: [
    "/", "", #"<w:comment w:id="5" w:author="张三"><w:p><w:r><w:t>[这里] 再想想</w:t></w:r></w:p></w:comment>"#,
    #"<w:comment w:id="0" w:author="核稿"><w:p><w:r><w:t>没有规则的不是程序写的</w:t></w:r></w:p></w:comment>"#,
    #"<w:comment w:id="0" w:author="核稿" w:initials="核"><w:p><w:r><w:t>[重要] 再核对</w:t></w:r></w:p></w:comment>"#,
    #"<w:comment w:id="0" w:author="核稿"><w:p><w:r><w:t>[a/b] 没有缩写</w:t></w:r></w:p></w:comment>"#,
  ])
  func commentsOfOthersStay(theirs: String) throws {
    let file = withComments(theirs)
    let marked = try file.commented("乙")
    let comments = try marked.part("word/comments.xml")
    #expect(
      comments.contains(
        (theirs == "/" ? "" : theirs) + "<w:comment w:id=\"\(theirs.contains("\"0\"") ? 1 : 0)\" w:author=\"核稿\""))
    #expect(try marked.part("[Content_Types].xml") == MarkedBytes(file.file.bytes).part("[Content_Types].xml"))
    #expect(
      try marked.part("word/_rels/document.xml.rels")
        == MarkedBytes(file.file.bytes).part("word/_rels/document.xml.rels"))
  }

  @Test func missingCommentsPartIsCreated() throws {
    var file = withComments("").file
    file.files.removeAll { $0.name == "word/comments.xml" }
    let marked = try MarkedFile(file).commented("乙")
    #expect(try marked.part("word/comments.xml").contains("[test/a] 错。"))
    #expect(
      try marked.part("word/_rels/document.xml.rels") == MarkedBytes(file.bytes).part("word/_rels/document.xml.rels"))
  }

  @Test func aSecondRunReplacesTheFirst() throws {
    let body = Self.body + "<w:p/><w:p><w:r><w:t>丁</w:t></w:r></w:p>"
    let first = try MarkedFile(body: body).commented("乙", "甲乙", "乙丙\n⟦⟧\n丁", "丁")
    let copy = try WordCopy(first.bytes)
    #expect(copy.isOwnOutput)
    let notes = try ["乙", "甲乙", "乙丙\n⟦⟧\n丁", "丁"].map {
      WordNote(try copy.source.place(of: $0), rule: "test/a", ["错。"])
    }
    #expect(try copy.marked(notes: notes, by: MarkedFile.reviewer) == first.bytes)
    // Without findings the comments are removed, and the text is as before.
    let cleared = MarkedBytes(try copy.marked(notes: [], by: MarkedFile.reviewer))
    #expect(try !cleared.part("word/comments.xml").contains("w:comment "))
    #expect(
      try cleared.body()
        == "<w:p><w:r><w:t_>甲</w:t></w:r><w:r><w:t_>乙</w:t></w:r><w:r><w:t_>丙</w:t></w:r></w:p><w:p></w:p><w:p><w:r><w:t>丁</w:t></w:r></w:p>"
    )
  }

  @Test func copyWithoutNotesHasTheSameBytes() throws {
    let file = MarkedFile(body: Self.body)
    #expect(try file.copy().marked(notes: [], by: MarkedFile.reviewer) == file.file.bytes)
  }

  @Test func changesAndCommentsAreCombined() throws {
    let copy = try MarkedFile(body: Self.body).copy()
    let notes = try ["乙", "⟦乙⟧丙"].map { WordNote(try copy.source.place(of: $0), rule: "test/a", ["错。"]) }
    let change = Edit(try copy.source.place(of: "乙"), "丁")
    let marked = MarkedBytes(try copy.marked(notes: notes, changes: [change], by: MarkedFile.reviewer))
    #expect(
      try marked.body()
        == "<w:p><w:r><w:t_>甲</w:t></w:r>[0[1{-<w:r><w:delText_>乙</w:delText></w:r>-}{+<w:r><w:t_>丁</w:t></w:r>+}0]1]<w:r><w:t_>丙</w:t></w:r></w:p>"
    )
    // Marking up the copy again reads the changed text, and does not allow another change in it.
    let again = try WordCopy(marked.bytes)
    #expect(again.source[again.source.range] == "甲丁丙\n")
    #expect(try !again.allows(again.source.place(of: "丁"), "戊"))
  }

  @Test func otherEntriesAreCopiedByteForByte() throws {
    var file = MarkedFile(body: Self.body)
    file.file.files.append(
      ZipWriter.File(name: "word/media/图.png", content: [UInt8](repeating: 7, count: 5000), flags: 0x800))
    file.file.files.append(ZipWriter.File(name: "b.bin", content: [1, 2, 3], isDeflated: false))
    let (old, new) = (file.file.bytes, try file.commented("乙").bytes)
    for name in ["word/media/图.png", "b.bin", "_rels/.rels"] {
      #expect(try ZipArchive(new).bytes(of: name) == ZipArchive(old).bytes(of: name))
    }
    // The bytes from the picture to the end of the files are unchanged.
    guard let picture = old.firstRange(of: Array("word/media/图.png".utf8)),
      let end = old.firstRange(of: [0x50, 0x4B, 0x01, 0x02])
    else {
      Issue.record("there is no picture")
      return
    }
    #expect(new.firstRange(of: old[(picture.lowerBound - 30)..<end.lowerBound]) != nil)
  }

  @Test(arguments: [
    (#"<?xml version="1.0" encoding="ISO-8859-1"?>"#, DocumentFailure.otherEncoding("word/document.xml")),
    (#"<?xml version="1.0" encoding="US-ASCII"?>"#, DocumentFailure.otherEncoding("word/document.xml")),
    (#"<!DOCTYPE x><?xml version="1.0"?>"#, .hasDocumentType("word/document.xml")),
  ])
  func unsupportedDocumentsAreRefused(head: String, failure: DocumentFailure) throws {
    let document = WordFile.document("<w:p><w:r><w:t>A</w:t></w:r></w:p>").split(separator: "\n").dropFirst().joined(
      separator: "\n")
    let main = ZipWriter.File(name: "word/document.xml", content: Array((head + document).utf8))
    #expect(throws: failure) { _ = try MarkedFile(WordFile(files: [main])).copy() }
  }

  @Test func overlappingEntriesAreRefused() throws {
    var bytes = MarkedFile(body: Self.body).file.bytes
    // The second entry of the directory names a header inside the data of the first file.
    let entries = bytes.indices.filter { bytes[$0...].starts(with: [0x50, 0x4B, 0x01, 0x02]) }
    bytes[entries[0] + 20] = 0xF0
    bytes[entries[0] + 21] = 0xFF
    #expect(throws: DocumentFailure.self) { _ = try WordCopy(bytes).marked(notes: [], by: MarkedFile.reviewer) }
  }

  @Test func sizeOfCopiedRunPropertiesIsLimited() throws {
    let properties = "<w:rPr><w:rFonts w:ascii=\"" + String(repeating: "a", count: 1_000_000) + "\"/></w:rPr>"
    let file = MarkedFile(
      body: "<w:p><w:r>\(properties)<w:t>" + String(repeating: "甲", count: 100) + "</w:t></w:r></w:p>")
    let copy = try file.copy()
    let notes = (0..<100).map { WordNote(TextRange($0 * 3, $0 * 3 + 3), rule: "test/a", ["错。"]) }
    #expect(throws: DocumentFailure.tooLarge("word/document.xml")) {
      _ = try copy.marked(notes: notes, by: MarkedFile.reviewer)
    }
  }

  @Test func signedDraftsAreRecognized() throws {
    var draft = MarkedFile(body: Self.body)
    #expect(try !draft.copy().isSigned)
    draft.file.files.append(.init(name: "_xmlsignatures/origin.sigs", content: []))
    #expect(try draft.copy().isSigned)
  }
}
