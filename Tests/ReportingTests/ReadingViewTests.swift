import Diagnostics
import DraftText
import Reporting
import Testing

/// The text of a draft with marks, in the report as a page.
@Suite struct ReadingViewTests {
  /// The line of the page that holds the draft, without the attributes of its numbers.
  private func line(_ report: String) -> String? {
    report.split(separator: "\n").first { $0.hasPrefix("<p id=\"d1l1\"") }
      .map { String($0).replacing(/<a class="number [^>]*>/, with: "<a>") }
  }

  /// Findings that stand in, beside and across one another, by the offsets of a line of letters.
  @Test(arguments: [
    ([(1, 3), (3, 5)], "a[1:bc]<1>[2:de]<2>f"), ([(1, 5), (2, 4)], "a[1:b][1 2:cd]<2>[1:e]<1>f"),
    ([(1, 4), (2, 5)], "a[1:b][1 2:cd]<1>[2:e]<2>f"), ([(0, 6), (2, 2), (2, 3)], "[1:ab]<2>[1 3:c]<3>[1:def]<1>"),
    ([(2, 4), (2, 4), (6, 6)], "ab[1 2:cd]<1><2>ef<3>"),
  ])
  func overlappingFindingsAreMarkedInPieces(ranges: [(Int, Int)], expected: String) {
    let sample = Sample("abcdef\n")
    let findings = ranges.map { sample.finding("test/rule", .error, at: TextRange($0, $1)) }
    let html = rendered(.html, [sample.report("a.txt", findings)])
    let short = line(html)?
      .replacing(/<mark class="error" data-f="([\d ]+)">(\w+)<\/mark>/) { "[\($0.output.1):\($0.output.2)]" }
      .replacing(/<a>(\d)<\/a>/) { "<\($0.output.1)>" }
    #expect(short == "<p id=\"d1l1\" class=\"\">\(expected)</p>")
  }

  /// The clock decides nothing: whoever waits notices if each border asks all findings of its line.
  @Test func aLineOfThirtyThousandFindings() {
    let sample = Sample(String(repeating: "X，", count: 30_000))
    let findings = (0..<30_000).map { sample.finding("placeholder/x", .error, at: TextRange(4 * $0, 4 * $0 + 1)) }
    let html = rendered(.html, [sample.report("a.txt", findings)])
    #expect(html.matches(of: /<mark/).count == 30_000)
  }

  @Test(arguments: [ReportFormat.html, .markdown]) func englishReportsUseHalfWidthMarks(format: ReportFormat) {
    let report = SampleRun(
      name: "", language: .en, rules: SampleRun.findings.rules, files: SampleRun.findings.files, errors: []
    ).rendered(format)
    #expect(report.contains(format == .html ? "Source: GB/T" : "b.md (annual summary)\n"))
  }
}
