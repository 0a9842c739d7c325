import DraftText
import Testing

@testable import PatternMatching

/// The matches of `pattern`, as pairs of offsets.
private func ranges(_ pattern: String, in text: String, range: TextRange? = nil) throws -> [TextRange] {
  try Pattern(pattern).matches(in: SourceText(text), range: range).map(\.range)
}

/// The two ways to run a pattern, which must give the same matches: just-in-time compiler and interpreter.
private enum Engine: String, CaseIterable {
  case justInTime = ""
  case interpreter = "(*NO_JIT)"
}

private let searches: [(pattern: String, text: String, expected: [(Int, Int)])] = [
  ("a", "banana", [(1, 2), (3, 4), (5, 6)]),
  ("党", "党建党", [(0, 3), (6, 9)]),
  (".", "a\r\n章", [(0, 1), (3, 6)]),
  ("(?m)^.", "a\r\nb\nc\rd", [(0, 1), (3, 4), (5, 6), (7, 8)]),
  // Empty matches: at every place once, none inside a character or between CR and LF.
  ("", "a章", [(0, 0), (1, 1), (4, 4)]),
  ("", "", [(0, 0)]),
  ("x*", "\r\n章", [(0, 0), (2, 2), (5, 5)]),
  ("a*", "baac", [(0, 0), (1, 3), (3, 3), (4, 4)]),
  ("(?:|a)", "aa", [(0, 0), (0, 1), (1, 1), (1, 2), (2, 2)]),
  ("$", "a\r\nb\n", [(1, 1), (4, 4), (5, 5)]),
  ("^", "a\r\nb\n", [(0, 0), (3, 3)]),
  ("(?=a)", "aba", [(0, 0), (2, 2)]),
  // A pattern that names LF can match between CR and LF.
  ("(?=\\n)|(?=\\r)", "\r\n", [(0, 0), (1, 1)]),
  (#"\K"#, "ab", [(0, 0), (1, 1), (2, 2)]),
  (#"a\K"#, "aab", [(1, 1), (2, 2)]),
  (#"a\Kb"#, "abab", [(1, 2), (3, 4)]),
  (#"\Ga"#, "aaba", [(0, 1), (1, 2)]),
  // \K in a look-around, hidden from PCRE2's check by a subroutine call: no endless loop, no reversed range.
  (#"(?(DEFINE)(?<k>b\K))a(?=(?&k))"#, "aabab", [(2, 2), (4, 4)]),
  (#"(?(DEFINE)(?<k>b\K))(?=(?&k))"#, "bbx", [(0, 0), (1, 1)]),
  (#"(?(DEFINE)(?<k>\Ka))(?<=(?&k))"#, "aab", [(0, 1), (1, 2)]),
]

/// In “abcabc”.
private let rangedSearches: [(pattern: String, range: TextRange, expected: [TextRange])] = [
  ("b", TextRange(0, 3), [TextRange(1, 2)]),
  ("(?<=a)b", TextRange(1, 3), [TextRange(1, 2)]),  // a look-behind sees the text before the range
  ("b(?=c)", TextRange(0, 2), []),  // the text after the range does not exist
  ("b$", TextRange(0, 2), [TextRange(1, 2)]),
  ("^b", TextRange(1, 3), []),
  ("c*", TextRange(2, 2), [TextRange(2, 2)]),
  ("abc", TextRange(0, 2), []),
  ("", TextRange(1, 2), [TextRange(1, 1), TextRange(2, 2)]),
]

@Suite struct MatchingTests {
  @Test(arguments: searches)
  func `all matches, in order`(pattern: String, text: String, expected: [(Int, Int)]) throws {
    for engine in Engine.allCases {
      #expect(try ranges(engine.rawValue + pattern, in: text) == expected.map { TextRange($0.0, $0.1) })
    }
  }

  @Test(arguments: rangedSearches)
  func `a range cuts what follows and keeps what precedes`(pattern: String, range: TextRange, expected: [TextRange])
    throws
  {
    for engine in Engine.allCases {
      #expect(try ranges(engine.rawValue + pattern, in: "abcabc", range: range) == expected)
    }
  }

  @Test func `a range may end between CR and LF`() throws {
    #expect(try ranges("$", in: "a\r\nb", range: TextRange(0, 2)) == [TextRange(1, 1), TextRange(2, 2)])
    #expect(try ranges("x*", in: "\r\n", range: TextRange(0, 1)) == [TextRange(0, 0), TextRange(1, 1)])
  }

  @Test func `the body stops the search`() throws {
    var seen = 0
    try Pattern("a").forEachMatch(in: SourceText("aaaa")) { _ in
      seen += 1
      return seen < 2
    }
    #expect(seen == 2)
    #expect(try Pattern("a").firstMatch(in: SourceText("baa"))?.range == TextRange(1, 2))
    #expect(try Pattern("x").firstMatch(in: SourceText("baa")) == nil)
  }

  @Test func `option verbs and callouts do no harm`() throws {
    for pattern in ["(*UTF)党", "(*UCP)党", "(*NO_JIT)党", "(*NO_START_OPT)党", "(?C1)党", "(?C'note')党"] {
      #expect(try ranges(pattern, in: "建党") == [TextRange(3, 6)])
    }
  }
}

@Suite struct GroupTests {
  @Test func `named groups, unset groups and unknown names`() throws {
    let pattern = try Pattern("(?<ordinal>[一二三])(?<delimiter>、)?(?<rest>x)?")
    let match = try #require(try pattern.firstMatch(in: SourceText("第二、")))
    #expect(match.range == TextRange(3, 9))
    #expect(match.range(of: "ordinal") == TextRange(3, 6))
    #expect(match.range(of: "delimiter") == TextRange(6, 9))
    #expect(match.range(of: "rest") == nil)
    #expect(match.range(of: "nobody") == nil)
    #expect(pattern.groupNames == ["ordinal", "delimiter", "rest"])
  }

  @Test func `of several groups with one name the one that took part counts`() throws {
    let pattern = try Pattern("(?<n>a)x|(?<n>b)y|(?<m>)(?<n>c)(?<n>d)")
    let matches = try pattern.matches(in: SourceText("ax by cd"))
    #expect(matches.map { $0.range(of: "n") } == [TextRange(0, 1), TextRange(3, 4), TextRange(6, 7)])
    #expect(matches.map { $0.range(of: "m") } == [nil, nil, TextRange(6, 6)])
  }

  @Test func `groups of definitions take no part`() throws {
    let pattern = try Pattern("(?(DEFINE)(?<mask>X+)(?<unit>名|个))(?<what>(?&mask))(?&unit)")
    let match = try #require(try pattern.firstMatch(in: SourceText("共XX名")))
    #expect(match.range(of: "what") == TextRange(3, 5))
    #expect(match.range(of: "mask") == nil)
  }

  @Test(arguments: [15, 16, 17, 100, 400])
  func `any number of groups`(count: Int) throws {
    let source = (1...count).map { "(?<g\($0)>a)" }.joined()
    let match = try #require(try Pattern(source).firstMatch(in: SourceText(String(repeating: "a", count: count))))
    #expect((1...count).allSatisfy { match.range(of: "g\($0)") == TextRange($0 - 1, $0) })
  }
}

private let mistakes: [(pattern: String, offset: Int, message: String)] = [
  ("党[一", 7, "missing terminating ]"),
  ("(党", 4, "missing closing parenthesis"),
  ("党)", 3, "unmatched closing parenthesis"),
  ("*", 0, "quantifier does not follow"),
  (#"\C"#, 2, #"using \C is disabled"#),
  ("(?&none)", 3, "non-existent subpattern"),
  ("党(*UTF)", 8, "(*VERB) not recognized"),
  (#"(?=\Ka)"#, 7, "not allowed in lookarounds"),
  ("(?<=党*)", 0, "lookbehind assertion is not fixed length"),
  (#"\p{Hanzi}"#, 9, "unknown property"),
]

@Suite struct PatternErrorTests {
  @Test(arguments: mistakes)
  func `an error says what and where`(pattern: String, offset: Int, message: String) throws {
    let error = try #require(throws: PatternError.self) { try Pattern(pattern) }
    #expect(error.message.contains(message))
    #expect(error.offset == offset)
  }

  @Test func `long patterns work until PCRE2 refuses them`() throws {
    let words = (1000..<3000).map { "词\($0)句" }.joined(separator: "|")
    #expect(try ranges(words, in: "某词2999句") == [TextRange(3, 13)])
    let tooLong = String(repeating: "党", count: 200_000)
    let error = try #require(throws: PatternError.self) { try Pattern(tooLong) }
    #expect(error.message.contains("too large"))
  }

  @Test func `a pattern may hold a zero byte`() throws {
    #expect(try ranges("a\u{0}b", in: "xa\u{0}b") == [TextRange(1, 4)])
  }
}

private let emptiness: [(source: String, matchesEmpty: Bool)] = [
  ("X*", true), ("^", true), ("(?=a)", true), ("", true), ("a|", true), ("(?<=a)b*", true), ("(?:a?b?)", true),
  ("(*ACCEPT)a", true),
  ("X+", false), ("(?=a)b", false), ("党", false), ("a(*ACCEPT)b", false),
  ("(?(DEFINE)(?<m>X*))(?&m)", true),
  ("(?(DEFINE)(?<m>X+))(?&m)", false),
  ("(?(DEFINE)(?<m>X+))(?&m)|(?&m)?", true),
  ("(?(DEFINE)(?<m>X+))(?&m)|名", false),
  ("(?(DEFINE)(?<m>X+)(?<n>(?&m)|Y))(?<g>(?&n))(?=余?(?:名|个))", false),
  ("(*NO_JIT)(?(DEFINE)(?<m>X+))(?&m)", false),
  ("(?x)(?(DEFINE)(?<m>X+)) (?&m) # an X", false),
  (#"(?(DEFINE)(?<m>X+))(?&m)\Q)"#, false),
  ("(a|b(?R)c)", false),
]

@Suite struct MatchesEmptyTests {
  @Test(arguments: emptiness)
  func `whether a pattern may match empty`(source: String, expected: Bool) throws {
    #expect(try Pattern(source).matchesEmpty == expected)
  }

  @Test(arguments: [
    ("党建", 2), ("(?(DEFINE)(?<m>X{3}))(?&m)", 3), ("a|bcd", 1), ("a?", 0), ("(?&m)(?(DEFINE)(?<m>XX))b", 3),
  ])
  func `the least length in code points`(source: String, length: Int) throws {
    #expect(try Pattern(source).minimumLength == length)
  }
}
