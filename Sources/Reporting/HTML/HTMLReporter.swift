import Diagnostics
import DraftText
import Linting
import RuleEngine

/// One page that needs no other file. It has for each draft the 核稿单 (review sheet), then the outline and the text with the
/// findings beside it. A table comes first if there are several drafts.
struct HTMLReporter: Reporter {
  /// How much of each draft the page shows.
  enum Extent {
    /// The 核稿单 alone.
    case sheet
    /// The 核稿单 and the draft.
    case all
  }

  private let language: Language
  private let extent: Extent
  private let rules: [RuleID: RuleMetadata]
  private let date: String
  private var drafts: [DraftOverview] = []
  private var sections: [HTML] = []
  private var errors: [ReportedError] = []

  init(language: Language, _ run: RunDescription, showing extent: Extent = .all) {
    self.language = language
    self.extent = extent
    rules = Dictionary(run.rules.map { ($0.id, $0) }) { first, _ in first }
    date = String(run.startTime().prefix(10))
  }

  mutating func report<Failure>(_ file: FileReport, to write: (String) throws(Failure) -> Void) throws(Failure) {
    let draft = ReportedDraft(file, number: drafts.count + 1, rules: rules, language)
    drafts.append(DraftOverview(draft))
    sections.append(
      """
      <article class="draft" id="d\(draft.number)">
      \(ReviewSheet(draft, date: date, isLinked: extent == .all).html)
      \(extent == .all ? ReadingView(draft).html : .empty)
      </article>

      """)
    errors += file.failures
  }

  mutating func report(_ error: ReportedError) -> String {
    errors.append(error)
    return ""
  }

  func finish(_ summary: Summary) -> String {
    let heading = LocalizedText(zh: "核稿报告", en: "Review report")[language]
    let title = drafts.count == 1 ? drafts[0].title : heading
    let body: HTML = "\(overview(heading, summary))\(sections)\(errorList)"
    let page =
      extent == .all
      ? HTMLPage(title: title, in: language, withScript: body) : HTMLPage(title: title, in: language, body)
    return page.source
  }

  /// Returns the counts and a table of all drafts; without drafts, the counts; for a single draft, nothing.
  private func overview(_ heading: String, _ summary: Summary) -> HTML {
    guard drafts.count != 1 else { return .empty }
    let counts = summary.text(in: language).split(separator: "\n").map { "<p>\(String($0))</p>\n" as HTML }
    return """
      <header class="overview">
      <h1>\(heading)</h1>
      \(counts)\(drafts.isEmpty ? .empty : DraftMatrix(drafts, language).html)</header>

      """
  }

  /// The list of errors.
  private var errorList: HTML {
    guard !errors.isEmpty else { return .empty }
    let heading = LocalizedText(zh: "没有核成的", en: "What could not be checked")[language]
    let rows = errors.map { "<li>\($0.line(in: language).trimmingLineEnd)</li>\n" as HTML }
    return """
      <section class="errors">
      <h2>\(heading)</h2>
      <ul>
      \(rows)</ul>
      </section>

      """
  }
}

extension String {
  fileprivate var trimmingLineEnd: String { hasSuffix("\n") ? String(dropLast()) : self }
}
