import Testing

@testable import DraftText

/// Maps places of a text with changed white space to places of the original text.
@Suite struct ReflowedTextTests {
  /// `original` with the first `piece` of white space replaced.
  private func reflowed(_ original: String, _ piece: String, by replacement: String) throws -> ReflowedText {
    let found = try #require(original.utf8.firstRange(of: piece.utf8))
    let start = original.utf8.distance(from: original.utf8.startIndex, to: found.lowerBound)
    return ReflowedText(
      SourceText(original), edits: [Edit(TextRange(start, start + piece.utf8.count), replacement)])
  }

  @Test func aLineEndThatWasTakenOut() throws {
    let text = try reflowed("总\n结", "\n", by: "")
    #expect(text.original(of: TextRange(0, 6)) == TextRange(0, 7))
    #expect(text.original(of: TextRange(0, 3)) == TextRange(0, 3))
    #expect(text.original(of: TextRange(3, 6)) == TextRange(4, 7))
  }

  @Test func aLineEndThatWasPutInHasNoLength() throws {
    let text = ReflowedText(SourceText("甲乙"), edits: [Edit(TextRange(3, 3), "\n")])
    #expect(text.original(of: TextRange(3, 4)) == TextRange(3, 3))
    #expect(text.original(of: TextRange(0, 7)) == TextRange(0, 6))
    #expect(text.original(of: TextRange(4, 7)) == TextRange(3, 6))
  }

  /// A place never lies inside a code point: U+3000 has three bytes, and the line end that replaces it has one.
  @Test(arguments: ["\u{3000}", "\u{3000}\u{3000}", " \u{3000}", "\u{2028}\u{3000} "])
  func whiteSpaceOfSeveralBytes(_ written: String) throws {
    for meant in ["\n", " \n", "\u{3000}", "\n\u{3000}\u{3000}"] {
      let text = try reflowed("甲\(written)乙", written, by: meant)
      let borders = (0...text.text.utf8.count).filter(text.text.isScalarBorder)
      for start in borders {
        for end in borders where end >= start {
          let range = text.original(of: TextRange(start, end))
          #expect(text.original.isScalarBorder(range.start) && text.original.isScalarBorder(range.end), "\(range)")
        }
      }
    }
  }
}
