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
    #expect(lexicon.wordLengths(at: 0, of: Array(text.unicodeScalars)) == lengths)
  }

  @Test(arguments: [
    ("开展", 10), ("开天辟地", 10), ("的", 10), ("县", 22), ("提高高度", 20), ("提高度", 32), ("提高的高度", 30), ("", 0),
  ])
  func splitsTextIntoTheFewestWords(text: String, weight: Int) {
    #expect(lexicon.weight(of: Array(text.unicodeScalars)) == weight)
  }

  @Test func wordsDoNotCrossACut() {
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

  @Test(arguments: [
    ("words: 高级 高度", nil), ("words: 高\nalone: 的", "“高”"), ("words: 高级 开天辟地了", "“开天辟地了”"),
    ("words: |\n  𠮷祥\n  级", "“𠮷祥” “级”"), ("words: \(String(repeating: "的 ", count: 12))", ten + " and 2 more"),
  ])
  func wordsOfUnsupportedLengthAreReported(text: String, words: String?) {
    let log = ErrorLog()
    let files = RuleFolder(path: "house", files: [("words.yaml", Array(text.utf8))]).read(log)
    _ = Lexicon(files, log: log)
    let message = words.map { "words have two to four characters, none beyond U+FFFF: \($0)" }
    #expect(log.errors.map(\.message.en) == (message.map { [$0] } ?? []))
    #expect(log.errors.allSatisfy { $0.line == 1 && $0.column == 8 })
  }

  private static let ten = [String](repeating: "“的”", count: 10).joined(separator: " ")

  @Test func wordsOfAHouseComeInAnyOrder() {
    let lexicon = Lexicon(words: "高级 开始\n高度\n", alone: "", alike: "")
    #expect(["高级", "开始", "高度"].allSatisfy { lexicon.hasWord(at: 0, of: Array($0.unicodeScalars)) })
  }
}
