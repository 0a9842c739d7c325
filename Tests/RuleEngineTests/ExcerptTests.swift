import Diagnostics
import Testing

@testable import RuleEngine
@testable import RuleFiles

@Suite("Errors are shown as a compiler does")
struct ExcerptTests {
  @Test(arguments: [
    ("pattern: x", 1, "pattern: x\n^"),
    ("pattern: x", 10, "pattern: x\n         ^"),
    ("pattern: x", 11, "pattern: x\n          ^"),
    ("pattern: x", 99, "pattern: x\n          ^"),
    ("某某: x", 3, "某某: x\n    ^"),
    ("𠮷é: x", 4, "𠮷é: x\n    ^"),
    ("a\tb", 3, "a b\n  ^"),
    ("", 1, "\n^"),
  ])
  func caret(_ line: String, _ column: Int, _ expected: String) {
    #expect(RuleFileError.excerpt(of: line[...], column: column) == expected)
  }

  @Test func longLineIsCutAroundThePlace() {
    let line = String(repeating: "字", count: 200)
    let lines = RuleFileError.excerpt(of: line[...], column: 101).split(separator: "\n")
    #expect(lines[0].count == 52 && lines[0].hasPrefix("…") && lines[0].hasSuffix("…"))
    #expect(lines[1] == String(repeating: " ", count: 51) + "^")
  }

  @Test func rendered() throws {
    let folder = RuleFolder(["a/b.yaml": "kind: probe\nseverity: error\nmessage: 某某\npattern: 某某(某"])
    do {
      _ = try RuleSet(folder)
      Issue.record("no error")
    } catch let error as RuleSetError {
      #expect(
        error.rendered(in: .zh) == """
          house/a/b.yaml:4:14: 错误: 模式有误：missing closing parenthesis
          pattern: 某某(某
                          ^
          """)
    }
  }
}
