import Diagnostics
import DraftText
import Linting
import RuleEngine

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// One page that needs no other file: for each draft the 核稿单, then the draft as zhangfa understood it, with what was found
/// beside it. Of several drafts a table comes first.
///
/// The page asks for nothing: its policy allows its own style and script, by their hashes, and nothing else.
struct HTMLReporter: Reporter {
  private let language: Language
  private let rules: [RuleID: RuleMetadata]
  private let date: String
  private var drafts: [DraftOverview] = []
  private var sections: [HTML] = []
  private var errors: [ReportedError] = []

  init(language: Language, _ run: RunDescription) {
    self.language = language
    rules = Dictionary(run.rules.map { ($0.id, $0) }) { first, _ in first }
    date = String(run.startTime().prefix(10))
  }

  mutating func report<Failure>(_ file: FileReport, to write: (String) throws(Failure) -> Void) throws(Failure) {
    let draft = ReportedDraft(file, number: drafts.count + 1, rules: rules, language)
    drafts.append(DraftOverview(draft))
    sections.append(
      """
      <article class="draft" id="d\(draft.number)">
      \(ReviewSheet(draft, date: date).html)
      \(ReadingView(draft).html)
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
    let page: HTML = """
      <!DOCTYPE html>
      <html lang="\(language == .zh ? "zh-CN" : "en")">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta name="generator" content="zhangfa \(toolVersion)">
      <meta http-equiv="Content-Security-Policy" content="\(Self.policy)">
      <title>\(title) – zhangfa</title>
      <style>\(.raw(htmlStyle))</style>
      </head>
      <body>
      <main>
      \(overview(heading, summary))\(sections)\(errorList)</main>
      <script>\(.raw(htmlScript))</script>
      </body>
      </html>

      """
    return page.source
  }

  /// What the page may use.
  static let policy =
    "default-src 'none'; style-src '\(hash(htmlStyle))'; script-src '\(hash(htmlScript))'; base-uri 'none'; form-action 'none'"

  /// What stands over several drafts, or in place of none.
  private func overview(_ heading: String, _ summary: Summary) -> HTML {
    guard drafts.count != 1 else { return .empty }
    let counts = summary.text(in: language).split(separator: "\n").map { "<p>\(String($0))</p>\n" as HTML }
    return """
      <header class="overview">
      <h1>\(heading)</h1>
      \(counts)\(drafts.isEmpty ? .empty : DraftMatrix(drafts, language).html)</header>

      """
  }

  /// What could not be checked.
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

/// The hash of a style or a script, as a policy has it.
private func hash(_ text: String) -> String { "sha256-\(Data(SHA256(Array(text.utf8)).bytes).base64EncodedString())" }

extension String {
  fileprivate var trimmingLineEnd: String { hasSuffix("\n") ? String(dropLast()) : self }
}
