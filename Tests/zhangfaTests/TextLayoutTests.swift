import Testing

@testable import zhangfa

@Suite struct TextLayoutTests {
  @Test(arguments: [
    ("甲乙丙丁", 4, ["甲乙", "丙丁"]), ("甲乙丙丁", 5, ["甲乙", "丙丁"]), ("甲乙，丙", 4, ["甲", "乙，", "丙"]),
    ("甲乙“丙”丁", 5, ["甲乙", "“丙”", "丁"]), ("one two three", 7, ["one two", "three"]), ("one two", 20, ["one two"]),
    ("见GB/T 9704-2012 7.3", 10, ["见GB/T", "9704-2012", "7.3"]), ("unbreakable", 4, ["unbreakable"]), ("", 4, [""]),
  ])
  func wraps(text: String, width: Int, lines: [String]) { #expect(text.wrapped(to: width) == lines) }

  @Test func withoutAWidthNothingIsWrapped() {
    let text = String(repeating: "甲 ", count: 500)
    #expect(text.wrapped(to: nil) == [text])
  }

  @Test func cellsStandInColumns() {
    let table = TextTable([["甲", "a", "x"], ["bcd", "乙", "y"]])
    #expect(table.text(indent: 1) == " 甲   a   x\n bcd  乙  y\n")
  }

  @Test func theLastCellHangs() {
    let table = TextTable([["甲", String(repeating: "乙", count: 15)]])
    let second = String(repeating: "乙", count: 5)
    #expect(table.text(width: 24) == "甲  \(second)\(second)\n    \(second)\n")
    // Too narrow for a column of text: nothing is wrapped.
    #expect(table.text(width: 10) == "甲  \(second)\(second)\(second)\n")
  }
}
