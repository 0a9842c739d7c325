import Diagnostics
import DraftText
import Linting
import Reporting
import RuleFiles
import Testing

@testable import RuleEngine

/// A run that is reported in every format.
struct SampleRun: Sendable, CustomTestStringConvertible {
  /// The name of its goldens.
  let name: String
  let language: Language
  let rules: [RuleMetadata]
  let files: [FileReport]
  let errors: [ReportedError]

  var testDescription: String { name }

  static let all = [findings, clean, empty, word]

  /// Several files with findings of every kind, and a draft and a rule file that could not be read.
  static let findings = SampleRun(
    name: "findings", language: .zh, rules: rules, files: [halfYear, hostile, cleanDraft, stopped],
    errors: [
      ReportedError(path: "稿 件/读 不 了.txt", message: LocalizedText(zh: "没有读取权限", en: "permission denied")),
      ReportedError(
        path: "our-rules/a.yaml", position: LinePosition(line: 3, column: 24),
        message: LocalizedText(zh: "没有这个键", en: "no such key"), isConfiguration: true),
    ])

  /// A Word document that LibreOffice has converted from another, and the files of its folder that were not read.
  static let word = SampleRun(
    name: "word", language: .zh, rules: rules, files: [converted, convertedAndClean],
    errors: [
      ReportedError(
        path: "稿 件/扫描.pdf", message: LocalizedText(zh: "PDF 不能核", en: "a PDF cannot be checked"), isSkipped: true)
    ])

  /// One draft with nothing wrong.
  static let clean = SampleRun(name: "clean", language: .en, rules: rules, files: [cleanDraft], errors: [])

  /// A run without drafts.
  static let empty = SampleRun(name: "empty", language: .en, rules: [], files: [], errors: [])

  /// The report on the run.
  func rendered(_ format: ReportFormat) -> String {
    ReportingTests.rendered(format, files, errors: errors, language, rules: rules)
  }

  private static let rules = [
    rule(
      "numbering/duplicate", .error, zh: "序号“{match}”重复", en: "ordinal “{match}” stands twice",
      """
      why: {zh: 同一层次的序号应当依次连续。, en: Ordinals of one level run on.}
      source: GB/T 9704-2012 7.3.3
      examples: {bad: ["一、甲\\n⟦一、⟧乙"], good: ["一、甲\\n二、乙", "```\\n一、甲\\n```"]}
      """),
    rule(
      "pair/unbalanced", .warning, zh: "“{match}”不成对", en: "“{match}” has no partner",
      "why: {zh: 成对的标点缺一不可。, en: Marks of a pair belong together.}"),
    rule(
      "placeholder/x", .error, zh: "“{match}”没有填写", en: "“{match}” was never filled in",
      "why: {zh: 发出前应当填好。, en: It is to be filled in before it goes out.}"),
    rule(
      "residue/markup", nil, zh: "“{match}”是残留的标记", en: "“{match}” is left over",
      "why: {zh: 网页和模板的标记应当删去。, en: Marks of web pages and templates do not belong here.}"),
    rule("test/runaway", .info, zh: "有误", en: "wrong", "why: {zh: 试。, en: A test.}"),
  ]

  private static func rule(
    _ id: String, _ severity: Severity?, zh: String, en: String, _ yaml: String
  ) -> RuleMetadata {
    let file = try? YAMLFile(path: "rule.yaml", bytes: Array(yaml.utf8))
    return RuleMetadata(
      id: RuleID(id), severity: severity, message: LocalizedText(zh: zh, en: en), entries: file?.root.entries ?? [])
  }

