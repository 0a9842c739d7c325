import Testing

@testable import DraftText

private let splits: [(text: String, lines: [String])] = [
  ("", [""]),
  ("章", ["章"]),
  ("\n", ["", ""]),
  ("\r", ["", ""]),
  ("\r\n", ["", ""]),
  ("\n\r", ["", "", ""]),
  ("\r\r\n", ["", "", ""]),
  ("a\nb", ["a", "b"]),
  ("a\r\nb\r\n", ["a", "b", ""]),
  ("a\rb\r", ["a", "b", ""]),
  ("一\r\n\r\n二\n三\r四", ["一", "", "二", "三", "四"]),
  ("a\n\nb\r\r", ["a", "", "b", "", ""]),
  // Not line ends: VT, FF, NEL, LS.
  ("a\u{B}\u{C}\u{85}\u{2028}b", ["a\u{B}\u{C}\u{85}\u{2028}b"]),
]

private let places: [(text: String, offset: Int, line: Int, column: Int)] = [
  ("", 0, 1, 1),
  ("章法", 3, 1, 2),
  ("章法", 6, 1, 3),
  ("a\r\nb", 1, 1, 2),  // at CR
  ("a\r\nb", 2, 1, 3),  // between CR and LF
  ("a\r\nb", 3, 2, 1),
  ("a\r\nb", 4, 2, 2),
  ("a\n", 1, 1, 2),
  ("a\n", 2, 2, 1),
  ("a\rb", 2, 2, 1),
  ("𠮷a", 4, 1, 2),
]

private let widths: [(text: String, columns: Int)] = [
  ("", 0), ("abc", 3), ("章法", 4), ("，。、：（）", 12), ("ＡＢ１", 6), ("“”…—", 4), ("é", 1), ("e\u{301}", 1),
  ("a\u{200B}b\u{FEFF}", 2), ("章\u{FE00}", 2), ("𠮷", 2), ("😀", 2), ("ｱ", 1), ("가", 2), ("\u{1100}\u{1161}\u{11A8}", 2),
  ("㈠①", 3), ("\u{3000}", 2), ("\t", 1), ("\u{303F}", 1), ("\u{1F1E8}", 2), ("〇々", 4), ("\u{AD}", 1),
  ("\u{20000}\u{3FFFD}", 4),
  ("\u{10FFFF}", 1), ("\u{200D}\u{2060}", 0), ("⼀豈", 4), ("𝌆", 2),
]

@Suite struct LineIndexTests {
  @Test(arguments: splits)
  func `lines end with LF, CRLF or CR`(text: String, lines: [String]) {
    let source = SourceText(text)
    #expect((1...source.lines.count).map { source[source.lines.range(ofLine: $0)] } == lines)
  }

  @Test(arguments: places)
  func `positions count code points`(text: String, offset: Int, line: Int, column: Int) {
    #expect(SourceText(text).lines.position(at: offset) == LinePosition(line: line, column: column))
  }

  @Test(arguments: ["", "a𠮷", "章é\u{301}", "x\r\n"])
  func `units agree with a slow count, also past checkpoints`(prefix: String) {
    let text = prefix + String(repeating: "一a𠮷é", count: 700) + "\n" + String(repeating: "字😀", count: 400)
    let source = SourceText(text)
    var (line, scalars, utf16, offset, start, previous) = (1, 0, 0, 0, 0, Unicode.Scalar(0x20))
    for scalar in text.unicodeScalars {
      #expect(source.lines.position(at: offset) == LinePosition(line: line, column: scalars + 1))
      #expect(source.lines.utf16Column(at: offset) == utf16 + 1)
      #expect(source.lines.byteColumn(at: offset) == offset - start + 1)
      offset += UTF8.width(scalar)
      scalars += 1
      utf16 += UTF16.width(scalar)
      if scalar == "\n" { (line, scalars, utf16, start) = (line + 1, 0, 0, offset) }
      previous = scalar
    }
    #expect(previous == "😀")
    #expect(source.lines.utf16Column(at: offset) == utf16 + 1)
    #expect(source.lines.scalarCount(in: source.range) == text.unicodeScalars.count)
  }

  @Test(arguments: [1023, 1024, 1025, 2047, 2048, 2049])
  func `texts that end near a checkpoint`(count: Int) {
    let source = SourceText(String(repeating: "a", count: count))
    #expect(source.lines.position(at: count) == LinePosition(line: 1, column: count + 1))
    let lines = SourceText(String(repeating: "\n", count: count))
    #expect(lines.lines.count == count + 1)
    #expect(lines.lines.position(at: count) == LinePosition(line: count + 1, column: 1))
  }

  @Test(arguments: widths)
  func `columns of a terminal`(text: String, width: Int) {
    let source = SourceText("前" + text + "后")
    #expect(source.lines.displayWidth(of: TextRange(3, 3 + text.utf8.count)) == width)
  }
}
