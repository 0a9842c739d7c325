import Diagnostics
import DraftText
import Linting
import RuleEngine

/// One page that needs no other file. It has for each draft the 核稿单 (review sheet), then the outline and the text with
/// the findings beside it. A table comes first if there are several drafts.
struct HTMLReporter: Reporter, Bilingual {
  let language: Language
  /// Whether the page has only the 核稿单 of each draft.
  private let isSheetOnly: Bool
  private let rules: [RuleID: RuleMetadata]
  private let date: String
  private(set) var drafts: [DraftOverview] = []
  private var sections: [HTML] = []
  private var errors: [ReportedError] = []

  init(language: Language, _ run: RunDescription, isSheetOnly: Bool = false) {
    self.language = language
    self.isSheetOnly = isSheetOnly
    rules = Dictionary(run.rules.map { ($0.id, $0) }) { first, _ in first }
    date = String(run.startTime().prefix(10))
  }

  mutating func report<Failure>(_ file: FileReport, to write: (String) throws(Failure) -> Void) throws(Failure) {
    let draft = ReportedDraft(file, number: drafts.count + 1, rules: rules, language)
    drafts.append(DraftOverview(draft))
    sections.append(
      """
      <article class="draft" id="d\(draft.number)">
      \(draft.reviewSheet(date: date, isLinked: !isSheetOnly))
      \(isSheetOnly ? .empty : draft.readingView)
      </article>

      """)
    errors += file.failures
  }

  mutating func report(_ error: ReportedError) -> String {
    errors.append(error)
    return ""
  }

  func finish(_ summary: Summary) -> String {
    let heading = say("核稿报告", "Review report")
    let title = drafts.count == 1 ? drafts[0].title : heading
    return htmlPage(
      title, in: language, hasScript: !isSheetOnly, "\(overview(heading, summary))\(sections)\(errorList)")
  }

  /// Returns the counts and a table of all drafts; without drafts, the counts; for a single draft, nothing.
  private func overview(_ heading: String, _ summary: Summary) -> HTML {
    guard drafts.count != 1 else { return .empty }
    let counts = summary.text(in: language).split(separator: "\n").map { "<p>\(String($0))</p>\n" as HTML }
    return """
      <header class="overview">
      <h1>\(heading)</h1>
      \(counts)\(drafts.isEmpty ? .empty : draftMatrix)</header>

      """
  }

  /// The list of errors.
  private var errorList: HTML {
    guard !errors.isEmpty else { return .empty }
    let heading = say("没有核成的", "What could not be checked")
    let rows = errors.map { "<li>\(String($0.line(in: language).dropLast()))</li>\n" as HTML }
    return """
      <section class="errors">
      <h2>\(heading)</h2>
      <ul>
      \(rows)</ul>
      </section>

      """
  }
}