  /// CRLF, full-width text and a character of four bytes, a related place, fixes with one edit and with two.
  private static let halfYear: FileReport = {
    let sample = Sample("青溪镇半年工作总结\r\n一、抓学习\r\n　　到𠮷庄开会X次，出勤率100%。\r\n　　𠮷一、抓“服务\r\n")
    let second = sample.range("一、", 1)
    let quotes = sample.range("“服务")
    let marks = [TextRange(quotes.start, quotes.start + 3), TextRange(quotes.end, quotes.end)]
    return sample.report(
      "稿 件/半年 总结.txt",
      [
        sample.finding("placeholder/x", .error, at: sample.range("X")),
        sample.finding(
          "numbering/duplicate", .error, at: second,
          related: [
            Diagnostic.RelatedPlace(
              Message(LocalizedText(zh: "第一个在这里", en: "the first is here")), at: sample.range("一、"))
          ],
          fix: Fix(
            title: Message(LocalizedText(zh: "改为“二、”", en: "write “二、”")), edits: [Edit(second, "二、")],
            applicability: .safe)),
        sample.finding(
          "pair/unbalanced", .warning, at: marks[0],
          fix: Fix(
            title: Message(LocalizedText(zh: "改用书名号", en: "write 《 and 》")),
            edits: [Edit(marks[0], "《"), Edit(marks[1], "》")], applicability: .unsafe)),
      ])
  }()

  /// Text that every format must escape, two equal findings, a finding over several lines, and an empty one.
  private static let hostile: FileReport = {
    let sample = Sample("# 总结\n<a title=\"x\">&'</a>，50%: {{单位}}，见[附件](1)\n甲\u{1B}[31m乙\u{7}\u{FFFE}]]>\n同同\n")
    let deletion = Fix(
      title: Message(LocalizedText(zh: "删去", en: "delete")), edits: [Edit(sample.range("</a>"), "")],
      applicability: .displayOnly)
    return sample.report(
      "b.md",
      [
        sample.finding("residue/markup", .warning, at: sample.range("<a title=\"x\">&'")),
        sample.finding("residue/markup", .warning, at: sample.range("</a>"), fix: deletion),
        sample.finding("placeholder/x", .error, at: sample.range("50%: {{单位}}，见[附件](1)")),
        sample.finding("residue/markup", .info, at: sample.range("\u{1B}[31m乙\u{7}\u{FFFE}]]>\n同")),
        sample.finding("test/runaway", .info, at: sample.range("同", 0)),
        sample.finding("test/runaway", .info, at: sample.range("同", 1)),
        sample.finding("test/runaway", .info, at: TextRange(sample.source.utf8.count, sample.source.utf8.count)),
      ])
  }()

  /// Findings in a label, in a cell, at an empty place, in the body and in a header.
  private static let converted: FileReport = {
    let text = "一、培训\t项目\n共X人\n\nX年\n青禾〔X〕1号\n"
    let plain = Sample(text)
    let (heading, cell, header) = (plain.range("一、培训\t项目"), plain.range("共X人"), plain.range("青禾〔X〕1号"))
    let structure = [
      StructureMark(.heading(level: 1), heading), StructureMark(.label, plain.range("一、")),
      StructureMark(.cell(table: 2, row: 3, column: 1), cell), StructureMark(.margin(.header), header),
    ]
    let sample = Sample(text, .word, structure, converter: .libreOffice)
    let places = [sample.range("一、"), sample.range("X", 0), TextRange(cell.end + 1, cell.end + 1)]
    return sample.report(
      "稿 件/台账.doc",
      (places + [sample.range("X", 1), sample.range("X", 2)]).map { sample.finding("placeholder/x", .error, at: $0) },
      locations: LocationFinder(sample.source, headings: [heading]))
  }()

  private static let convertedAndClean = Sample("甲\n", .word, [], converter: .libreOffice).report("净.odt")

  private static let cleanDraft = Sample("一、甲\n二、乙\n").report("clean.txt")

  /// A draft on which one rule failed.
  private static let stopped = Sample("甲甲甲\n").report(
    "stopped.txt",
    failures: [
      ReportedError(
        path: "stopped.txt", message: LocalizedText(zh: "没有查完", en: "it was stopped"), rule: RuleID("test/runaway"))
    ])
}
