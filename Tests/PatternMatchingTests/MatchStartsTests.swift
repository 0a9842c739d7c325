import DraftText
import Testing

@testable import PatternMatching

@Suite struct MatchStartsTests {
  @Test(arguments: [
    ("[甲乙丙]丁", "[甲乙丙]丁", "丙乙甲"), ("(?<=戊)[甲乙丙]", "(?:)[甲乙丙]", "丙乙甲"), ("(?=[abc])", "(?=[abc])", nil),
    // PCRE2 itself finds one or two characters, and lines, faster. Empty matches, and those at line ends, are not
    // tried.
    ("[甲乙]", "[甲乙]", nil), ("^[甲乙丙]", "^[甲乙丙]", nil), ("[甲乙丙]?", "[甲乙丙]?", nil), ("[甲乙丙\\n]", "[甲乙丙\\n]", nil),
    ("[^甲]", "[^甲]", nil), ("[甲乙丙]", "[甲", nil),
  ])
  func `the characters with which a match begins`(source: String, loose: String, expected: String?) throws {
    #expect(try Pattern(source).starts(accordingTo: loose) == expected)
  }

  @Test(arguments: [
    ("[甲乙丙]丁?", "甲乙丁丙甲丁", "甲乙丙"), ("(?<=甲)[乙丙](?=丁)", "乙丁甲丙丁甲乙丁", "乙丙丁"), ("(?=[ab])", "abcab", "abc"),
    ("[ab]\\Kc", "acbcc", "abc"), ("(?:a|ab)(?=c)|b", "abcab", "abc"), ("[😀甲]", "甲😀乙", "甲乙丙"),
    ("[ab]$", "a\r\nb\r\n", "abc"),
  ])
  func `searching only there finds the same`(source: String, text: String, starts: String) throws {
    let text = SourceText(text)
    let range = TextRange(0, text.utf8.count)
    let expected = try Pattern(source).matches(in: text, range: range).map(\.range)
    #expect(try Pattern(trusted: source, starts: starts).matches(in: text, range: range).map(\.range) == expected)
    #expect(!expected.isEmpty)
  }
}
