import DraftText
import Testing

@testable import DraftOutline
@testable import RuleEngine

@Suite struct EnumerationTests {
  /// The numbers as written (0 is a word such as 其次, -1 a word such as 最后), and the numbers that they count as.
  @Test(arguments: [
    ([1, 2, 3], [1, 2, 3]), ([1, 0, 0, -1], [1, 2, 3, 4]), ([1, -1, 2], [1, 3, 2]),
    // At the end, -1 continues from the number before.
    ([1, 5, 3, -1], [1, 5, 3, 4]),
  ])
  func values(_ written: [Int], _ counted: [Int]) {
    let nowhere = TextRange(0, 0)
    let ordinals = written.map {
      Ordinal(
        numbering: Numbering.ID("test"), value: $0, chapter: nil, range: nowhere, numeral: nowhere, delimiter: nowhere)
    }
    #expect(Enumeration(ordinals: ordinals, range: nowhere).values == counted)
  }
}
