import Testing
import WordText

/// The labels that Word generates are part of the text, with the numbers that Word shows.
@Suite struct NumberingTests {
  private static func level(_ index: Int, _ format: String, _ text: String, start: Int = 1, more: String = "") -> String
  {
    #"<w:lvl w:ilvl="\#(index)"><w:start w:val="\#(start)"/><w:numFmt w:val="\#(format)"/>\#(more)<w:lvlText w:val="\#(text)"/></w:lvl>"#
  }

  private static func template(_ id: Int, _ levels: String...) -> String {
    #"<w:abstractNum w:abstractNumId="\#(id)">\#(levels.joined())</w:abstractNum>"#
  }

  private static func list(_ id: Int, _ template: Int, _ more: String = "") -> String {
    #"<w:num w:numId="\#(id)"><w:abstractNumId w:val="\#(template)"/>\#(more)</w:num>"#
  }

  private static let office = template(
    0, level(0, "chineseCounting", "%1、"), level(1, "chineseCountingThousand", "（%2）"), level(2, "decimal", "%3."))
  private static let decimal = template(
    0, level(0, "decimal", "%1"), level(1, "decimal", "%1.%2"), level(2, "decimal", "%1.%2.%3"))

  /// The labels of paragraphs on these levels.
  private func labels(_ numbering: String, _ paragraphs: [(list: Int, level: Int)]) throws -> [String] {
    let body = paragraphs.map { paragraph("x", list: $0.list, level: $0.level) }.joined()
    return try WordFile(body: body, numbering: numbering).lines().map { String($0.dropLast(2)) }
  }

  @Test func levelsBeginAnewUnderTheNextHeading() throws {
    let labels = try labels(
      Self.office + Self.list(1, 0), [(1, 0), (1, 1), (1, 1), (1, 2), (1, 2), (1, 0), (1, 1), (1, 2), (1, 0)])
    #expect(labels == ["一、", "（一）", "（二）", "1.", "2.", "二、", "（一）", "1.", "三、"])
  }

  // LibreOffice gives the same labels.
  @Test func skippedLevelsCountAsStarted() throws {
    let labels = try labels(
      Self.decimal + Self.list(1, 0), [(1, 1), (1, 1), (1, 0), (1, 2), (1, 1), (1, 2), (1, 0)])
    #expect(labels == ["1.1", "1.2", "2", "2.1.1", "2.2", "2.2.1", "3"])
  }

  @Test func listsOfOneTemplateCountOnUnlessTheyBeginAnew() throws {
    let start = #"<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>"#
    let labels = try labels(
      Self.office + Self.list(1, 0) + Self.list(2, 0, start) + Self.list(3, 0),
      [(1, 0), (1, 0), (2, 0), (2, 0), (1, 0), (3, 0)])
    #expect(labels == ["一、", "二、", "一、", "二、", "三、", "四、"])
  }

