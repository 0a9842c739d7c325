import DraftOutline
import DraftText
import Linting
import PatternMatching
import Testing

/// Which enumerators of a draft are read as one enumeration.
@Suite struct EnumerationReadingTests {
  /// Drafts, each with the numbers of its enumerations.
  @Test(arguments: [
    // Over paragraphs, with text, lists, headings and lines between them.
    ("第一，甲。\n子。\n第二，乙。\n丑。", ["1 2"]),
    ("第一，甲。\n（一）子。\n（二）丑。\n第二，乙。\n（一）寅。\n（二）卯。", ["1 2"]),
    ("第一，甲。\n（一）子。\n（二）丑。\n第三，乙。\n（一）寅。\n（二）卯。", ["1 3"]),
    ("一、工作\n一是甲。\n（一）子。\n（二）丑。\n二是乙。\n二、问题\n一是丙。\n二是丁。", ["1 2", "1 2"]),
    ("一、工作\n一是甲。\n二是乙。\n二、问题\n二是丙。\n三是丁。", ["1 2", "2 3"]),
    ("一是甲。\n【学习】\n子。\n二是乙。", ["1 2"]),
    ("做法：一是甲；\n二是乙；\n三是丙。", ["1 2 3"]),
    ("一是甲。\n子。二是乙。三是丙。", ["1 2 3"]),
    // An enumerator at the start of a heading belongs to the enumeration, though the other items are not headings.
    ("一、对外\n包括三条。\n第一、甲，子丑寅卯，辰巳午未。\n第二、乙，子丑寅卯，辰巳午未。\n第三、丙丁。", ["1 2 3"]),
    // Nested enumerations.
    ("一是甲，每年缺钱。来源一是子，二是丑。二是乙。", ["1 2", "1 2"]),
    ("一是甲，包括：（1）子；（2）丑。二是乙，包括：（1）寅；（2）卯。", ["1 2", "1 2", "1 2"]),
    // Wrong numbers: the reading with the fewest faults.
    ("一是甲。一是乙。二是丙。", ["1 1 2"]),
    ("一是甲。二是乙。一是丙。四是丁。", ["1 2 1 4"]),
    ("一是甲。二是乙。后来，一是丙。三是丁。", ["1 2", "1 3"]),
    ("二是甲。一是乙。三是丙。", ["2 1 3"]),
    // 首先 as an adverb.
    ("首先，我介绍进展。其次，我说任务。", ["1 2"]),
    ("首先，我代表全局欢迎。其次，说三点。最后，祝顺利。", ["1 2 -1"]),
    ("首先安排资金。几年以后，第二是人手。", ["2"]),
    ("首先要抓学习。第二，抓作风。第三，抓落实。", ["1 2 3"]),
    // Numbers such as ① are enumerators only in a list.
    ("①甲②乙③丙", ["1 2 3"]),
    ("增长（⑵⑶），下降（注①③），见②。", []),
    ("材料有（1）甲，（2）乙，（4）丙。", ["1 2 4"]),
    ("按第八条第 （二）、 （四）项处理。", []),
    // Ranks.
    ("居全省第二、第七、第九。第一、二轮完成，第一、第二水厂投产。", []),
  ])
  func enumerations(_ draft: String, _ expected: [String]) throws {
    let titled = "某局工作总结\n" + draft
    for text in [titled, titled.replacing("\n", with: "\r\n"), "𠮷" + titled.replacing("\n", with: "\n\n")] {
      let document = try Linter.shipped().document(SourceText(decoding: Array(text.utf8)))
      #expect(
        document.enumerations.map { $0.ordinals.map { "\($0.value)" }.joined(separator: " ") } == expected, "\(text)")
    }
  }

  /// The numbers of a long enumeration, in the order of the text.
  @Test(arguments: [Array(1...70), Array(1...4) + Array(6...70), Array(1...66) + [68, 67, 69]])
  func longEnumerations(_ numbers: [Int]) throws {
    let items = numbers.map { "（\($0)）甲乙丙丁" }.joined(separator: "，")
    let document = try Linter.shipped().document(SourceText("某局工作总结\n材料有\(items)。"))
    #expect(document.enumerations.map { $0.ordinals.map(\.value) } == [numbers])
  }

  /// Numberings with other words do not continue each other, however many numberings the grammar has.
  @Test(arguments: [1, 63, 64, 128])
  func manyFamilies(_ distance: Int) throws {
    let shipped = try Linter.shipped().document(SourceText("某局工作总结")).grammar
    func numbering(_ name: String) throws -> Numbering {
      try #require(shipped.enumerators.first { $0.id.name == name })
    }
    let others = (1..<distance).map { number in
      Numbering(
        id: .init("other-\(number)"), name: .init(verbatim: ""), pattern: try! Pattern("(?!)(?<ordinal>.)"),
        numerals: .han)
    }
    var grammar = shipped
    grammar.enumerators = try [numbering("is")] + others + [numbering("among-them")]
    let document = try Document(SourceText("一是甲。二是乙。其四，丙。"), grammar: grammar, profiles: [])
    #expect(document.enumerations.map { $0.ordinals.map(\.value) } == [[1, 2], [4]])
  }
}
