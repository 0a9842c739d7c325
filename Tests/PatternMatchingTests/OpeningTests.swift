import DraftText
import Testing

@testable import PatternMatching

/// How the matches of an expression can begin.
struct OpeningCase: Sendable, CustomTestStringConvertible {
  let expression: String
  /// Characters that can begin a match anywhere, those that can at the beginning of a line only, and others.
  let anywhere, atLineStart, never: String

  init(_ expression: String, anywhere: String = "", atLineStart: String = "", never: String) {
    self.expression = expression
    self.anywhere = anywhere
    self.atLineStart = atLineStart
    self.never = never
  }

  var testDescription: String { expression }
}

@Suite("What a match can begin with is read off the expression")
struct OpeningTests {
  @Test(
    "Where it is known",
    arguments: [
      OpeningCase("案|嫌疑人", anywhere: "案嫌", never: "疑人一"),
      OpeningCase("[一-三X]+是", anywhere: "一七三X", never: "是二x"),
      OpeningCase("[^\\P{Han}的]局|局", anywhere: "局市的", never: ""),
      OpeningCase("[^一]", anywhere: "二X", never: "一"),
      OpeningCase("[]x]", anywhere: "]x", never: "["),
      OpeningCase("[a\\-c]", anywhere: "a-c", never: "b"),
      OpeningCase("(?:年度?|[省市])?工作", anywhere: "年省市工", never: "度作"),
      OpeningCase("X{0,3}年", anywhere: "X年", never: "月"),
      OpeningCase("X{2}年", anywhere: "X", never: "年"),
      OpeningCase("X*+年??月", anywhere: "X年月", never: "日"),
      OpeningCase("(?<=[0-9])年", anywhere: "年", never: "1"),
      OpeningCase("(?<!\\d)(?=[XxＸ])[XxY]+", anywhere: "Xx", never: "YＸ1"),
      OpeningCase("(?!年)(?=年|月)", anywhere: "年月", never: "日"),
      OpeningCase("a?(?=b)c?", anywhere: "ab", never: "c"),
      OpeningCase("(?=a)b?", anywhere: "a", never: "b"),
      OpeningCase("^一", atLineStart: "一", never: "二"),
      OpeningCase("^一|二", anywhere: "二", atLineStart: "一", never: "三"),
      OpeningCase("(?:^|，)一", anywhere: "，", atLineStart: "一", never: "二"),
      OpeningCase("(?:^一)?二", anywhere: "二", atLineStart: "一", never: "三"),
      OpeningCase("^[\\h　]*+[一二]、", atLineStart: " \t　一", never: "、"),
      OpeningCase("^(?=.{1,20}$)第", atLineStart: "第", never: "一"),
      OpeningCase("(?m)^x|(?x) y # z\n | [ ]", anywhere: "y ", atLineStart: "x", never: "z#"),
      OpeningCase("(?i:ab)c", anywhere: "aA", never: "bB"),
      OpeningCase("(?i)k", anywhere: "kK\u{212A}", never: "l"),
      OpeningCase("((?i)ａ)b", anywhere: "ａＡ", never: "b"),
      OpeningCase("\\d\\h年", anywhere: "3３٣", never: "年一"),
      OpeningCase("\\x{4e00}|\\.|\\\\", anywhere: "一.\\\\", never: "二x"),
      OpeningCase("(?>一|二)++三", anywhere: "一二", never: "三"),
      OpeningCase("(?<n>一)(?&m)(?(DEFINE)(?<m>二))", anywhere: "一", never: "二"),
      OpeningCase("(?&m)三(?(DEFINE)(?<m>一?二))", anywhere: "一二", never: "三"),
      OpeningCase("(?i)(?&m)(?(DEFINE)(?<m>abc))", anywhere: "aA", never: "bB"),
      OpeningCase("(?&m)(?i)(?(DEFINE)(?<m>abc))", anywhere: "aA", never: "bB"),
      OpeningCase("(?i)(?&m)(?-i)(?(DEFINE)(?<m>abc))", anywhere: "a", never: "AbB"),
      OpeningCase("(?&m)三(?(DEFINE)(?<m>一)(?<m>二))", anywhere: "一", never: "二三"),
      OpeningCase("[\\x20\\x7E]|\\x41", anywhere: " ~A", never: "xB"),
      OpeningCase("(?#一)二", anywhere: "二", never: "一"),
      OpeningCase("\\b\\K一", anywhere: "一", never: "二"),
      OpeningCase("\\p{Han}a", anywhere: "一、《・", never: "a，"),
      OpeningCase("X(?#一)*年", anywhere: "X年", never: "一"),
      OpeningCase("(?x)X{2} ? 年", anywhere: "X年", never: "月 "),
      OpeningCase("(?<*一)年(?>月)", anywhere: "年", never: "一月"),
    ])
  func known(_ known: OpeningCase) throws {
    let opening = try Pattern(known.expression).prepared.opening
    #expect(opening != .anywhere)
    for scalar in known.anywhere.unicodeScalars { #expect(opening.characters.contains(scalar.value)) }
    for scalar in known.atLineStart.unicodeScalars {
      #expect(opening.lineCharacters.contains(scalar.value) && !opening.characters.contains(scalar.value))
    }
    for scalar in known.never.unicodeScalars {
      #expect(!opening.characters.contains(scalar.value) && !opening.lineCharacters.contains(scalar.value))
    }
  }

  @Test(
    "Where it is not, a match may begin anywhere",
    arguments: [
      "(一)?\\1", "(?R)?一", "(?(?=一)一|二)", "(?<=一)", ".", "x*", "\\G一", "(*COMMIT)一", "[[:alpha:]]", "(?xx)[a b]",
      "\\Q一\\E", "一\\E*", "^\\n", "^(?!\\r)", "(?i)[^k]", "(?i)é", "\\w", "(?&m)?(?(DEFINE)(?<m>一(?&m)?))",
    ])
  func unknown(_ expression: String) throws {
    #expect(try Pattern(expression).prepared.opening.characters == .all)
  }

  @Test("A nest of groups ends the reading, not the program")
  func deepNest() {
    for depth in [200, 300, 100_000] {
      let nest = String(repeating: "(", count: depth) + "一" + String(repeating: ")", count: depth)
      #expect((OpeningReader.opening(of: nest) == .anywhere) == (depth > 250))
    }
  }

  @Test(
    "What can stand second is known as well",
    arguments: [
      ("一是|二要", "是要", "一二三"), ("(?:^|，)一是", "一是", "二"), ("X+年", "X年", "月"), ("X?年月", "年月", "X日"),
      ("X{2}年", "X", "年月"), ("X{1}年", "年", "X"), ("X{0,1}年月", "年月", "X"), ("X{1,}年", "X年", "月"), ("X{3,5}?", "X", "年"),
      ("(?:案件?)+的", "件案的", "X"), ("(?:一|二三)四?五", "三四五", "一二"), ("(?i)xy", "yY", "x"), ("(?=[一二])[一-十]年", "年", "一"),
      ("[^一]二", "二", "一"), ("第(?&n)条(?(DEFINE)(?<n>[0-9]+))", "09", "条第"), ("一(?!二)(?=三|四)[三四五]", "三四五", "二"),
      ("一\\d", "0９", "一"), ("一(?:二|$)?三", "二三", "四"), ("(?>一|一二)三", "二三", "一"),
    ])
  func seconds(_ expression: String, _ some: String, _ others: String) throws {
    let seconds = OpeningReader.opening(of: expression).seconds
    _ = try Pattern(expression)
    for scalar in some.unicodeScalars { #expect(seconds.mayHold(scalar.value)) }
    for scalar in others.unicodeScalars { #expect(!seconds.mayHold(scalar.value)) }
  }

  @Test(
    "Anything can stand second where a match may end before it",
    arguments: [
      "一", "一二?", "一|二三", "(?=一)", "(?=一二)", "一(二)?\\1", "一.", "一\\R", "\\R一", "一(?:二|)", "一(?=二)", "(?R)?一二",
      "[一二]\\b",
      "一(?(?=二)二|三)", "一(?&m)(?(DEFINE)(?<m>二(?&m)?|))",
    ])
  func anySecond(_ expression: String) throws {
    _ = try Pattern(expression)
    #expect(OpeningReader.opening(of: expression).seconds == .all)
  }

  @Test("Each group is read once, however often it is called")
  func nestedCalls() {
    let groups = (1..<64).map { "(?<g\($0)>(?&g\($0 - 1))(?&g\($0 - 1))|(?&g\($0 - 1)))" }
    let opening = OpeningReader.opening(of: "(?&g63)(?(DEFINE)(?<g0>一?二)\(groups.joined()))")
    #expect(opening.characters == ScalarSet([0x4E00...0x4E00, 0x4E8C...0x4E8C]))
  }

  @Test("A list of many words is read in one go")
  func manyWords() {
    let words = (0..<50_000).map { String(Unicode.Scalar(0x4E00 + UInt32($0 * 2 % 20_000)) ?? "一") + "市" }
    let opening = OpeningReader.opening(of: words.joined(separator: "|"))
    #expect(opening.characters.contains(0x4E02) && !opening.characters.contains(0x4E03))
  }

  @Test(
    "Matches are those that PCRE2 finds when it searches itself",
    arguments: [
      "一、", "(?<=一)、|二", "^一|、", "^$", "X*年", "(?=一)", "(?=一)|(?<=、)X", "[一二]+\\K、", "、(?!X)", "(?i)x", "^[\\h　]*一",
      "X年", "(?:^|，)[一二]、", "一(?:、|$)", "X(?=年)", "[X𠀀]𠀁?年?", "年\\n一|、二", "、X年(?=\\n)|一、$",
      "\\r", "\\n", "(?<=\\r)\\n一", "(?=\\n)", "𠀀|一", "^\\s", "^[^一]", "^\\n", "^(?!\\r)",
    ],
    ["一、二、X年\n一、x年\r\n\r\n　一X𠀀\r一、\n", "", "\n", "一", "𠀀𠀁"])
  func sameMatches(_ expression: String, _ piece: String) throws {
    for text in [piece, String(repeating: piece, count: 40), String(repeating: "甲乙丙丁", count: 90) + piece] {
      let source = SourceText(text)
      let pattern = try Pattern(expression)
      #expect(try pattern.matches(in: source).map(\.range) == pattern.searchingItself.matches(in: source).map(\.range))
    }
  }

  @Test(
    "A class opens with all that PCRE2 takes for it",
    arguments: [
      "\\p{Han}", "\\d", "\\h", "\\s", "\\v", "(?i)[a-z]", "(?i)[Ａ-Ｚ]", "(?i)[^a-z]", "(?i)[，-？]", "(?i)[一-鿿]",
    ])
  func classes(_ expression: String) throws {
    let all = SourceText(String(String.UnicodeScalarView((0...0x10FFFF).compactMap(Unicode.Scalar.init))))
    let pattern = try Pattern(expression)
    let opening = pattern.prepared.opening.characters
    var passedOver: [UInt32] = []
    try pattern.searchingItself.forEachMatch(in: all) { match in
      let scalar = all.utf8.withUnsafeBufferPointer { $0.scalar(at: match.range.start).scalar }
      if !opening.contains(scalar) { passedOver.append(scalar) }
      return true
    }
    #expect(passedOver == [])
  }

  @Test(
    "What an exception matches is passed over, as PCRE2 itself would", arguments: ["案X、X", "X案", "案案X，X", "X", "案"])
  func exceptions(_ piece: String) throws {
    let pattern = try Pattern("X", unless: "案[^，]*")
    let verbs = try Pattern("(?:案[^，]*)(*SKIP)(*FAIL)|X")
    let source = SourceText(String(repeating: "甲乙丙" + piece + "。", count: 20))
    let ranges = try verbs.matches(in: source).map(\.range)
    #expect(try pattern.matches(in: source).map(\.range) == ranges)
    #expect(try pattern.searchingItself.matches(in: source).map(\.range) == ranges)
  }

  /// A call means the first group of its name: that of the exception, else that of the pattern, else that of the definitions.
  @Test(arguments: [
    ("(?&g)X", "(?<g>案)Y", "(?(DEFINE)(?<g>甲))", "案", "案"), ("(?<g>案)X", "(?&g)Y", "(?(DEFINE)(?<g>甲))", "案", "案"),
    ("(?&g)X", "(?&g)Y", "(?(DEFINE)(?<g>案))", "案", "案"), ("(?&g)X|乙", "(?<g>案)Y|甲", "", "乙案", "甲乙案"),
  ])
  func groupsOfOneName(
    _ source: String, exception: String, definitions: String, opening: String, wholeOpening: String
  ) throws {
    let pattern = Pattern(trusted: source, unless: exception, definitions: definitions)
    func known(_ opening: Opening) -> String {
      String(String.UnicodeScalarView("甲乙案X".unicodeScalars.filter { opening.characters.contains($0.value) }))
    }
    #expect(known(pattern.prepared.opening) == opening)
    #expect(known(pattern.prepared.wholeOpening) == wholeOpening)
    // PCRE2 agrees.
    for piece in ["甲X", "案X", "甲Y", "乙"] {
      let text = SourceText(String(repeating: "戊", count: 200) + piece)
      let ranges = try pattern.searchingItself.matches(in: text).map(\.range)
      #expect(try pattern.matches(in: text).map(\.range) == ranges)
    }
  }
}

extension Pattern {
  /// The pattern, of which PCRE2 itself has to find out where matches begin.
  var searchingItself: Pattern {
    Pattern(
      PreparedPattern(
        source: prepared.source, hasExceptions: prepared.hasExceptions, opening: .anywhere, wholeOpening: .anywhere,
        groupNames: groupNames))
  }
}
