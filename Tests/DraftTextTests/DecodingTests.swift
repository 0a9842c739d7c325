import Testing

@testable import DraftText

/// The bytes of `text` in an encoding, made without the code under test.
private func bytes(of text: String, in encoding: TextEncoding) -> [UInt8] {
  switch encoding {
  case .utf8, .gb18030: Array(text.utf8)
  case .utf16LE: text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
  case .utf16BE: text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
  }
}

private let drafts = [
  "一、工作总结\n（一）2023年，共慰问23名老党员。\r\n",
  "全是汉字，没有空格也没有换行。",
  "Plain ASCII, quite long.\n",
  "ABCDEFGHIJKLM",
  "姓名：𠮷野，共慰问23名老党员，é and 😀。下一步工作打算如下：一是加强理论学习，二是改进工作作风。",
]

@Suite struct DecodingTests {
  @Test(arguments: drafts, [TextEncoding.utf8, .utf16LE, .utf16BE])
  func `a byte order mark decides`(draft: String, encoding: TextEncoding) throws {
    let file = encoding.byteOrderMark + bytes(of: draft, in: encoding)
    let text = try SourceText(decoding: file)
    #expect(String(decoding: text.utf8, as: UTF8.self) == draft)
    #expect(text.encoding == encoding)
    #expect(text.hasByteOrderMark)
    #expect(text.encoded(text.utf8) == file)
  }

  @Test(arguments: drafts, [TextEncoding.utf8, .utf16LE, .utf16BE])
  func `without a byte order mark the bytes decide`(draft: String, encoding: TextEncoding) throws {
    let file = bytes(of: draft, in: encoding)
    let text = try SourceText(decoding: file)
    #expect(text.encoding == encoding)
    #expect(String(decoding: text.utf8, as: UTF8.self) == draft)
    #expect(!text.hasByteOrderMark)
    #expect(text.encoded(text.utf8) == file)
  }

  @Test(arguments: TextEncoding.allCases)
  func `a mark alone is an empty text`(encoding: TextEncoding) throws {
    let text = try SourceText(decoding: encoding.byteOrderMark)
    #expect(text.utf8.isEmpty)
    #expect(text.encoding == encoding)
    #expect(text.encoded([]) == encoding.byteOrderMark)
  }

  @Test func `only the first mark is taken off`() throws {
    let text = try SourceText(decoding: Array("\u{FEFF}\u{FEFF}章".utf8))
    #expect(text.utf8 == Array("\u{FEFF}章".utf8))
  }

  @Test func `no bytes are an empty text`() throws {
    let text = try SourceText(decoding: [])
    #expect(text.utf8.isEmpty)
    #expect(text.encoding == .utf8)
  }

  @Test(arguments: [
    ([0xB9, 0xA4, 0xD7, 0xF7, 0xD7, 0xDC, 0xBD, 0xE1] as [UInt8], "工作总结"),
    // The four bytes that Windows Notepad once took for UTF-8.
    ([0xC1, 0xAA, 0xCD, 0xA8], "联通"),
    ([0x31, 0x2E, 0xB5, 0xB3, 0x0D, 0x0A, 0xBD, 0xA8], "1.党\r\n建"),
    // Forms of four bytes.
    ([0x95, 0x34, 0xB2, 0x35, 0xD2, 0xB0, 0x81, 0x39, 0xEE, 0x39], "𠮷野㐀"),
  ])
  func `GB18030 is read`(file: [UInt8], expected: String) throws {
    let text = try SourceText(decoding: file)
    #expect(text.encoding == .gb18030)
    #expect(String(decoding: text.utf8, as: UTF8.self) == expected)
    #expect(text.encoded(text.utf8) == file)
  }

  @Test func `GB18030 with a mark`() throws {
    let file: [UInt8] = [0x84, 0x31, 0x95, 0x33, 0xB5, 0xB3]
    let text = try SourceText(decoding: file)
    #expect(text.utf8 == Array("党".utf8))
    #expect(text.encoded(text.utf8) == file)
  }

  @Test func `a mark speaks for UTF-8 and the bytes for damage`() {
    let good = Array("共慰问老党员\n二、".utf8)
    let cases: [([UInt8], Int, Int)] = [
      (good + [0xE4, 0xBD], good.count, 2),
      (good + [0xE4] + good, good.count, 2),
      (good + [0xFF] + good, good.count, 2),
      ([0xEF, 0xBB, 0xBF] + good + [0x80], good.count + 3, 2),
      ([0xEF, 0xBB, 0xBF, 0xB5, 0xB3], 3, 1),
      // Cut at the start: the rest of a sequence.
      ([0xBD, 0xA0] + good, 0, 1),
    ]
    for (file, offset, line) in cases {
      #expect(throws: DecodingFailure.invalidByte(encoding: .utf8, offset: offset, line: line)) {
        try SourceText(decoding: file)
      }
    }
  }

  @Test func `what is neither UTF-8 nor GB18030 is an error`() {
    // GBK, a line end, and a byte that GB18030 does not have.
    #expect(throws: DecodingFailure.invalidByte(encoding: .gb18030, offset: 5, line: 2)) {
      try SourceText(decoding: [0xB5, 0xB3, 0xBD, 0xA8, 0x0A, 0xFF, 0xB5, 0xB3])
    }
    // Latin-1.
    #expect(throws: DecodingFailure.invalidByte(encoding: .gb18030, offset: 3, line: 1)) {
      try SourceText(decoding: Array("caf".utf8) + [0xE9, 0x20])
    }
    // Cut in the middle of a character.
    #expect(throws: DecodingFailure.invalidByte(encoding: .gb18030, offset: 2, line: 1)) {
      try SourceText(decoding: [0xB5, 0xB3, 0xBD])
    }
  }

  @Test(arguments: [
    ([0x61, 0x00, 0x00, 0xD8, 0x62, 0x00] as [UInt8], 2),  // high surrogate before a letter
    ([0x61, 0x00, 0x00, 0xDC, 0x62, 0x00], 2),  // low surrogate alone
    ([0x61, 0x00, 0x00, 0xD8], 2),  // high surrogate at the end
    ([0x61, 0x00, 0x62], 2),  // half a unit
  ])
  func `lone surrogates and half units are errors`(content: [UInt8], offset: Int) {
    #expect(throws: DecodingFailure.invalidByte(encoding: .utf16LE, offset: offset + 2, line: 1)) {
      try SourceText(decoding: [0xFF, 0xFE] + content)
    }
  }

  @Test(arguments: [
    (Array("PK\u{3}\u{4}rest".utf8), BinaryFormat.zip),
    (Array("%PDF-1.7\n".utf8), .pdf),
    ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0], .ole),
    (Array("{\\rtf1\\ansi}".utf8), .rtf),
    ([0xFF, 0xFE, 0, 0, 0x61, 0, 0, 0], .utf32),
    ([0x61, 0x62, 0x00, 0x63], .unknown),
    (Array("abcdefghijklmnopqr\u{0}abcdefghi".utf8), .unknown),
    ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x00], .unknown),
    ([0x01, 0x02, 0x03, 0x61], .unknown),
    ([0x1F, 0x8B, 0x08, 0x08, 0x01, 0xFE, 0x91], .unknown),
  ])
  func `binary files are named`(file: [UInt8], format: BinaryFormat) {
    #expect(throws: DecodingFailure.binary(format)) { try SourceText(decoding: file) }
  }

  @Test func `one stray control character makes no binary file`() throws {
    #expect(try SourceText(decoding: Array("一、\u{7}工作总结\u{1A}".utf8)).encoding == .utf8)
  }
}
