import DraftText
import PatternMatching
import Testing

@testable import RuleEngine
@testable import RuleFiles

@Suite("Patterns with definitions")
struct PatternDefinitionsTests {
  @Test(arguments: [
    (#"(?&a)(?P>b)\g<c>\g'd'"#, ["a", "b", "c", "d"], false),
    (#"\(?&a)[(?&b)][](?&c)][^](?&d)][[:alpha:](?&e)]\Q(?&f)\E(?#(?&g))(?&h)"#, ["h"], false),
    (#"(?<n>x)"#, [], true), (#"(?'n'x)"#, [], true), (#"(?P<n>x)"#, [], true), (#"(x)"#, [], true),
    (#"(?<=x)(?<!x)(?:x)(?>x)(?i:x)(?=x)(?|x)(*SKIP)(*atomic:x)"#, [], false),
    (#"(?(<n>)(?&a)|(?&b))"#, ["a", "b"], false), (#"(?(?=x)(?&a))"#, ["a"], false),
    (#"(?1)(?R)\g<1>\g<-1>\1"#, [], false), (#"\"#, [], false), ("[", [], false), ("(?&", [], false),
    ("(?&a", [], false), ("(?<n", [], true), (#"\\(?&a)"#, ["a"], false),
    (#"\(?x#(?&nix)"#, ["nix"], false), ("(?x:a)#(?&b)", ["b"], false), ("(?x:a#(?&b)\n(?&c))", ["c"], false),
    ("((?x)a)#(?&b)", ["b"], true), ("(?x)((?-x)#(?&a))#(?&b)", ["a"], true), ("(?x)(?^:#(?&a))#(?&b)", ["a"], false),
    ("(?i-x)#(?&a)", ["a"], false), ("(?xi)#(?&a)\r(?&b)", ["b"], false), ("(?=(?x))#(?&a)", ["a"], false),
    ("(?x)[#](?&a)", ["a"], false), ("(?x)\\#(?&a)", ["a"], false), ("(?x)(?#)(?&a)", ["a"], false),
    ("(?xx)[ ](?&a)](?&b)", ["b"], false), ("(?x)[ ](?&a)", ["a"], false), (#"[\E^\Q\E](?&a)](?&b)"#, ["b"], false),
    (#"\c((?&a)"#, ["a"], false), ("(*MARK:(?&a)(?&b)", ["b"], false), ("(*:#(x)(?&b)", ["b"], false),
    (#"(?C"a""(?&b)")(?&c)"#, ["c"], false), ("(?C{(?&a)})(?C1)(?&b)", ["b"], false),
    ("[[:^a(?&b)](?&c)", ["c"], false),
  ])
  func syntax(_ expression: String, _ calls: [String], _ captures: Bool) {
    let syntax = PatternSyntax(expression)
    #expect(syntax.calls.map(\.name) == calls)
    #expect(syntax.captures == captures)
  }

  static let definitions = [
    "digit": "[0-9]", "number": "(?&digit)+", "either": "a|b", "nested": "（(?:[^（）]|(?&nested))*）", "caseless": "(?i)k",
    "captured": "(?<c>.)\\k<c>", "unused": "zzz",
  ]

  @Test(arguments: [
    (#"(.)\1"#, 3), (#"a\g1"#, 1), (#"a\g{12}"#, 1), ("ab(?1)", 2), (#"\g<1>"#, 0),
    ("a(?R)", 1), ("(?0)", 0), ("a(?(1)b|c)", 1), ("(?x) # \\1\n(.)\\1", 13),
    ("(?x:a)#\\1", 7), (#"(?x:乙)#(.)\1"#, 12), ("(?C1)\\1", 5), ("(.)(?(R1)a)", 3), ("(?(R)a)(?(R&n)b)", nil),
    ("(?x)a # (?1)", nil), ("(?(<n>)a)(?-1)", nil),
    (#"\k<a>[\1]\\1\01\g{-1}(?&a)"#, nil),
  ])
  func numberedReferences(_ expression: String, _ offset: Int?) {
    #expect(PatternSyntax(expression).numberedReference == offset)
  }

  @Test(arguments: [
    ("(?&number)月", "12月3月", ["12月", "3月"]), ("x(?&either)y", "xay a xby", ["xay", "xby"]),
    ("(?&nested)", "甲（乙（丙）丁）戊）", ["（乙（丙）丁）"]), ("x(?&captured)", "xaa xab", ["xaa"]),
    ("(?&caseless)k", "Kk KK kk", ["Kk", "kk"]), ("(?i)(?&either)", "aA", ["a"]),
    ("(?<digit>某)(?&digit)", "某某", ["某某"]),
    ("(.)\\1(?&captured)", "aabb", ["aabb"]), ("^(?&digit)$", "a\n1\n2b", ["1"]),
  ])
  func matches(_ expression: String, _ text: String, _ expected: [String]) throws {
    let pattern = try PatternCompiler(definitions: Self.definitions).compile(PatternSource(expression))
    let source = SourceText(text)
    #expect(try pattern.matches(in: source).map { source[$0.range] } == expected)
  }

  @Test func onlyWhatIsUsed() throws {
    let compiler = PatternCompiler(definitions: Self.definitions)
    #expect(try compiler.compile(PatternSource("某(?&number)")).source == "某(?^m:(?^m:[0-9])+)")
    #expect(
      try compiler.compile(PatternSource("(?&captured)")).source
        == "(?:(?&captured))(?(DEFINE)(?<captured>(?<c>.)\\k<c>))")
  }

  @Test func alternativesAndUnless() throws {
    let compiler = PatternCompiler(definitions: Self.definitions)
    let pattern = try compiler.compile(PatternSource("X+", "×+"), unless: PatternSource("X光", "X|Y"))
    #expect(pattern.source == "(?:(?:X光)|(?:X|Y))(*MARK:zhangfa-unless)|(?:X+)|(?:×+)")
    let text = SourceText("X光 ×× 某")
    #expect(try pattern.matches(in: text).map { text[$0.range] } == ["××"])
  }

  @Test(arguments: [
    (["(?x) a # 某", "b"], "a b", ["a", "b"]), (["(?i)a", "b"], "A B b", ["A", "b"]),
    ([#"\Qa("#, "b"], "a( b", ["a(", "b"]), (["(?s)(?x) a # (", "(?&commented)"], "a d", ["a", "d"]),
    (["a(?x: b # )\n)#", "c"], "ab# c", ["ab#", "c"]), (["(?x)a(?-x)#", "b#"], "a# b#", ["a#", "b#"]),
    (["(?x) (?&captured) # (", "e"], "gge", ["gg", "e"]), (["(?x:a)#(?&captured)", "b"], "a#gg b", ["a#gg", "b"]),
    ([#"[\Q(]\E]"#, "b"], "](b", ["]", "(", "b"]), (["(?x)a#\r\n", "b"], "ab", ["a", "b"]),
  ])
  func alternativesDoNotReachTheNext(_ alternatives: [String], _ text: String, _ expected: [String]) throws {
    let definitions = ["commented": "(?x) d # )", "captured": "(?x)(?<c>f|g)\\k<c> # ("]
    let compiler = PatternCompiler(definitions: definitions)
    let source = SourceText(text)
    let expressions = alternatives.map { PatternSource.Expression(text: $0) }
    let pattern = try compiler.compile(PatternSource(expressions: expressions))
    #expect(try pattern.matches(in: source).map { source[$0.range] } == expected)
    let passing = try compiler.compile(PatternSource("zz"), unless: PatternSource(expressions: expressions))
    #expect(try passing.matches(in: SourceText(text + "zz")).count == 1)
  }

  /// A verb is only valid at the start, so it must stay there.
  @Test func anOpenQuotationBehindAVerb() throws {
    let pattern = try PatternCompiler().compile(PatternSource(#"(*NO_JIT)\Qa("#))
    let text = SourceText("a(\na( b")
    #expect(try pattern.matches(in: text).map { text[$0.range] } == ["a(", "a("])
    #expect(throws: NodeError.self) { try PatternCompiler().compile(PatternSource(#"(*NO_JIT)\Qa("#, "b")) }
  }

  @Test func numbersOnlyWhereTheExpressionStandsAlone() throws {
    let compiler = PatternCompiler(definitions: Self.definitions)
    _ = try compiler.compile(PatternSource(#"(.)\1(?&captured)"#))
    #expect(throws: NodeErrors.self) { try compiler.compile(PatternSource("(x)y", #"(.)\1"#)) }
    #expect(throws: NodeErrors.self) { try compiler.compile(PatternSource(#"(.)\1"#), unless: PatternSource("x")) }
    #expect(throws: NodeErrors.self) { try compiler.compile(PatternSource("x"), unless: PatternSource(#"(.)\1"#)) }
    #expect(throws: NodeErrors.self) {
      try compiler.compile(PatternSource(#"(?x:乙)#(.)\1"#), unless: PatternSource("zz(.)"))
    }
    _ = try compiler.compile(PatternSource(#"(?<a>.)\k<a>"#, "b"), unless: PatternSource(#"(?<c>x)\k<c>"#))
  }

  @Test func groupsThatEachAlternativeNeeds() throws {
    let compiler = PatternCompiler()
    #expect(throws: NodeErrors.self) {
      try compiler.compile(PatternSource("(?<key>a)", "b"), unless: nil, groups: ["key"])
    }
    _ = try compiler.compile(PatternSource("(?<key>a)", "(?<key>b)"), unless: nil, groups: ["key"])
  }

  @Test func definitionsThatWouldExplodeStayCalls() throws {
    var definitions = ["d0": "[0-9]"]
    for level in 1...30 { definitions["d\(level)"] = "(?&d\(level - 1))(?&d\(level - 1))" }
    let definition = PatternDefinitions(definitions).expand("(?&d30)")
    #expect(definition.text.utf8.count < 10_000)
    #expect(definition.calls.contains("d0"))
  }
}
