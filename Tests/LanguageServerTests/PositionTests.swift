import DraftText
import SystemPackage
import Testing

@testable import LanguageServer

/// Places in a text, as clients count them.
@Suite struct PositionTests {
  struct Case: Sendable {
    let text: String
    let line, character: Int
    /// In UTF-8 bytes, for a client that counts in UTF-16 and for one that counts in bytes.
    let utf16, utf8: Int
  }

  static let cases = [
    Case(text: "", line: 0, character: 0, utf16: 0, utf8: 0), Case(text: "", line: 5, character: 9, utf16: 0, utf8: 0),
    Case(text: "ab", line: 0, character: 1, utf16: 1, utf8: 1),
    Case(text: "章法\n甲", line: 1, character: 1, utf16: 10, utf8: 7),
    // Two UTF-16 code units, four bytes. There is no position between them.
    Case(text: "𠮷野", line: 0, character: 2, utf16: 4, utf8: 0),
    Case(text: "𠮷野", line: 0, character: 1, utf16: 0, utf8: 0),
    Case(text: "𠮷野", line: 0, character: 3, utf16: 7, utf8: 0),
    Case(text: "𠮷野", line: 0, character: 4, utf16: 7, utf8: 4),
    Case(text: "甲\r\n乙\r丙\n", line: 1, character: 1, utf16: 8, utf8: 5),
    Case(text: "甲\r\n乙\r丙\n", line: 2, character: 1, utf16: 12, utf8: 9),
    Case(text: "甲\r\n乙\r丙\n", line: 3, character: 0, utf16: 13, utf8: 13),
    // Beyond the end of the line, and of the text.
    Case(text: "甲\r\n乙", line: 0, character: 99, utf16: 3, utf8: 3),
    Case(text: "甲\r\n乙", line: 0, character: .max, utf16: 3, utf8: 3),
    Case(text: "甲\r\n乙", line: .max, character: 0, utf16: 8, utf8: 8),
    Case(text: "甲", line: -1, character: -1, utf16: 0, utf8: 0),
    Case(text: "甲乙", line: 0, character: -1, utf16: 0, utf8: 0),
    Case(text: "甲乙", line: 0, character: .min, utf16: 0, utf8: 0),
    // A tab is one character.
    Case(text: "\t甲", line: 0, character: 2, utf16: 4, utf8: 1),
  ]

  @Test(arguments: cases) func offsetsOfPositions(_ place: Case) {
    let position = Position(line: place.line, character: place.character)
    let source = SourceText(place.text)
    #expect(CountedText(source: source, encoding: .utf16).offset(of: position) == place.utf16)
    #expect(CountedText(source: source, encoding: .utf8).offset(of: position) == place.utf8)
  }

  @Test(arguments: ["", "甲𠮷\t乙\r\n\r丙𠮷\n", "𠮷\n\n𠮷"], [PositionEncoding.utf16, .utf8])
  func positionsRoundTrip(text: String, encoding: PositionEncoding) {
    let source = SourceText(text)
    let counted = CountedText(source: source, encoding: encoding)
    var offset = 0
    for scalar in text.unicodeScalars {
      // Clients have no position between CR and LF.
      let isInside = scalar == "\n" && offset > 0 && source.utf8[offset - 1] == 0x0D
      if !isInside { #expect(counted.offset(of: counted.position(at: offset)) == offset) }
      offset += UTF8.width(scalar)
    }
    #expect(counted.offset(of: counted.position(at: offset)) == offset)
  }

  @Test(arguments: [
    ([String]?.none, PositionEncoding.utf16), ([], .utf16), (["utf-32"], .utf16), (["utf-16"], .utf16),
    (["utf-8"], .utf8),
    (["utf-32", "utf-8", "utf-16"], .utf8), (["utf-16", "utf-8"], .utf16),
  ])
  func encodingIsChosenFromTheOffered(offered: [String]?, encoding: PositionEncoding) {
    #expect(PositionEncoding(offered: offered) == encoding)
  }

  @Test(arguments: [
    ("file:///a/%E7%A8%BF%20%281%29.md", String?.some("/a/稿 (1).md")), ("file:///a/稿.md", "/a/稿.md"),
    ("FILE://localhost/a.md", "/a.md"), ("file:///a%2Fb.md?x#y", "/a/b.md"), ("file:///a%", "/a%"),
    ("file:///a%zz", "/a%zz"), ("file:///a%+1b", "/a%+1b"), ("file:///a%1", "/a%1"),
    ("file://host/a", nil), ("untitled:a", nil), ("file:///a%00b", nil), ("file:", nil),
    ("", nil),
  ])
  func urisAreConvertedToPaths(uri: String, path: String?) { #expect(FilePath(uri: uri)?.string == path) }
}
