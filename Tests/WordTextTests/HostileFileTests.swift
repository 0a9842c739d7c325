import Archive
import DraftText
import Linting
import SystemPackage
import Testing

@testable import WordText

/// Invalid and malicious files are refused with a reason.
@Suite struct HostileFileTests {
  private func failure(_ bytes: [UInt8]) throws -> DocumentFailure? {
    do {
      _ = try SourceText(wordDocument: bytes)
      return nil
    } catch let failure {
      return failure
    }
  }

  private func failure(main text: String) throws -> DocumentFailure? {
    try failure(WordFile(files: [.init(name: "word/document.xml", content: Array(text.utf8))]).bytes)
  }

  // MARK: Archives

  private func content(of name: String, in archive: ZipArchive) throws -> [UInt8] {
    let content = try archive.content(of: name)
    var bytes: [UInt8] = []
    while let piece = try content.next() { bytes += piece }
    return bytes
  }

  @Test func noArchive() throws {
    #expect(try failure(Array("一、甲".utf8)) == .notWord(nil))
    #expect(try failure([]) == .notWord(nil))
    #expect(try failure(Array("%PDF-1.7".utf8)) == .notWord(.pdf))
    #expect(try failure(Array("{\\rtf1".utf8)) == .notWord(.rtf))
    #expect(try failure(Array("%TSD-Header-###%甲".utf8)) == .encryptedByOffice)
  }

