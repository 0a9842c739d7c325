import Diagnostics
import DraftText
import Testing

@testable import Reporting

@Suite struct SummaryTests {
  /// The lines behind the counts: what was fixed, and what `--fix` would fix.
  @Test(
    arguments: [
      (nil, .safe, [.safe], ["1 can be fixed with --fix"]),
      (
        nil, .safe, [.safe, .unsafe, .unsafe],
        ["1 can be fixed with --fix; 2 more with --unsafe-fixes, to be checked afterwards"]
      ),
      (nil, .safe, [.unsafe], ["1 can be fixed with --fix --unsafe-fixes, to be checked afterwards"]),
      (nil, .unsafe, [.safe, .unsafe], ["2 can be fixed with --fix"]),
      (nil, .unsafe, [.displayOnly], []),
      // A fix that is left after fixing would do harm.
      (0, .safe, [.safe], ["nothing was fixed"]),
      (
        2, .safe, [.safe, .unsafe],
        ["fixed 2 findings in 1 file", "1 can be fixed with --fix --unsafe-fixes, to be checked afterwards"]
      ),
    ] as [(Int?, Fix.Applicability, [Fix.Applicability], [String])])
  func offersFixes(fixed: Int?, limit: Fix.Applicability, fixes: [Fix.Applicability], lines: [String]) {
    let sample = Sample("甲")
    let findings = fixes.map { applicability in
      let title = Message(LocalizedText(zh: "改", en: "fix"))
      return sample.finding(
        "test/rule", .error, at: sample.range("甲"),
        fix: Fix(title: title, edits: [Edit(sample.range("甲"), "乙")], applicability: applicability))
    }
    var summary = Summary(fixesUpTo: limit)
    summary.add(
      FileReport(
        path: "a.txt", source: sample.source, profile: "", profileName: LocalizedText(zh: "", en: ""),
        diagnostics: findings, fixed: fixed))
    #expect(summary.text(in: .en).split(separator: "\n").dropFirst().map(String.init) == lines)
  }
}
