import Diagnostics
import DraftText
import Linting
import RuleEngine

/// A draft as the pages of a report show it.
struct ReportedDraft: Bilingual {
  /// A finding with its number in the draft.
  struct Finding {
    /// From 1, in the order of the text.
    let number: Int
    let diagnostic: Diagnostic
  }

  /// Among the drafts of the report, from 1.
  let number: Int
  let file: FileReport
  let findings: [Finding]
  let outline: ReportedOutline?
  let rules: [RuleID: RuleMetadata]
  let language: Language

  init(_ file: FileReport, number: Int, rules: [RuleID: RuleMetadata], _ language: Language) {
    self.number = number
    self.file = file
    self.rules = rules
    self.language = language
    findings = file.diagnostics.enumerated().map { Finding(number: $0 + 1, diagnostic: $1) }
    outline = file.outline
  }

  /// Its own title, or the name of its file.
  var title: String { outline.map(\.title).flatMap { $0.isEmpty ? nil : $0 } ?? file.path }

  subscript(severity: Severity) -> Int { findings.count { $0.diagnostic.severity == severity } }

  /// The id of the element that marks a finding, and of the card that tells of it.
  func mark(_ finding: Finding) -> String { "d\(number)m\(finding.number)" }
  func card(_ finding: Finding) -> String { "d\(number)c\(finding.number)" }

  /// The id of a line.
  func line(_ line: Int) -> String { "d\(number)l\(line)" }

  func line(at offset: Int) -> String { line(file.source.lines.line(at: offset)) }

  /// Where a finding stands, for people: 第3行, or in a Word file 二、培训项目 › 表3第4行第2列.
  func place(of diagnostic: Diagnostic) -> String {
    let position = file.source.lines.position(at: diagnostic.range.start)
    guard let location = file.location(of: diagnostic) else {
      return say("第\(position.line)行", "line \(position.line)")
    }
    return location.path?[language] ?? say("第\(position.line)段", "paragraph \(position.line)")
  }

  /// The words that a finding is about, with some of those around it where they are few.
  func quotation(of diagnostic: Diagnostic, longest: Int) -> String {
    let source = file.source
    let line = source.lines.range(ofLine: source.lines.line(at: diagnostic.range.start))
    let words = source[TextRange(diagnostic.range.start, min(diagnostic.range.end, line.end))]
    let before = source[TextRange(line.start, diagnostic.range.start)].trimmed
    let behind = source[TextRange(min(diagnostic.range.end, line.end), line.end)].trimmed
    let room = max(0, longest - words.count)
    let left = before.suffix(room / 2)
    let right = behind.prefix(room - left.count)
    let text = left + words.prefix(longest) + right
    return (left.count < before.count ? "…" : "") + text
      + (right.count < behind.count || words.count > longest ? "…" : "")
  }

  /// The `count` places to look at first, each with what one rule finds on one line, and all that is found elsewhere.
  ///
  /// Errors come before warnings, and the first place of each rule before its second one: forty blanks must not hide a number that
  /// stands twice.
  func weightiest(_ count: Int) -> (places: [[Finding]], rest: [Finding]) {
    struct Place: Hashable {
      let rule: RuleID
      let line: Int
    }
    let places = Dictionary(grouping: findings) { finding in
      Place(rule: finding.diagnostic.ruleID, line: file.source.lines.line(at: finding.diagnostic.range.start))
    }.values.sorted { $0[0].number < $1[0].number }
    var seen: [RuleID: Int] = [:]
    let ranked = places.map { place in
      let diagnostic = place[0].diagnostic
      seen[diagnostic.ruleID, default: 0] += 1
      return (severity: diagnostic.severity, turn: seen[diagnostic.ruleID, default: 0], place: place)
    }.sorted { ($1.severity, $0.turn, $0.place[0].number) < ($0.severity, $1.turn, $1.place[0].number) }
    let first = ranked.prefix(count).sorted { ($1.severity, $0.place[0].number) < ($0.severity, $1.place[0].number) }
    return (first.map(\.place), ranked.dropFirst(count).flatMap(\.place))
  }

  /// What is to be said in a line.
  var verdict: String {
    if self[.error] > 0 {
      return say("有 \(self[.error]) 处错误，改好后再送签", "\(self[.error]) errors to be put right before it goes out")
    }
    if self[.warning] > 0 {
      return say("没有错误，有 \(self[.warning]) 处请核对", "no errors, \(self[.warning]) places to look at")
    }
    if !findings.isEmpty { return say("没有错误，有 \(findings.count) 处提示", "no errors, \(findings.count) remarks") }
    return say("没有发现问题", "nothing found")
  }
}

extension String {
  /// Without the white space around it.
  var trimmed: String {
    let start = drop(while: \.isWhitespace)
    return String(start.prefix(start.count - start.reversed().prefix(while: \.isWhitespace).count))
  }
}

extension RuleID {
  /// The words for people for a shipped category; its own name for others.
  var categoryName: LocalizedText {
    categoryNames[String(category)] ?? LocalizedText(verbatim: String(category))
  }
}

private let categoryNames: [String: LocalizedText] = [
  "parts": LocalizedText(zh: "结构部分", en: "parts"), "numbering": LocalizedText(zh: "序号", en: "numbering"),
  "enumeration": LocalizedText(zh: "分项", en: "enumerations"), "count": LocalizedText(zh: "数目", en: "counts"),
  "placeholder": LocalizedText(zh: "占位符", en: "placeholders"), "residue": LocalizedText(zh: "残留", en: "residue"),
  "word": LocalizedText(zh: "修订批注", en: "review traces"), "contents": LocalizedText(zh: "目录", en: "contents"),
  "pair": LocalizedText(zh: "成对标点", en: "pairs"), "punctuation": LocalizedText(zh: "标点", en: "punctuation"),
  "heading": LocalizedText(zh: "标题", en: "headings"), "wording": LocalizedText(zh: "文字", en: "wording"),
  "agree": LocalizedText(zh: "前后一致", en: "agreement"), "title": LocalizedText(zh: "文题", en: "title"),
  "layout": LocalizedText(zh: "版式", en: "layout"), "silence": LocalizedText(zh: "忽略标记", en: "suppressions"),
]
