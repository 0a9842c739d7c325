import Diagnostics
import DraftText
import Testing

@Suite struct ExcerptTests {
  /// Returns the excerpt for the place between ⟦ and ⟧ in `draft`.
  private func excerpt(_ draft: String, width: Int = 40) -> [String] {
    let parts = draft.split(separator: "⟦", omittingEmptySubsequences: false)
    let rest = parts[1].split(separator: "⟧", omittingEmptySubsequences: false)
    let start = parts[0].utf8.count
    let place = TextRange(start, start + rest[0].utf8.count)
    let excerpt = Excerpt(of: SourceText(draft.filter { !"⟦⟧".contains($0) }), at: [place], width: width)
    return [excerpt.text, excerpt.marks]
  }

  @Test(arguments: [
    ("甲⟦乙丙⟧丁", "甲乙丙丁", "  ^~~~"),
    ("ab⟦cd⟧ef", "abcdef", "  ^~"),
    ("𠮷⟦X⟧", "𠮷X", "  ^"),
    ("🙂e\u{301}⟦X⟧", "🙂e\u{301}X", "   ^"),
    ("\t甲⟦X⟧", " 甲X", "   ^"),
    ("⟦甲⟧\r\n乙", "甲", "^~"),
    ("甲⟦⟧乙", "甲乙", "  ^~"),
    ("甲⟦⟧", "甲", "  ^"),
    ("甲⟦\r\n⟧乙", "甲", "  ^"),
    ("⟦⟧", "", "^"),
    ("甲\r\n⟦⟧\r\n乙", "", "^"),
    ("甲⟦乙\n丙⟧丁", "甲乙", "  ^~"),
    ("a\u{200B}⟦b⟧", "a<U+200B>b", "         ^"),
    ("a⟦\u{AD}⟧b", "a<U+00AD>b", " ^~~~~~~~"),
    ("\u{1B}[1m⟦b⟧", "␛[1mb", "    ^"),
  ])
  func marksThePlace(draft: String, text: String, marks: String) {
    #expect(excerpt(draft) == [text, marks])
  }

  @Test func cutsAroundThePlace() {
    let long = String(repeating: "甲", count: 50)
    #expect(
      excerpt("\(long)⟦乙⟧\(long)", width: 20) == ["…甲甲甲甲乙甲甲甲甲…", "         ^~"])
    #expect(excerpt("⟦乙⟧\(long)", width: 20) == ["乙甲甲甲甲甲甲甲甲…", "^~"])
    #expect(excerpt("\(long)⟦乙⟧", width: 20) == ["…甲甲甲甲甲甲甲甲乙", "                 ^~"])
  }

  @Test func aLongPlaceLeavesRoomForWhatStandsAroundIt() {
    let long = String(repeating: "甲", count: 50)
    let lines = excerpt("前前前前\("⟦")\(long)⟧后后", width: 32)
    #expect(lines == ["…前前甲甲甲甲甲甲甲甲甲甲甲甲甲…", "     ^~~~~~~~~~~~~~~~~~~~~~~~~~"])
  }

  @Test(arguments: 20...40)
  func neverIsWiderThanAllowed(width: Int) {
    let text = SourceText(String(repeating: "甲a", count: 100))
    for start in stride(from: 0, to: 400, by: 4) {
      let shown = SourceText(Excerpt(of: text, at: [TextRange(start, start + 4)], width: width).text)
      #expect(shown.lines.displayWidth(of: shown.range) <= width)
    }
  }

  @Test func longLinesAreReadOnlyAroundThePlace() {
    let text = SourceText(String(repeating: "甲", count: 1_700_000))
    for start in stride(from: 0, to: 5_000_000, by: 5_001) {
      let excerpt = Excerpt(of: text, at: [TextRange(start, start + 3)], width: 100)
      #expect(excerpt.text.count < 60)
    }
  }
}
