import Foundation
import Testing

@testable import RuleEngine
@testable import RuleFiles

private let lexicon = Lexicon(
  words: "高级 高度\n提案 提高 开展 开始 开天辟地\n", alone: "的了是", alike: "塘糖\n长常 长掌")

@Suite struct LexiconTests {
  @Test(arguments: [
    ("开展", [2]), ("开始", [2]), ("开天辟地", [4]), ("高级", [2]), ("高度", [2]), ("高", []), ("天辟地", []), ("级", []),
  ])
  func findsWordsWhereTheyBegin(text: String, lengths: [Int]) {
    var found: [Int] = []
    lexicon.forEachWord(at: 0, of: Array(text.unicodeScalars)) { found.append($0) }
    #expect(found == lengths)
  }

  @Test(arguments: [
    ("开展", 10), ("开天辟地", 10), ("的", 10), ("县", 22), ("提高高度", 20), ("提高度", 32), ("提高的高度", 30), ("", 0),
  ])
  func readsInAsFewWordsAsCanBe(text: String, weight: Int) {
    #expect(lexicon.weight(of: Array(text.unicodeScalars)) == weight)
  }

  @Test func noWordRunsAcrossABorder() {
    let text = Array("提高高度".unicodeScalars)
    #expect(lexicon.weight(of: text, cutAt: [1]) == 54)
    #expect(lexicon.weight(of: text, cutAt: [2]) == 20)
  }

  @Test func findsWordsWhereTheyEnd() {
    let text = Array("提高高度".unicodeScalars)
    #expect((0..<4).map { lexicon.hasWord(endingWith: $0, of: text) } == [false, true, false, true])
    #expect((0..<4).map { lexicon.hasWord(at: $0, of: text) } == [true, false, true, false])
  }

  @Test(arguments: [("塘", "糖", true), ("常", "长", true), ("掌", "长", true), ("常", "掌", false), ("塘", "甲", false)])
  func knowsWhatSoundsAlike(one: Unicode.Scalar, other: Unicode.Scalar, areAlike: Bool) {
    #expect(lexicon.soundAlike(one, other) == areAlike)
  }
}
