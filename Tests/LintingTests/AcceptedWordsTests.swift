import DraftText
import Testing

@testable import Linting

/// A finding inside an accepted word is dropped.
@Suite struct AcceptedWordsTests {
  /// Returns all ranges of `text` that are not inside one of `words`, as found by the code under test.
  private func kept(_ words: [String], _ text: String) -> [TextRange] {
    let source = SourceText(text)
    let borders = (0...source.utf8.count).filter(source.isScalarBorder)
    let places = borders.flatMap { start in borders.filter { $0 > start }.map { TextRange(start, $0) } }
    return AcceptedWords(words).withoutAccepted(places, at: { $0 }, in: source)
  }

  /// Returns the same ranges, computed directly from the definition.
  private func expected(_ words: [String], _ text: String) -> [TextRange] {
    let source = SourceText(text)
    let borders = (0...source.utf8.count).filter(source.isScalarBorder)
    let places = borders.flatMap { start in borders.filter { $0 > start }.map { TextRange(start, $0) } }
    let held = places.filter { words.contains(source[$0]) }
    return places.filter { place in !held.contains { $0.contains(place) } }
  }

  @Test(arguments: [
    [], ["甲"], ["甲乙", "乙丙"], ["甲乙丙丁", "乙丙", "丙"], ["甲甲", "甲甲甲乙"], ["乙丙丁", "甲乙丙"], ["", "丁甲乙甲"],
  ])
  func placesInWords(words: [String]) {
    for text in ["甲乙丙丁甲乙甲甲甲甲乙", "丁甲乙丙甲乙丙丁", "甲", ""] {
      #expect(kept(words, text) == expected(words.filter { !$0.isEmpty }, text))
    }
  }

  /// The time must not grow with words × findings: these would be 500 million comparisons, each as long as a word.
  @Test func manyWordsAndManyFindings() {
    let words = (0..<45_000).map { "青禾县第\($0)水库甲" }
    let source = SourceText(String(repeating: "青禾县第44999水库甲青禾县第4499水库", count: 12_000))
    var places: [TextRange] = []
    source.utf8.withUnsafeBufferPointer { text in
      text.forEachOccurrence(of: Array("水库".utf8)[...]) { places.append(TextRange($0, $0 + 6)) }
    }
    #expect(places.count == 24_000)
    #expect(AcceptedWords(words).withoutAccepted(places, at: { $0 }, in: source).count == 12_000)
  }

  /// Words with the same beginning, in a text that repeats this beginning.
  @Test func longWordsInATextLikeThem() {
    let words = (1...400).map { String(repeating: "甲", count: $0 * 20) + "乙" }
    let source = SourceText(String(repeating: "甲", count: 200_000))
    let places = stride(from: 0, to: source.utf8.count, by: 3).map { TextRange($0, $0 + 3) }
    #expect(AcceptedWords(words).withoutAccepted(places, at: { $0 }, in: source).count == places.count)
  }
}