  @Test func compoundFiles() throws {
    let ole: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    func name(_ name: String) -> [UInt8] { name.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] } }
    #expect(try failure(ole) == .notWord(.ole))
    #expect(try failure(ole + [0] + name("WordDocument")) == .oldWord)
    #expect(try failure(ole + name("EncryptedPackage")) == .encrypted)
  }

  /// A document that is cut or changed anywhere is read or refused; nothing else happens.
  @Test func everyCut() throws {
    let whole = WordFile(body: paragraph("甲"), styles: "").bytes
    #expect(try failure(whole) == nil)
    for length in 0..<whole.count {
      #expect(try failure(Array(whole[..<length])) != nil, "\(length)")
    }
  }

  @Test func everyByteChanged() throws {
    let whole = WordFile(body: paragraph("甲", list: 1), numbering: "", styles: "").bytes
    var refused = 0
    for offset in whole.indices {
      for value: UInt8 in [0, 0xFF, whole[offset] ^ 1] {
        var bytes = whole
        bytes[offset] = value
        if try failure(bytes) != nil { refused += 1 }
      }
    }
    #expect(refused > whole.count)
  }

  @Test func aCommentBehindTheArchive() throws {
    let files = [ZipWriter.File(name: "a", content: [1, 2, 3])]
    let archive = try ZipArchive(ZipWriter.archive(files, comment: "PK\u{5}\u{6} 甲"))
    #expect(try content(of: "A", in: archive) == [1, 2, 3])
  }

  @Test func aZIP64Archive() throws {
    let bytes = ZipWriter.bytes
    let name = Array("a".utf8)
    let large = bytes(1, 2) + bytes(24, 2) + bytes(2, 8) + bytes(2, 8) + bytes(0, 8)
    let local = bytes(0x0403_4B50, 4) + bytes(0, 22) + bytes(1, 2) + bytes(0, 2) + name + [0x68, 0x69]
    let checksum = 0xD893_2AAC  // of “hi”
    let entry =
      bytes(0x0201_4B50, 4) + bytes(0, 12) + bytes(checksum, 4) + bytes(0xFFFF_FFFF, 4) + bytes(0xFFFF_FFFF, 4)
      + bytes(1, 2)
      + bytes(large.count, 2) + bytes(0, 10) + bytes(0xFFFF_FFFF, 4) + name + large
    let end64 =
      bytes(0x0606_4B50, 4) + bytes(44, 8) + bytes(0, 12) + bytes(1, 8) + bytes(1, 8) + bytes(entry.count, 8)
      + bytes(local.count, 8)
    let locator = bytes(0x0706_4B50, 4) + bytes(0, 4) + bytes(local.count + entry.count, 8) + bytes(1, 4)
    let end = bytes(0x0605_4B50, 4) + bytes(0, 4) + bytes(0xFFFF, 2) + bytes(0xFFFF, 2) + bytes(-1, 8) + bytes(0, 2)
    let archive = try ZipArchive(local + entry + end64 + locator + end)
    #expect(try content(of: "a", in: archive) == [0x68, 0x69])
  }

  @Test func localHeadersThatDifferFromTheDirectory() throws {
    let content = Array(WordFile.document(paragraph("甲")).utf8)
    func document(_ change: (inout ZipWriter.File) -> Void) -> [UInt8] {
      var file = ZipWriter.File(name: "word/document.xml", content: content)
      change(&file)
      return WordFile(files: [file]).bytes
    }
    #expect(try failure(document { _ in }) == nil)
    #expect(try failure(document { $0.claimedSize = content.count - 1 }) == .damaged)
    #expect(try failure(document { $0.claimedSize = content.count + 1 }) == .damaged)
    #expect(try failure(document { $0.method = 0 }) == .damaged)
    #expect(try failure(document { $0.method = 12 }) == .damaged)
    #expect(try failure(document { $0.flags = 1 }) == .encrypted)
    #expect(try failure(document { $0.claimedSize = 1 << 30 }) == .tooLarge("word/document.xml"))
  }

  // MARK: Packages

  @Test func partsThatAreMissing() throws {
    let text = ZipWriter.File(name: "a.txt", content: [0x41])
    #expect(try failure(ZipWriter.archive([])) != nil)
    #expect(try failure(ZipWriter.archive([text])) == .noMainPart)
    let document = WordFile(body: paragraph("甲"))
    var gone = document
    gone.files = [
      .init(
        name: "_rels/.rels",
        content: Array(
          #"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="../../etc/passwd"/></Relationships>"#
            .utf8))
    ]
    #expect(try failure(gone.bytes) == .missingFile("etc/passwd"))
    gone.files[0].content = Array("<Relationships/>".utf8)
    #expect(try failure(gone.bytes) == .noMainPart)
    gone.files[0].content = Array("<Relationships>".utf8)
    #expect(try failure(gone.bytes) == .damagedXML("_rels/.rels", line: 1))
  }

  @Test func otherDocuments() throws {
    #expect(try failure(main: "<workbook/>") == .otherDocument)
    #expect(
      try failure(main: #"<w:styles xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"/>"#) == .otherDocument)
  }

  // MARK: XML

  @Test(arguments: [
    "", "甲", "<a>\n</b>", "<a>\n", "<w:document><w:p></w:document>", "<a>\u{1}</a>", "<a>&nbsp;</a>",
    #"<?xml version="1.0" encoding="GB2312"?><a/>"#,
  ])
  func brokenXML(text: String) throws {
    let failure = try failure(main: text)
    guard case .damagedXML("word/document.xml", let line) = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
    #expect(line <= 2)
  }

  @Test(arguments: [
    #"<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>"#,
    #"<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>"#,
    #"<!DOCTYPE a SYSTEM "http://127.0.0.1/a.dtd"><a/>"#,
    #"<!DOCTYPE a [<!ENTITY % b SYSTEM "http://127.0.0.1/a.dtd">%b;]><a/>"#,
  ])
  func entities(text: String) throws {
    #expect(try failure(main: text) == .hasDocumentType("word/document.xml"))
  }

  @Test func depth() throws {
    func nested(_ depth: Int) -> String {
      WordFile.document(String(repeating: "<w:tbl>", count: depth) + String(repeating: "</w:tbl>", count: depth))
    }
    #expect(try failure(main: nested(1000)) == nil)
    #expect(try failure(main: nested(100_000)) == .tooDeep("word/document.xml"))
  }

  @Test func bombs() throws {
    let spaces = [UInt8](repeating: 0x20, count: 16 << 20)
    #expect(try failure(main: String(decoding: spaces, as: UTF8.self)) == .tooLarge("word/document.xml"))
    var liar = ZipWriter.File(name: "word/document.xml", content: spaces)
    liar.claimedSize = 1000
    #expect(try failure(WordFile(files: [liar]).bytes) == .damaged)
    var styles = WordFile(body: paragraph("甲"), styles: "")
    styles.files = [.init(name: "word/styles.xml", content: spaces)]
    #expect(try failure(styles.bytes) == .tooLarge("word/styles.xml"))
  }

  /// More elements of one kind than any real document has, in a file of a few hundred kilobytes.
  @Test(arguments: [
    ("<w:p/>", 100_002), ("<w:p><w:r><w:drawing><pic:pic/></w:drawing></w:r></w:p>", 50_002),
    ("<w:sdt a='' b='' c='' d='' e='' f='' g='' h='' i=''/>", 400_001),
    ("<w:p><w:del><w:r><w:t>\(String(repeating: "\n", count: 5_000))</w:t></w:r></w:del></w:p>", 900),
    ("<w:p><w:r><w:t>\(String(repeating: "甲乙丙丁", count: 300))</w:t></w:r></w:p>", 900),
  ])
  func tooManyElementsOfOneKind(_ element: String, _ count: Int) throws {
    #expect(
      try failure(main: WordFile.document(String(repeating: element, count: count)))
        == .tooLarge("word/document.xml"))
  }

  /// Reading a style does not take more time if more elements are around it.
  @Test func manyElementsDeepInAStyleSheet() throws {
    let nested = String(repeating: "<w:a>", count: 1_900) + String(repeating: "<w:b/>", count: 300_000)
    let styles = nested + String(repeating: "</w:a>", count: 1_900)
    #expect(try failure(WordFile(body: paragraph("甲"), styles: styles).bytes) == nil)
  }

  /// There is no time limit: with work for each earlier byte, or for each open field, the test would not end.
  @Test func manyJoinedParagraphsTakeLinearTime() throws {
    let text = String(repeating: "甲", count: 30)
    let paragraph = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>\(text)</w:t></w:r></w:p>"
    let document = WordFile(body: String(repeating: paragraph, count: 30_000), isDeflated: false)
    let lines = try document.lines()
    #expect(lines.count == 30_001)
    #expect(lines.last?.utf8.count == 30_000 * 90)
  }

  @Test func manyOpenFieldsTakeLinearTime() throws {
    func character(_ type: String) -> String { #"<w:r><w:fldChar w:fldCharType="\#(type)"/></w:r>"# }
    let open = String(repeating: character("begin") + character("separate"), count: 30_000)
    let lines = String(repeating: "<w:p>\(character("begin"))</w:p>" + paragraph("甲"), count: 20_000)
    let document = WordFile(body: "<w:p>\(open)</w:p>" + lines, isDeflated: false)
    #expect(try document.lines().count { $0 == "甲" } == 20_000)
  }

  /// Labels that are short in the file do not become large in the text.
  @Test func lengthOfLabelsIsLimited() throws {
    func document(_ format: String, _ text: String, start: String) -> WordFile {
      WordFile(
        body: paragraph("甲", list: 1) + paragraph("甲", list: 1),
        numbering:
          #"<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="\#(start)"/><w:numFmt w:val="\#(format)"/><w:lvlText w:val="\#(text)"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#
      )
    }
    for format in ["upperLetter", "upperRoman", "chineseCounting", "decimalEnclosedCircle", "decimal"] {
      for start in ["2147483647", "9223372036854775807", "-9223372036854775808", "x"] {
        let lines = try document(format, "%1" + String(repeating: "长", count: 10_000), start: start).lines()
        #expect(lines.count == 2)
        #expect(lines.allSatisfy { $0.count < 100 })
      }
    }
    #expect(try document("decimal", "%1&#10;%1", start: "1").lines() == ["1 1\t甲", "2 2\t甲"])
  }

  // MARK: Messages

  @Test func messagesAreInBothLanguages() throws {
    let failures: [DocumentFailure] = [
      .notWord(nil), .notWord(.pdf), .oldWord, .encryptedByOffice, .onlyPictures, .noMainPart, .otherDocument,
      .encrypted, .damaged, .missingFile("a.xml"),
      .damagedXML("a.xml", line: 3), .tooLarge("a.xml"), .tooDeep("a.xml"),
      .hasDocumentType("a.xml"),
    ]
    let messages = failures.map { DraftError.word($0).message }
    #expect(Set(messages.map(\.zh)).count == failures.count)
    #expect(Set(messages.map(\.en)).count == failures.count)
    for message in messages { #expect(!message.zh.hasSuffix("。")) }
  }

  @Test func documentOfPicturesHasItsOwnError() throws {
    let picture = "<w:p><w:r><w:drawing><pic:pic/></w:drawing></w:r></w:p><w:p/>"
    #expect(try failure(WordFile(body: picture).bytes) == .onlyPictures)
    #expect(try failure(WordFile(body: picture + paragraph("甲")).bytes) == nil)
  }

  @Test func documentOfEmptyParagraphsIsEmpty() {
    #expect(throws: DraftError.empty) {
      try DraftReader.read(WordFile(body: "<w:p/><w:p/>").bytes, named: "a.docx")
    }
  }

  @Test func standardInputShowsWhatItIs() throws {
    let bytes = WordFile(body: paragraph("甲")).bytes
    let source = try DraftReader.read(bytes, named: "<stdin>")
    #expect(source[source.range] == "甲\n")
    #expect(throws: DraftError.undecodable(.binary(.zip))) { try DraftReader.read(bytes, named: "a.txt") }
  }

  /// An archive whose name has no ending is told by what is inside.
  @Test(arguments: [
    ([("甲.txt", "甲")], DraftError.word(.noMainPart), "压缩包里没有指明正文"),
    ([("OFD.xml", "<a/>")], .word(.noMainPart), "压缩包里没有指明正文"),
    (
      [
        (
          "_rels/.rels",
          """
          <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Target="xl/a.xml" \
          Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>
          """
        ), ("xl/a.xml", #"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>"#),
      ], .word(.otherDocument), "表格"
    ),
    ([("mimetype", "application/vnd.oasis.opendocument.spreadsheet")], .word(.noMainPart), "压缩包里没有指明正文"),
    ([("mimetype", "application/vnd.oasis.opendocument.text")], .undecodable(.binary(.openDocument)), "OpenDocument"),
  ])
  func archiveOfAnotherKind(files: [(name: String, content: String)], failure: DraftError, words: String) {
    let bytes = ZipWriter.archive(
      files.map { ZipWriter.File(name: $0.name, content: Array($0.content.utf8), isDeflated: false) })
    #expect(throws: failure) { try DraftReader.read(bytes, named: "draft") }
    #expect(failure.message.zh.hasPrefix("不是") && failure.message.zh.contains(words))
  }
}
