import Diagnostics
import DraftText
import Linting
import RuleEngine
import Testing

@testable import Reporting

/// A draft with findings, in a short form for tests.
struct Sample {
  let source: SourceText

  init(_ text: String) { source = SourceText(text) }

  init(_ text: String, _ format: DraftFormat, _ structure: [StructureMark], converter: Converter?) {
    var provenance = Provenance()
    provenance.converter = converter
    source = SourceText(validUTF8: Array(text.utf8), format: format, structure: structure).with(provenance)
  }

  /// The range of the occurrence number `number` (from 0) of `text`.
  func range(_ text: String, _ number: Int = 0) -> TextRange {
    let bytes = Array(text.utf8)
    let starts = source.utf8.indices.filter { source.utf8[$0...].starts(with: bytes) }
    guard starts.indices.contains(number) else {
      Issue.record("“\(text)” does not stand there \(number + 1) times")
      return TextRange(0, 0)
    }
    return TextRange(starts[number], starts[number] + bytes.count)
  }

  /// Returns a finding whose message quotes the text in its range.
  func finding(
    _ rule: String, _ severity: Severity, at range: TextRange, related: [Diagnostic.RelatedPlace] = [], fix: Fix? = nil
  ) -> Diagnostic {
    Diagnostic(
      ruleID: RuleID(rule), severity: severity,
      message: Message(
        LocalizedText(zh: "“{match}”有误", en: "“{match}” is wrong"),
        ["match": LocalizedText(verbatim: source[range])]),
      range: range, related: related, fix: fix)
  }

  /// The report on a file with these findings.
  func report(
    _ path: String, _ findings: [Diagnostic] = [], failures: [ReportedError] = [],
    locations: LocationFinder? = nil
  ) -> FileReport {
    FileReport(
      path: path, source: source, profile: "annual-summary",
      profileName: LocalizedText(zh: "年度总结", en: "annual summary"), diagnostics: findings, failures: failures,
      locations: locations)
  }
}

/// Returns the whole report on a run in `format`.
func rendered(
  _ format: ReportFormat, _ files: [FileReport], errors: [ReportedError] = [], _ language: Language = .zh,
  width: Int = 100, isColored: Bool = false, rules: [RuleMetadata] = [], listing most: Int? = nil
) -> String {
  let run = RunDescription(rules: rules, paths: PathBase(workingFolder: "/work/甲 乙"), startTime: "2021-06-30T08:00:00")
  let style = ReportStyle(language: language, isColored: isColored, width: width)
  var reporter = format.reporter(style, run, listing: most)
  var summary = Summary()
  var text = reporter.begin()
  for file in files {
    summary.add(file)
    reporter.report(file) { text += $0 }
  }
  for error in errors {
    summary.add(error)
    text += reporter.report(error)
  }
  return text + reporter.finish(summary)
}

/// A draft with a number given twice, an astral character and a related place on another line.
func duplicateOrdinal(path: String = "稿.txt", lineEnd: String = "\n") -> FileReport {
  let sample = Sample("一、甲\(lineEnd)　　𠮷一、乙\(lineEnd)")
  let second = sample.range("一、", 1)
  let related = Diagnostic.RelatedPlace(
    Message(LocalizedText(zh: "第一个在这里", en: "the first is here")), at: sample.range("一、"))
  let fix = Fix(
    title: Message(LocalizedText(zh: "改为“二、”", en: "write “二、”")), edits: [Edit(second, "二、")],
    applicability: .safe)
  return sample.report(path, [sample.finding("numbering/duplicate", .error, at: second, related: [related], fix: fix)])
}
