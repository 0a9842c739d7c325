import Testing

@testable import RuleFiles

@Suite struct LooseExpressionTests {
  @Test(arguments: [
    ("(?<=a)b(?!c[)](d))e++", "(?:)b(?:)e+"), ("(?<!a(?<=b))c", "(?:)c"), ("(?>a|b)\\bc\\Bd", "(?:a|b)cd"),
    ("a*+b?+c{2}+d+", "a*b?c{2}d+"), ("[+][*]++\\++\\}+", "[+][*]+\\++\\}+"),
    ("a\\n^[^b]", "a\\n[^b]"), ("(?x) a # (?<=\n b++", "(?x) a # (?<=\n b+"),
    ("(?:a)(*MARK:x)|b", "(?:a)(*MARK:x)|b"), ("(?=a)(?<n>b)\\k<n>", "(?=a)(?<n>b)\\k<n>"),
    ("[^a]++(*SKIP)(*FAIL)|b", nil), ("\\Ga", nil), ("(?(?=a)b)", nil),
    ("(a)(?:\\1|b)", nil), ("(?<=(?<k>a))\\k<k>b|(?<k>x)", nil), ("(?<!(?<k>a))b", nil),
    ("(*atomic:a)", nil), ("(?(DEFINE)(?<n>a))", nil),
  ])
  func `what excludes matches is left out`(expression: String, expected: String?) {
    #expect(LooseExpression(expression)?.text == expected)
  }
}
