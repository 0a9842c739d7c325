import Diagnostics
import DraftText
import Linting
import RuleEngine

/// A draft as the pages of a report show it.
struct ReportedDraft: Bilingual {
  /// A finding with its number in the draft.
  struct Finding {
    /// The number, from 1, in the order of the text.
    let number: Int
    let diagnostic: Diagnostic
  }

  /// The number of the draft in the report, from 1.
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

  /// The title of the draft, or the path of its file if it has none.
  var title: String { outline.map(\.title).flatMap { $0.isEmpty ? nil : $0 } ?? file.path }

  subscript(severity: Severity) -> Int { findings.count { $0.diagnostic.severity == severity } }

  /// Returns the id of the element that marks a finding; `cardID` returns the id of its card.
  func markID(_ finding: Finding) -> String { "d\(number)m\(finding.number)" }
  func cardID(_ finding: Finding) -> String { "d\(number)c\(finding.number)" }

  /// Returns the id of the element of a line.
  func lineID(_ line: Int) -> String { "d\(number)l\(line)" }

  func lineID(at offset: Int) -> String { lineID(file.source.lines.line(at: offset)) }

  /// Returns the place of a finding in words.
  func place(of diagnostic: Diagnostic) -> String {
    file.source.placeName(of: diagnostic.range, file.locations, in: language)
  }

  /// Returns the text of a finding on its first line, with the text around it, in `longest` characters and “…” for the
  /// rest.
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

  /// Returns the `count` most important places, and the other findings. A place has the findings of one rule on one
  /// line.
  ///
  /// Errors come before warnings. Then the first place of each rule comes before the second place of any rule, so that
  /// forty blanks do not hide a duplicate number.
  func mostImportantPlaces(_ count: Int) -> (places: [[Finding]], rest: [Finding]) {
    struct Place: Hashable {
      let rule: RuleID
      let line: Int
    }
    let places = findings.grouped { finding in
      Place(rule: finding.diagnostic.ruleID, line: file.source.lines.line(at: finding.diagnostic.range.start))
    }
    var seen: [RuleID: Int] = [:]
    let ranked = places.map { place in
      let diagnostic = place[0].diagnostic
      return (severity: diagnostic.severity, turn: seen.countUp(diagnostic.ruleID), place: place)
    }.sorted { ($1.severity, $0.turn, $0.place[0].number) < ($0.severity, $1.turn, $1.place[0].number) }
    let first = ranked.prefix(count).sorted { ($1.severity, $0.place[0].number) < ($0.severity, $1.place[0].number) }
    return (first.map(\.place), ranked.dropFirst(count).flatMap(\.place))
  }
}
