import Diagnostics
import DraftText
import Reporting
import Testing

@Suite struct StatisticsReporterTests {
  private func report(_ format: ReportFormat) throws -> String {
    let sample = Sample("甲乙丙丁")
    func finding(_ rule: String, _ severity: Severity, _ text: String) -> Diagnostic {
      sample.finding(rule, severity, at: sample.range(text))
    }
    let files = [
      sample.report("a.txt", [finding("test/b", .warning, "甲")]),
      sample.report(
        "b.txt",
        [
          finding("test/c", .info, "甲"), finding("test/a", .warning, "甲"), finding("test/a", .error, "乙"),
          finding("test/a", .info, "丙"),
        ]),
    ]
    let run = RunDescription(rules: [], paths: PathBase(workingFolder: "/"), startTime: "")
    var reporter = try #require(
      format.statisticsReporter(ReportStyle(language: .en, isColored: false, width: 80), run))
    var summary = Summary()
    for file in files {
      summary.add(file)
      reporter.report(file) { #expect($0 == "") }
    }
    return reporter.finish(summary)
  }

  /// The most frequent first, and each rule with the worst severity of its findings.
  @Test func rulesAndDraftsAreSorted() throws {
    #expect(
      try report(.text) == """
             3  error test/a\("  ")
             1  warning test/b\("  ")
             1  info test/c\("  ")

             4  b.txt
             1  a.txt

        checked 2 files: 1 error, 2 warnings, 2 info

        """)
  }

  @Test func severitiesAreInTheJSON() throws {
    let rules = try report(.json).matches(of: #/"severity": ?"(\w+)"/#).map { String($0.output.1) }
    #expect(rules == ["error", "warning", "info"])
  }
}
