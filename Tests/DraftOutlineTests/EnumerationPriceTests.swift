import DraftOutline
import DraftText
import Linting
import RuleEngine
import ShippedRules
import Testing

/// Each price of the readings of enumerators decides a draft: at another price, another reading is the cheapest.
@Suite struct EnumerationPriceTests {
  struct Case: CustomTestStringConvertible {
    let price: Threshold
    /// The other price.
    let value: Int
    let draft: String
    /// The numbers of the enumerations at the shipped price, and at the other one.
    let usual, changed: String

    init(_ price: Threshold, _ value: Int, _ draft: String, _ usual: String, _ changed: String) {
      (self.price, self.value, self.draft, self.usual, self.changed) = (price, value, draft, usual, changed)
    }

    var testDescription: String { "\(price.key) \(value)" }
  }

  static let cases: [Case] = [
    // To continue: the number.
    Case(.fault, 100, "四是甲。", "4", ""),
    Case(.repeated, 100, "一要甲。\n二要乙，三要丙。\n二要丁，", "1 2 3 2", "1 2 3"),
    Case(.restart, 0, "一是甲。\n二是乙；一是丙。", "1 2 | 1", "1 2 1"),
    Case(.jump, 100, "一是甲，四是乙。", "1 4", "1"),
    Case(.late, 100, "第二、甲。第一、乙。", "2 1", "2 | 1"),
    // To continue: the position.
    Case(.otherPosition, 100, "①甲，②乙。", "1 2", ""),
    Case(.overHeading, 100, "第一、甲。\n第二、乙：", "1 2", "1"),
    Case(.intoClause, 100, "首先，甲。\n做法：其次，乙。", "1 2", "1"),
    Case(.outOfClause, 100, "来源一是甲：\n二是乙。", "1 2", "2"),
    Case(.outOfInnerClause, 0, "一是甲。做法：一是乙；\n三是丙：", "1 3 | 1", "1 | 1 3"),
    Case(.underInnerHeadings, 100, "一要甲。\n一、工作\n三要乙。", "1 3", "1 | 3"),
    Case(.behindBorder, 100, "来源一是甲，\n一、工作\n二是乙；", "1 2", ""),
    // To continue: the words.
    Case(.akinWords, 100, "一是甲；其次，乙。", "1 2", "1"),
    Case(.akinWordsWeak, 100, "来源一是甲：第二、乙。", "1 2", "2"),
    Case(
      .nearSentences, 0, "来源一是甲。来源第一、乙。做法：第二、丙：\n【学习】\n首先抓丁。做法：第二戊。", "1 2", "2"),
    Case(.openingWords, 0, "做法：一要甲：\n一、工作\n一要乙；\n一、工作\n二要丙。", "1 | 1 2", "1 | 1 | 1 2"),
    Case(.otherWords, 100, "一要甲，②乙，", "1 2", "1"),
    Case(.passesNearer, 0, "首先，甲。最后，乙，做法：最后，丙。其次，丁；", "1 2 | -1 -1", "1 -1 2"),
    Case(.firstAgain, 0, "一是甲：一是乙：", "1 | 1", "1 1"),
    // To begin.
    Case(.beginsAtHeading, 0, "第一、甲。\n（一）子。\n第二、乙。\n第三、丙：", "1 2 3", "1 2"),
    Case(.beginsWeak, 100, "来源①甲：②乙。", "1 2", ""),
    Case(.beginsInside, 100, "①甲。②乙。做法：①丙。②丁。", "1 2 | 1 2", "1 2"),
    Case(.beginsInsideAlike, 0, "一要甲。\n二要乙，三要丙。\n二要丁，", "1 2 3 2", "1 2 | 2 3"),
    Case(.beginsAfterAlike, 100, "①甲。②乙，来源①丙。", "1 2", "1 2 1"),
    Case(.beginsWhereOneGoesOn, 0, "①甲，③乙。", "1 3", ""),
    Case(.wordNotFirst, 100, "其次，甲；首先，乙。", "2 1", "1"),
    // To stay alone.
    Case(.alone, 0, "（1）甲；（4）乙。", "1 4", ""),
    Case(.aloneWeak, 100, "①甲。②乙，来源①丙。", "1 2", "1 2 1"),
    Case(.aloneCounting, 0, "一是甲，一是乙。", "1 1", "1 | 1"),
    Case(.aloneWord, 100, "首先，甲。", "1", ""),
    // To be dropped.
    Case(.dropCounting, 0, "一是甲。", "1", ""),
    Case(.dropCountingWeak, 0, "来源一是甲，来源二是乙。", "1 2", ""),
    Case(.dropDue, 0, "①甲，③乙。", "1 3", ""),
    Case(.dropFigure, 0, "做法：①甲，②乙。", "1 2", ""),
    Case(.dropFigureWeak, 0, "来源①甲，来源②乙：", "1 2", ""),
  ]

  private static let grammar = Result {
    try Linter(RuleSet(shipped: ShippedRules.snapshot, folders: []), selection: .all)
      .document(SourceText("某局工作总结")).grammar
  }

  @Test(arguments: cases)
  func decides(_ test: Case) throws {
    var grammar = try Self.grammar.get()
    func reading() throws -> String {
      try Document(SourceText("某局工作总结\n" + test.draft), grammar: grammar, profiles: []).enumerations
        .map { $0.ordinals.map { "\($0.value)" }.joined(separator: " ") }.joined(separator: " | ")
    }
    #expect(try reading() == test.usual)
    grammar.thresholds[test.price] = test.value
    #expect(try reading() == test.changed)
  }

  @Test func thereIsACaseForEachPrice() {
    let prices = Threshold.allCases.drop { $0 != .fault }
    #expect(Set(Self.cases.map(\.price)) == Set(prices))
  }
}