  /// As in Word, a list that starts at a deeper level does not restart the levels above.
  @Test func aListBeginsAnewFromItsFirstLevelOn() throws {
    let start = (0...2).map { #"<w:lvlOverride w:ilvl="\#($0)"><w:startOverride w:val="1"/></w:lvlOverride>"# }.joined()
    let labels = try labels(
      Self.decimal + Self.list(1, 0) + Self.list(2, 0, start),
      [(1, 0), (1, 0), (1, 1), (1, 1), (1, 2), (2, 2), (2, 2), (1, 1), (2, 0)])
    #expect(labels == ["1", "2", "2.1", "2.2", "2.2.1", "2.2.1", "2.2.2", "2.3", "3"])
  }

  @Test func aListHasLevelsOfItsOwn() throws {
    let own = #"<w:lvlOverride w:ilvl="0">"# + Self.level(0, "upperLetter", "%1)") + "</w:lvlOverride>"
    #expect(try labels(Self.office + Self.list(1, 0, own), [(1, 0), (1, 1)]) == ["A)", "（一）"])
  }

  @Test func restartsAsTheLevelSays() throws {
    let numbering = Self.template(
      0, Self.level(0, "chineseCounting", "第%1章"), Self.level(1, "decimal", "%1.%2", more: "<w:isLgl/>"),
      Self.level(2, "decimal", "%3)", more: #"<w:lvlRestart w:val="0"/>"#),
      Self.level(3, "decimal", "%4]", more: #"<w:lvlRestart w:val="1"/>"#))
    let labels = try labels(
      numbering + Self.list(1, 0),
      [(1, 0), (1, 1), (1, 2), (1, 3), (1, 1), (1, 3), (1, 0), (1, 1), (1, 2), (1, 3)])
    #expect(labels == ["第一章", "1.1", "1)", "1]", "1.2", "2]", "第二章", "2.1", "2)", "1]"])
  }

  @Test func stylesNumberTheirParagraphs() throws {
    let styles = """
      <w:style w:type="paragraph" w:default="1" w:styleId="a"/>
      <w:style w:type="paragraph" w:styleId="1"><w:basedOn w:val="a"/>
        <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
      <w:style w:type="paragraph" w:styleId="2"><w:basedOn w:val="1"/></w:style>
      <w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="2"/></w:style>
      <w:style w:type="paragraph" w:styleId="n"><w:basedOn w:val="1"/>
        <w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>
      <w:style w:type="paragraph" w:styleId="x"><w:basedOn w:val="y"/></w:style>
      <w:style w:type="paragraph" w:styleId="y"><w:basedOn w:val="x"/></w:style>
      """
    let numbering = Self.template(
      0, Self.level(0, "japaneseCounting", "%1、", more: #"<w:pStyle w:val="1"/><w:suff w:val="nothing"/>"#),
      Self.level(1, "japaneseCounting", "（%2）", more: #"<w:pStyle w:val="2"/><w:suff w:val="space"/>"#))
    let body =
      paragraph("甲", style: "1") + paragraph("乙", style: "2") + paragraph("丙", style: "b")
      + paragraph("丁", level: 0, style: "2") + paragraph("戊", style: "n") + paragraph("己", list: 0, style: "1")
      + paragraph("庚") + paragraph("辛", style: "x") + paragraph("壬", style: "none")
    let lines = try WordFile(body: body, numbering: numbering + Self.list(1, 0), styles: styles).lines()
    #expect(lines == ["一、甲", "（一） 乙", "（二） 丙", "二、丁", "戊", "己", "庚", "辛", "壬"])
  }

  @Test func aListMayBeThatOfAStyle() throws {
    let styles = """
      <w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>
      """
    let numbering =
      #"<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="L"/></w:abstractNum>"#
      + Self.template(1, Self.level(0, "decimal", "%1.")) + Self.list(1, 0) + Self.list(2, 1)
    let body = paragraph("甲", list: 1) + paragraph("乙", list: 2)
    #expect(try WordFile(body: body, numbering: numbering, styles: styles).lines() == ["1.\t甲", "2.\t乙"])
  }

  @Test func bulletsAndHiddenLabels() throws {
    let numbering =
      Self.template(0, Self.level(0, "bullet", "\u{F06C}"), Self.level(1, "none", ""))
      + Self.template(1, Self.level(0, "decimal", "%1.", more: "<w:rPr><w:vanish/></w:rPr>")) + Self.list(1, 0)
      + Self.list(2, 1)
    let body = paragraph("甲", list: 1) + paragraph("乙", list: 1, level: 1) + paragraph("丙", list: 2)
    #expect(try WordFile(body: body, numbering: numbering).lines() == ["•\t甲", "乙", "丙"])
  }

  @Test func deletedParagraphsDoNotCount() throws {
    let deleted =
      #"<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>删</w:delText></w:r></w:del></w:p>"#
    let body = paragraph("甲", list: 1) + deleted + paragraph("乙", list: 1)
    #expect(
      try WordFile(body: body, numbering: Self.office + Self.list(1, 0)).lines() == ["一、\t甲", "", "二、\t乙"])
  }

  @Test func fallbackOfAlternateContentIsUsed() throws {
    let numbering = """
      <w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="7"/><mc:AlternateContent>
      <mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002"/></mc:Choice>
      <mc:Fallback><w:numFmt w:val="decimalZero"/></mc:Fallback></mc:AlternateContent><w:lvlText w:val="%1."/></w:lvl>
      </w:abstractNum>
      """
    #expect(try labels(numbering + Self.list(1, 0), [(1, 0)]) == ["07."])
  }

  @Test func missingListsAndLevelsGiveNoLabels() throws {
    let body = paragraph("甲", list: 7) + paragraph("乙", list: 1, level: 5) + paragraph("丙", list: 1, level: 99)
    let numbering = Self.template(0, Self.level(0, "decimal", "%1.%9%x%")) + Self.list(1, 0) + Self.list(7, 3)
    #expect(try WordFile(body: body, numbering: numbering).lines() == ["甲", "乙", "丙"])
  }

  @Test(arguments: [
    ("decimal", [9: "9", 10: "10", 101: "101"]),
    ("decimalZero", [9: "09", 10: "10"]),
    ("decimalFullWidth", [9: "９", 10: "１０"]),
    ("chineseCounting", [1: "一", 10: "十", 11: "十一", 20: "二十", 99: "九十九"]),
    ("chineseCountingThousand", [100: "一百", 101: "一百零一", 110: "一百一十", 1001: "一千零一", 2020: "二千零二十"]),
    ("japaneseCounting", [12: "十二"]),
    ("ideographDigital", [9: "九", 10: "一〇", 21: "二一"]),
    ("chineseLegalSimplified", [1: "壹", 10: "壹拾", 23: "贰拾叁", 105: "壹佰零伍"]),
    ("ideographLegalTraditional", [2: "貳", 36: "參拾陸"]),
    ("decimalEnclosedCircle", [1: "①", 20: "⑳", 21: "21"]),
    ("decimalEnclosedCircleChinese", [3: "③"]),
    ("decimalEnclosedParen", [1: "⑴"]),
    ("decimalEnclosedFullstop", [2: "⒉"]),
    ("ideographEnclosedCircle", [10: "㊉", 11: "11"]),
    ("ideographTraditional", [1: "甲", 10: "癸"]),
    ("ideographZodiac", [12: "亥"]),
    ("upperRoman", [4: "IV", 1999: "MCMXCIX", 4000: "4000"]),
    ("lowerRoman", [14: "xiv"]),
    ("upperLetter", [1: "A", 26: "Z", 27: "AA", 53: "AAA", 781: "781"]),
    ("lowerLetter", [3: "c"]),
    ("numberInDash", [5: "- 5 -"]),
    ("none", [5: ""]),
    ("unheardOf", [5: "5"]),
  ])
  func formats(format: String, numbers: [Int: String]) throws {
    for (value, text) in numbers {
      let numbering = Self.template(0, Self.level(0, format, "%1)", start: value)) + Self.list(1, 0)
      #expect(try labels(numbering, [(1, 0)]) == [text + ")"])
    }
  }
}
