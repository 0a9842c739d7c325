import DraftText
import Testing

@testable import DraftOutline
@testable import RuleEngine

@Suite struct EnumerationTests {
  /// The numbers as written, where 0 is a word for the next and -1 one for the last, and what they count as.
  @Test(arguments: [
    ([1, 2, 3], [1, 2, 3]), ([1, 0, 0, -1], [1, 2, 3, 4]), ([1, -1, 2], [1, 3, 2]),
    // At its end a word for the last counts on.
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
