import Testing

@testable import DraftText

@Suite struct TextRangeTests {
  @Test(arguments: [
    (TextRange(2, 5), TextRange(5, 7), false, false),
    (TextRange(2, 5), TextRange(4, 7), true, false),
    (TextRange(2, 5), TextRange(3, 5), true, true),
    (TextRange(2, 5), TextRange(5, 5), false, true),
    (TextRange(2, 5), TextRange(1, 1), false, false),
  ])
  func `overlap and containment`(range: TextRange, other: TextRange, overlaps: Bool, contains: Bool) {
    #expect(range.overlaps(other) == overlaps)
    #expect(other.overlaps(range) == overlaps)
    #expect(range.contains(other) == contains)
  }

  @Test func `ranges are ordered by start, then by end`() {
    let ordered = [TextRange(0, 9), TextRange(1, 1), TextRange(1, 2), TextRange(2, 2)]
    #expect(ordered.reversed().sorted() == ordered)
  }

  @Test func `a scalar border is no continuation byte`() {
    let text = SourceText("a章")
    #expect((-1...5).map(text.isScalarBorder) == [false, true, true, false, false, true, false])
  }
}
