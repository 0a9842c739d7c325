import Diagnostics
import DraftText
import Testing

@testable import Linting

/// Which lines of a draft were changed.
@Suite struct ChangedLinesTests {
  @Test(
    arguments: [
      (nil, "甲\n乙", [1, 2]), ("甲\n乙", "甲\n乙", []), ("甲\n乙\n丙", "甲\n丁\n丙", [2]),
      ("甲\n丙", "甲\n乙\n丙", [2]), ("甲\r\n乙\r\n", "甲\n乙\n", []),
      // The line after a deleted line counts as changed; at the end of the text, the line before it.
      ("甲\n乙\n丙", "甲\n丙", [2]), ("甲\n乙\n丙", "甲\n乙", [2]), ("甲\n乙", "乙", [1]),
    ] as [(String?, String, [Int])])
  func findsTheLinesThatDiffer(old: String?, new: String, expected: [Int]) {
    let source = SourceText(new)
    let changed = ChangedLines(from: old.map { SourceText($0) }, to: source)
    let lines = (1...source.lines.count).filter { line in
      let finding = Diagnostic(
        ruleID: RuleID("test/rule"), severity: .error, message: Message(LocalizedText(zh: "试", en: "test"), [:]),
        range: source.lines.range(ofLine: line), related: [], fix: nil)
      return changed.concern(finding, in: source, aboutWhole: false)
    }
    #expect(lines == expected)
    #expect(changed.isEmpty == expected.isEmpty)
  }
}
